// `npm start` as a person sees it: the token, the answer, the address of the console; after Ctrl-C, nothing left.
// Runs in the repository itself, after the build.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const START = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

/**
 * Starts it in French or English on free ports; `until` resolves with all that was printed once a pattern is in it.
 * @param {string} language
 */
function start(language) {
  const env = { ...process.env, LC_ALL: language };
  const child = spawn(process.execPath, [START, "--port", "0"], { env, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  /** @param {RegExp} pattern */
  const until = async (pattern) => {
    while (!pattern.test(printed)) {
      const [part] = await Promise.race([once(child.stdout, "data"), once(child, "close").then(() => [undefined])]);
      if (part === undefined) throw new Error(`ended before ${pattern}:\n${printed}`);
      printed += part;
    }
    return printed;
  };
  return { child, until };
}

const LANGUAGES = {
  "en_GB.UTF-8": /token +(\S{4})… \(\d+ characters\)/,
  "fr_FR.UTF-8": /jeton +(\S{4})… \(\d+ caractères\)/,
};

describe("npm start", () => {
  for (const [language, token] of Object.entries(LANGUAGES)) {
    it(`prints token and answer, serves the console, ends at Ctrl-C (${language})`, { timeout: 120_000 }, async () => {
      const { child, until } = start(language);
      try {
        const printed = await until(/console +(http:\/\/127\.0\.0\.1:\d+\/?).*\n/);
        assert.match(printed, token);
        assert.match(printed, /healthcheck +\{"version":"1\.0","etat":"OK"\}/);
        const [, site = ""] = /console +(http\S+)/.exec(printed) ?? [];
        const [, simulator = ""] = /PISTE (?:in|en) miniature +(http\S+)/.exec(printed) ?? [];
        assert.equal((await fetch(site)).status, 200);
        assert.match(site, /\?key=/);
        child.kill("SIGINT");
        assert.deepEqual(await once(child, "close"), [0, null]);
        for (const address of [site, simulator]) await assert.rejects(fetch(address), TypeError);
      } finally {
        child.kill("SIGKILL");
      }
    });
  }
});
