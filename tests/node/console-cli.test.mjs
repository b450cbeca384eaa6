// The command `sne-cotation console`, as a process.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { COMMAND, firstLine } from "./support/command.mjs";
import { listening, portOf } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */

/**
 * Starts the command; it is killed with the test if it still runs.
 * @param {TestContext} t
 * @param {string[]} args
 */
function start(t, args, LC_ALL = "en_GB.UTF-8") {
  const child = spawn(process.execPath, [COMMAND, "console", ...args], { env: { ...process.env, LC_ALL } });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

/** The headers of a browser that has opened the address. @param {string} address */
async function keyShown(address) {
  const { headers } = await fetch(address, { redirect: "manual" });
  return { Cookie: headers.getSetCookie()[0].split(";")[0] };
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  test(`--json tells the addresses, both answer, and ${signal} ends both with 0`, async (t) => {
    const child = start(t, ["--port", "0", "--json"]);
    const { url, simulator } = JSON.parse(await firstLine(child));
    assert.match(await (await fetch(url, { headers: await keyShown(url) })).text(), /<div id="console">/);
    assert.equal((await fetch(simulator)).status, 404);
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null]);
    for (const address of [url, simulator]) await assert.rejects(fetch(address), TypeError);
  });
}

test("--quiet prints the address only, with its key", async (t) => {
  const child = start(t, ["--port=0", "--quiet"]);
  assert.match(await firstLine(child), /^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/);
  child.kill("SIGINT");
  await once(child, "exit");
});

test("--theme serves a style sheet, --api-url lets the page call another API", async (t) => {
  const theme = join(await mkdtemp(join(tmpdir(), "sne-console-")), "theme.css");
  t.after(() => rm(dirname(theme), { recursive: true }));
  await writeFile(theme, ":root { --accent: rebeccapurple; }");
  const other = ["--api-url", "https://api.example/base/v1", "--token-url", "https://oauth.example/token"];
  const child = start(t, ["--port=0", "--json", "--theme", theme, ...other]);
  const { url } = JSON.parse(await firstLine(child));
  const headers = await keyShown(url);
  const page = await fetch(url, { headers });
  assert.match(page.headers.get("content-security-policy") ?? "", /connect-src [^;]* https:\/\/api\.example /);
  assert.match(
    await page.text(),
    /&quot;other&quot;:{[^}]*&quot;apiUrl&quot;:&quot;https:\/\/api\.example\/base\/v1&quot;}/,
  );
  const served = await fetch(new URL("/theme.css", url), { headers });
  assert.deepEqual(
    [await served.text(), served.headers.get("content-type")],
    [":root { --accent: rebeccapurple; }", "text/css; charset=utf-8"],
  );
  child.kill("SIGINT");
  await once(child, "exit");
});

test("a theme that cannot be read and a contract that is none end with 1", async (t) => {
  const notOne = fileURLToPath(new URL("../../package.json", import.meta.url));
  for (const [option, file, words] of /** @type {[option: string, file: string, words: RegExp][]} */ ([
    ["--theme", "/nowhere/theme.css", /^sne-cotation: cannot read \/nowhere\/theme\.css \(there is no such file\)\n$/],
    ["--contract", notOne, /^sne-cotation: the contract .*package\.json cannot be served: [^\n]+\n$/],
  ])) {
    const child = start(t, ["--port=0", option, file]);
    const stderr = child.stderr.setEncoding("utf8").toArray();
    assert.deepEqual(await once(child, "close"), [1, null]);
    assert.match((await stderr).join(""), words);
  }
});

test("--contract is given to the page, and served by the simulator", async (t) => {
  const file = fileURLToPath(new URL("./contracts/complete.json", import.meta.url));
  const child = start(t, ["--port=0", "--json", "--contract", file]);
  const { url } = JSON.parse(await firstLine(child));
  const headers = await keyShown(url);
  assert.match(await (await fetch(url, { headers })).text(), /&quot;apiUrl&quot;:&quot;[^&]*\/mediatheque\/v1&quot;/);
  assert.equal(await (await fetch(new URL("/contract.json", url), { headers })).text(), await readFile(file, "utf8"));
  child.kill("SIGINT");
  await once(child, "exit");
});

test("a port in use ends with 1, a message and no stack", async (t) => {
  const server = createServer();
  t.after(() => server.close());
  await listening(server);
  const port = portOf(server);
  const child = start(t, ["--port", String(port)], "fr_FR.UTF-8");
  const stderr = child.stderr.setEncoding("utf8").toArray();
  const [code] = await once(child, "close");
  assert.equal(code, 1);
  const reason = new RegExp(`^sne-cotation: le port ${port} de 127\\.0\\.0\\.1 est déjà pris[^\\n]*\\n$`);
  assert.match((await stderr).join(""), reason);
});

test("wrong usage ends with 2", async (t) => {
  const halves = [
    ["--api-url", "https://api.example"],
    ["--token-url", "https://a.example", "--api-url", "ftp://b"],
  ];
  for (const args of [["--port", "x"], ["--port", "65536"], ["--host", "0.0.0.0"], ["extra"], ...halves]) {
    const [code] = await once(start(t, args), "close");
    assert.equal(code, 2, args.join(" "));
  }
});
