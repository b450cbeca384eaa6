// Answers as no server should give them, the same each time: put together from parts, and then damaged.

const STATUSES = [200, 201, 202, 204, 205, 304, 400, 401, 403, 404, 405, 409, 418, 422, 423, 429, 500, 502, 503, 504];

const TYPES = [
  undefined,
  "application/json",
  "application/json; charset=utf-8",
  "application/problem+json",
  "text/html",
  "text/plain",
  "application/xml",
  "application/octet-stream",
  "application/json; charset=klingon",
  "text/html; charset=iso-8859-1",
  ";",
  "/",
];

const CHALLENGES = [
  undefined,
  undefined,
  'Bearer error="invalid_token"',
  'Bearer error="insufficient_scope"',
  'Bearer error="',
  "=",
  'Bearer \\"',
  'Bearer error="invalid_token",error_description="The client app was not found or is disabled."',
  'Bearer error="{secret}"',
  'Bearer error="{token}"',
];

const WAITS = [
  undefined,
  undefined,
  "5",
  "86400",
  "-1",
  "soon",
  "9".repeat(400),
  "Fri, 31 Dec 9999 23:59:59 GMT",
  "1e400",
];

const BODIES = [
  "",
  " ",
  "{}",
  "[]",
  "null",
  "1e999",
  '"',
  '{"etat":"OK"}',
  '{"etat":"O',
  "<!doctype html>",
  "<html>",
  "<?xml?>",
  "\ufeff{}",
  '{"code":"ERRAUTUSR0001","message":"Aucun profil métier"}',
  '{"code":"ERRCOTCAL0004","message":"Calcul impossible."}',
  '{"code":"ERRCOTCAL0004","message":"{name} est inconnu"}',
  '{"code":"ERRCOTCAL0004","message":"{secret} {token}"}',
  '{"code":"{name}","message":"x"}',
  '{"nom":"{name}"}',
  '{"code":{"code":1},"message":[]}',
  '{"error":"invalid_client"}',
  '{"error":"{secret}"}',
  '{"access_token":"x","expires_in":"-1"}',
  '{"access_token":"{name}\\n","token_type":null}',
  '{"__proto__":{"code":"ERRCOTCAL0004","message":"x"}}',
  "[".repeat(5000),
  "\ud800",
  "\0",
];

/** What was sent, for answers that repeat it. @typedef {{ secret: string, token: string, name: string }} Sent */

/** An endless supply. They repeat what was sent: `{secret}` and the others stand for it. */
export function hostileAnswers() {
  const draw = draws();
  /** @template T @param {readonly T[]} all @returns {T} */
  const oneOf = (all) => all[draw(all.length)];
  return {
    /** @param {Sent} sent */
    next(sent) {
      /** @param {string | undefined} text */
      const filled = (text) =>
        text?.replace(/\{(secret|token|name)\}/g, (_, /** @type {keyof Sent} */ name) => sent[name]);
      const [status, type, challenge, wait] = [oneOf(STATUSES), oneOf(TYPES), filled(oneOf(CHALLENGES)), oneOf(WAITS)];
      const given = { "content-type": type, "www-authenticate": challenge, "retry-after": wait };
      const headers = new Headers();
      for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, value);
      const body = new TextEncoder().encode(filled(oneOf(BODIES)));
      if (draw(3) === 0) damage(body, draw);
      return new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
    },
  };
}

/** Changes up to three bytes. @param {Uint8Array} bytes @param {(limit: number) => number} draw */
function damage(bytes, draw) {
  for (let count = draw(3); count >= 0 && bytes.length > 0; count -= 1) bytes[draw(bytes.length)] = draw(256);
}

/** Numbers below a limit, the same each time (mulberry32). */
function draws() {
  let state = 1;
  return (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
