// PISTE in miniature with contracts as other tools write them: what the client makes of such a contract, the simulator
// takes, and answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withContract } from "../contract/calls.mjs";
import { contractWith } from "./contracts/odd.mjs";
import { WRITTEN } from "./contracts/odd-written.mjs";

for (const [name, { over, given }] of Object.entries(WRITTEN)) {
  test(`${name}: the simulator serves it`, async (t) => {
    const place = await withContract(contractWith(over));
    t.after(() => place.server.close());
    const sne = await place.client();
    assert.equal((await sne.call("odd", given)).status, 200);
    assert.equal((await sne.call("bien", { n: 1 })).status, 200);
    await sne.close();
  });
}
