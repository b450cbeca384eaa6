// The command `sne-cotation console`, as a process.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const manifest = require("sne-cotation/package.json");
const COMMAND = join(dirname(require.resolve("sne-cotation/package.json")), manifest.bin["sne-cotation"]);

/** Starts the command; it is killed with the test if it still runs. */
function start(t, args, LC_ALL = "en_GB.UTF-8") {
  const child = spawn(process.execPath, [COMMAND, "console", ...args], { env: { ...process.env, LC_ALL } });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

async function firstLine(child) {
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return line;
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  test(`--json tells the addresses, both answer, and ${signal} ends both with 0`, async (t) => {
    const child = start(t, ["--port", "0", "--json"]);
    const { url, simulator } = JSON.parse(await firstLine(child));
    assert.match(await (await fetch(url)).text(), /<div id="console">/);
    assert.equal((await fetch(simulator)).status, 404);
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null]);
    for (const address of [url, simulator]) await assert.rejects(fetch(address), TypeError);
  });
}

test("--quiet prints the address only", async (t) => {
  const child = start(t, ["--port=0", "--quiet"]);
  assert.match(await firstLine(child), /^http:\/\/127\.0\.0\.1:\d+\/$/);
  child.kill("SIGINT");
  await once(child, "exit");
});

test("a port in use ends with 1, a message and no stack", async (t) => {
  const server = createServer().listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address();
  const child = start(t, ["--port", String(port)], "fr_FR.UTF-8");
  const stderr = child.stderr.setEncoding("utf8").toArray();
  const [code] = await once(child, "close");
  assert.equal(code, 1);
  const reason = new RegExp(`^sne-cotation: le port ${port} de 127\\.0\\.0\\.1 est déjà pris[^\\n]*\\n$`);
  assert.match((await stderr).join(""), reason);
});

test("wrong usage ends with 2", async (t) => {
  for (const args of [["--port", "x"], ["--port", "65536"], ["--host", "0.0.0.0"], ["extra"]]) {
    const [code] = await once(start(t, args), "close");
    assert.equal(code, 2, args.join(" "));
  }
});
