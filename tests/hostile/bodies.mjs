// Bodies that a hostile server may send: what the client looks for, mutated; what it was sent, sent back; noise.

/** @import { Random } from "../support/random.mjs" */

const DOCUMENTS = [
  '{"access_token":"granted-token","token_type":"Bearer","expires_in":3600,"scope":"openid resource.READ"}',
  '{"version":"1.0","etat":"OK"}',
  '{"code":"ERRAUTUSR0001","message":"Aucun profil métier n\'est attribué à cette application cliente."}',
  '{"code":"ERRCOTCAL0004","message":"La demande est inconnue."}',
  '{"error":"invalid_client","error_description":"Client authentication failed"}',
  '{"error":"invalid_scope"}',
  "<!DOCTYPE html><html><body>Connexion</body></html>",
  '<?xml version="1.0"?><erreur/>',
  '{"__proto__":{"code":"x"},"constructor":{"prototype":{"message":"y"}}}',
  "",
];

/** Values that stand where others are expected. */
const ODD_VALUES = [
  "null",
  "true",
  "0",
  "-1",
  "1e999",
  "-0",
  "{}",
  "[]",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"3600"',
  "[[[[]]]]",
];

const encoder = new TextEncoder();

/**
 * A body as bytes. `sent` is what the client sent, headers and all, as a text.
 * @param {Random} random
 * @param {string} sent
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bodyOf(random, sent) {
  return random.weighted([
    [4, () => encoder.encode(random.pick(DOCUMENTS))],
    [6, () => mutated(random, encoder.encode(random.pick(DOCUMENTS)))],
    [3, () => encoder.encode(withOddValues(random, random.pick(DOCUMENTS)))],
    [2, () => encoder.encode(json(random, 4))],
    [2, () => reflected(random, sent)],
    [2, () => random.bytes(random.below(300))],
    [1, () => encoder.encode(random.pick(["[", '{"a":', '"', "\\", " "]).repeat(random.below(70_000)))],
  ])();
}

/**
 * Some bytes flipped, cut out, doubled or added.
 * @param {Random} random
 * @param {Uint8Array} bytes
 */
function mutated(random, bytes) {
  let result = [...bytes];
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const at = random.below(result.length + 1);
    const length = random.below(12);
    result = random.oneOf(
      () => result.with?.(Math.min(at, Math.max(result.length - 1, 0)), random.below(256)) ?? result,
      () => result.slice(0, at),
      () => result.toSpliced(at, length),
      () => result.toSpliced(at, 0, ...random.bytes(length)),
      () => result.toSpliced(at, 0, ...result.slice(at, at + length)),
    );
  }
  return Uint8Array.from(result);
}

/**
 * A value or two replaced, the JSON staying whole.
 * @param {Random} random
 * @param {string} text
 */
function withOddValues(random, text) {
  return text.replace(/(?<=":)("[^"]*"|\d+)/g, (value) => (random.chance(0.5) ? random.pick(ODD_VALUES) : value));
}

/**
 * JSON of any form, with the field names that matter among its names.
 * @param {Random} random
 * @param {number} depth
 * @returns {string}
 */
function json(random, depth) {
  const name = () => random.pick(["code", "message", "error", "access_token", "expires_in", "__proto__", "etat", "a"]);
  const inner = () => json(random, depth - 1);
  /** @param {() => string} make */
  const several = (make) => Array.from({ length: random.below(4) }, make).join(",");
  if (depth === 0 || random.chance(0.3)) return random.pick(ODD_VALUES);
  return random.chance(0.5) ? `[${several(inner)}]` : `{${several(() => `"${name()}":${inner()}`)}}`;
}

/**
 * What was sent, in one of the places where the client would look for something to say.
 * @param {Random} random
 * @param {string} sent
 */
function reflected(random, sent) {
  const text = random.pick([
    sent,
    JSON.stringify({ code: "ERRREF0001", message: sent }),
    JSON.stringify({ code: sent, message: sent }),
    JSON.stringify({ error: sent, error_description: sent }),
    `<html>${sent}</html>`,
  ]);
  return encoder.encode(text);
}
