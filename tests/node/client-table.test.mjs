// Each way in which PISTE and the API answer, and the error that the client makes of it, in both languages: the rows of
// the platform notes ("Token", "Gateway answers"), met through real sockets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { GATEWAY_ROWS, TOKEN_ROWS, answer } from "./support/rows.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Language } from "./support/languages.mjs" */
/** @import { Row } from "./support/rows.mjs" */

for (const language of LANGUAGES) {
  for (const row of TOKEN_ROWS) {
    test(`token, ${language}: ${row.row}`, (t) => check(t, row, language, 0));
  }
  for (const row of GATEWAY_ROWS) {
    test(`gateway, ${language}: ${row.row}`, (t) => check(t, row, language, 1));
  }
}

/** @param {TestContext} t @param {Row} row @param {Language} language @param {number} attempts */
async function check(t, row, language, attempts) {
  const { simulator, server, client } = await simulated(t, { clock: "manual" });
  const addresses = row.elsewhere && { environment: server.environments[row.elsewhere] };
  const sne = await client(row.application ?? "works", { language, ...row.options, ...addresses });
  if (row.token) simulator.inject("authorization-server", row.token, 10);
  if (row.api) simulator.inject("gateway", row.api, 10);
  const call = () => (row.path ? sne.request({ path: row.path }) : sne.healthcheck());
  for (let made = 1; made < (row.calls ?? 1); made += 1) await call();
  const error = await failureOf(call());
  const seen = Object.fromEntries(FIELDS.map((field) => [field, Reflect.get(error, field)]));
  assert.deepEqual(seen, { ...NOTHING, attempts, ...row.is });
  if (row.says) assert.match(`${error.message}\n${error.advice}`, row.says[language]);
}

const FIELDS = ["kind", "code", "status", "retryable", "retryAfter", "attempts"];
const NOTHING = { code: undefined, status: undefined, retryable: false, retryAfter: undefined };

test("the two languages say different things, and toJSON says all of it", async (t) => {
  const { client } = await simulated(t);
  const failures = LANGUAGES.map(async (language) =>
    failureOf((await client("no-profile", { language })).healthcheck()),
  );
  const [french, english] = await Promise.all(failures);
  assert.notEqual(french.message, english.message);
  assert.notEqual(french.advice, english.advice);
  const { name, kind, message, advice, code, status, retryable, attempts } = french;
  const plain = { name, kind, message, advice, code, status, retryable, attempts };
  assert.deepEqual(JSON.parse(JSON.stringify(french)), plain);
});

test("a wait until a date is a wait of seconds", async (t) => {
  const { simulator, client } = await simulated(t);
  const sne = await client("works");
  const date = new Date(Date.now() + 90_000).toUTCString();
  simulator.inject("gateway", answer(429, { "Retry-After": date }));
  const { retryAfter } = await failureOf(sne.healthcheck());
  assert.ok(retryAfter !== undefined && retryAfter > 80 && retryAfter <= 90, `${retryAfter}`);
});

for (const expiresIn of /** @type {const} */ (["number", "text", "absent"])) {
  test(`a token whose life is told as ${expiresIn} works`, async (t) => {
    const { client, tokenRequests } = await simulated(t, { expiresIn });
    const sne = await client("works");
    for (let call = 0; call < 3; call += 1) assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
    assert.equal(tokenRequests().length, 1);
  });
}
