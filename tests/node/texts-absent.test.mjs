// A client whose texts cannot be fetched, as in a page whose server has gone: it works all the same.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CREDENTIALS, json, platform } from "./support/platform.mjs";

const DIST = dirname(fileURLToPath(import.meta.resolve("sne-cotation")));

test("without its texts a client calls, and its errors say the ids of their reasons", async (t) => {
  const folder = mkdtempSync(join(dirname(DIST), "without-texts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(DIST, folder, { recursive: true });
  rmSync(join(folder, "client-fr.js"));
  /** @type {typeof import("sne-cotation")} */
  const { SneCotation } = await import(pathToFileURL(join(folder, "index.js")).href);
  let isSubscribed = true;
  const { environment } = await platform(t, {
    api: (_request, response) => {
      if (isSubscribed) json(response, 200, { version: "1.0", etat: "OK" });
      else response.writeHead(403).end();
    },
  });
  const sne = await SneCotation.create({ environment, ...CREDENTIALS, retry: false });
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  isSubscribed = false;
  await assert.rejects(sne.healthcheck(), { name: "SneError", kind: "subscription", message: "subscription-missing" });
});
