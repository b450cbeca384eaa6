// The page on pages: its relay, and the programs that ask it for a token, as a browser would run them.

import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import { CALL_AGAIN, output, PAGE, serving, settings, start, written } from "./support/example.mjs";
import { simulated } from "./support/simulated.mjs";
import { blocksOf, codeOf, LANGUAGES, readDocument } from "../support/documents.mjs";

const OK = "{ version: '1.0', etat: 'OK' }\n";

for (const language of LANGUAGES) {
  const document = readDocument(`docs/${language}/page.md`);
  const relay = codeOf(document, "run", "relay");
  const page = codeOf(document, "run", "page");
  const getToken = `import { SneCotation } from "sne-cotation";\n${codeOf(document, "after", "get-token")}`;

  describe(`the programs of docs/${language}/page.md`, { concurrency: 2 }, () => {
    it("are all run here", () => {
      const programs = blocksOf(document).filter(({ way }) => way !== "text");
      assert.deepEqual(
        programs.map(({ name }) => name),
        ["relay", "page", "get-token"],
      );
    });

    it("have one token for all pages, and another for a page whose token is refused", async (t) => {
      const { server, simulator, tokenRequests } = await simulated(t);
      const site = await serving(t, relay, settings(server, simulator.find("works")));
      const world = { SIMULATOR: server.url, SITE: site };
      const openedBefore = start(page + CALL_AGAIN, world, ["ignore", "pipe", "inherit", "ipc"]);
      const whole = written(openedBefore);
      await once(openedBefore, "message");
      assert.deepEqual(await output(page, world), [OK, ""]);
      assert.deepEqual(await output(getToken, world), [OK, ""]);
      assert.equal(tokenRequests().length, 1);
      simulator.revokeTokens();
      openedBefore.send("again");
      assert.deepEqual(await whole, [OK + OK, ""]);
      assert.equal(tokenRequests().length, 2);
      assert.deepEqual(
        simulator.exchanges.map(({ status }) => status),
        [200, 200, 200, 200, 401, 200, 200],
      );
    });

    it("get a 502 when there is no token", async (t) => {
      const { server, simulator } = await simulated(t);
      const wrong = { ...simulator.find("works"), clientSecret: "not-this-one" };
      const site = await serving(t, relay, settings(server, wrong));
      const headers = { Origin: PAGE, Cookie: "session=ada", "Content-Type": "application/json" };
      const answer = await fetch(site, { method: "POST", headers });
      const { error } = await answer.json();
      assert.deepEqual([answer.status, error.kind, error.code], [502, "credentials", "token-unavailable"]);
    });

    it("get nothing without a session", async (t) => {
      const { server, simulator } = await simulated(t);
      const site = await serving(t, relay, settings(server, simulator.find("works")));
      const headers = { Origin: PAGE, "Content-Type": "application/json" };
      assert.equal((await fetch(site, { method: "POST", headers })).status, 403);
    });
  });
}
