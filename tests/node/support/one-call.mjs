// One call, and either what arrived of it or that nothing did.

import assert from "node:assert/strict";
import { failureOf } from "./failure.mjs";
import { json, platform } from "./platform.mjs";
import { LANGUAGES } from "./languages.mjs";
import { untyped } from "./untyped.mjs";
import { soon } from "./wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { RequestOptions } from "sne-cotation" */

/**
 * Makes one call and gives what arrived at the API.
 * @param {TestContext} t
 * @param {RequestOptions} options
 */
export async function sent(t, options) {
  const { client, calls } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  await soon((await client()).request(options));
  assert.equal(calls().length, 1);
  return calls()[0];
}

/**
 * Makes one call that is refused before anything is sent.
 * @param {TestContext} t
 * @param {unknown} options what are no `RequestOptions`
 * @param {RegExp} [says]
 */
export async function refused(t, options, says) {
  const { client, requests } = await platform(t);
  for (const language of LANGUAGES) {
    const error = await failureOf(soon((await client({ language })).request(untyped(options))));
    assert.deepEqual([error.kind, error.retryable, error.attempts], ["config", false, 0]);
    if (says) assert.match(error.message, says);
  }
  assert.deepEqual(requests, [], "nothing is sent, not even for a token");
}
