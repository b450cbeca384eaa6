// `sne-cotation token`: a token, its scope and the time it has left; the token itself only where it is asked for.

import { CONNECTION, withClient } from "../connection.js";
import { oneLine } from "../foreign.js";
import { align } from "../table.js";

/**
 * @import { SneCotation } from "../../index.js"
 * @import { Command, Context } from "../command.ts"
 */

/** @type {Command} */
export const token = {
  name: "token",
  options: { reveal: { type: "boolean" }, ...CONNECTION },
  sends: true,
  examples: [
    "sne-cotation token --environment sandbox",
    "sne-cotation token --environment sandbox --reveal > token.txt",
    "sne-cotation token --dotenv .env --json",
  ],
  run: (context) => {
    /** @type {Uint8Array[]} */
    const heard = [];
    /** @type {typeof globalThis.fetch} */
    const fetch = async (...request) => overheard(await globalThis.fetch(...request), heard);
    return withClient(context, (sne, signal) => tell(sne, { signal, heard }, context), { fetch });
  },
};

/**
 * @param {SneCotation} sne
 * @param {{ signal: AbortSignal, heard: Uint8Array[] }} told
 * @param {Context} context
 */
async function tell(sne, { signal, heard }, { values, t, print, note, paint }) {
  const access_token = await sne.accessToken({ signal });
  const { scope, expires_in } = scopeAndLife(heard);
  if (values.json) {
    return print(JSON.stringify({ ...(values.reveal && { access_token }), token_type: "Bearer", scope, expires_in }));
  }
  if (values.reveal) {
    if (process.stdout.isTTY) note(t("token.shown"));
    return print(access_token);
  }
  const left = expires_in === undefined ? t("token.unsaid") : t("token.seconds", { seconds: expires_in });
  return print(
    align([
      [t("token.label.token"), paint.green(t("token.obtained", { length: access_token.length }))],
      [t("token.label.scope"), scope === undefined ? t("token.unsaid") : oneLine(scope)],
      [t("token.label.left"), left],
    ]).join("\n"),
  );
}

/**
 * The same answer, of which `heard` gets the pieces that the client reads: `accessToken` does not give what the
 * authorisation server says besides the token. Only requests for a token are made here; the last one counts.
 * @param {Response} response
 * @param {Uint8Array[]} heard
 */
function overheard(response, heard) {
  heard.length = 0;
  if (response.body === null) return response;
  const listen = new TransformStream({
    transform(piece, controller) {
      heard.push(piece);
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(listen), response);
}

/**
 * The client has found a token in it, so that it is an object of JSON.
 * @param {Uint8Array[]} heard
 */
function scopeAndLife(heard) {
  const { scope, expires_in } = JSON.parse(new TextDecoder().decode(Buffer.concat(heard)));
  const seconds = Math.floor(Number(expires_in ?? NaN));
  return {
    scope: typeof scope === "string" ? scope : undefined,
    expires_in: Number.isSafeInteger(seconds) ? seconds : undefined,
  };
}
