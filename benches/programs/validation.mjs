// What holding an answer against its schema takes, beside reading it (`JSON.parse`) and beside two validators, which
// want it read: calls of the package whose `fetch` has the answer at hand, validated and not, in turns with the others.

import { Validator } from "@cfworker/json-schema";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { SWAGGER } from "../contract.mjs";
import { takeTurns } from "../measure/turns.mjs";
import { openByContract } from "../peers/own.mjs";
import { pageOf } from "../search.mjs";

/** @import { Effort, Times } from "../measure/turns.mjs" */

/** @typedef {{ ranges: string[], effort: Effort }} Order */

/** @type {Order} */
const { ranges, effort } = JSON.parse(process.argv[2]);

const { definitions } = SWAGGER;
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const ajvSays = ajv.addSchema({ $id: "contract", definitions }).compile({ $ref: "contract#/definitions/Page" });
const cfworker = new Validator({ $ref: "#/definitions/Page", definitions }, "4");

/** @type {{ range: string, bytes: number, times: Record<string, Times> }[]} */
const found = [];
for (const range of ranges) {
  const text = JSON.stringify(pageOf(range));
  const page = JSON.parse(text);
  if (!ajvSays(page) || !cfworker.validate(page).valid) throw new Error("the answer is not as the schema has it");
  const [trusting, validating] = await Promise.all(
    [false, { response: /** @type {const} */ ("error") }].map((validate) => clientThatGets(text, validate)),
  );
  const ways = {
    "JSON.parse": async () => JSON.parse(text),
    "ajv, compiled": async () => ajvSays(page),
    "@cfworker/json-schema": async () => cfworker.validate(page),
    "sne call": () => trusting.search(range),
    "sne call, validated": () => validating.search(range),
  };
  found.push({ range, bytes: text.length, times: await takeTurns(ways, { ...effort, concurrency: 1 }) });
}
console.log(JSON.stringify(found));
process.exit(0);

/**
 * A client whose answers need no network.
 * @param {string} text
 * @param {Parameters<typeof openByContract>[2]} validate
 */
function clientThatGets(text, validate) {
  const bytes = new TextEncoder().encode(text);
  const headers = { "content-type": "application/json" };
  const token = { access_token: "a".repeat(54), token_type: "Bearer", expires_in: 3600 };
  /** @type {typeof fetch} */
  const own = async (input) =>
    String(input).endsWith("/token") ? Response.json(token) : new Response(bytes, { headers });
  return openByContract("http://127.0.0.1:9", SWAGGER, validate, { fetch: own });
}
