// The scope of each token, for the page to show: the client itself has no use for it. It is read off the authorisation
// server's answer on its way to the client.

/** @import { Grant } from "../relay/settings.ts" */

/** Longer than any token answer. */
const LONGEST = 16 * 1024;
const MOST = 32;

export class Scopes {
  /** By token, the oldest first. @type {Map<string, string>} */
  #known = new Map();

  /** Does what `fetch` does, and notes the scopes that go by. @type {typeof globalThis.fetch} */
  fetch = async (url, init) => {
    const answer = await globalThis.fetch(url, init);
    if (answer.ok) this.#note(await grantIn(answer.clone()));
    return answer;
  };

  /**
   * The answer for the page, with the scope that its token was given.
   * @param {Grant} grant
   */
  added(grant) {
    const scope = this.#known.get(grant.access_token);
    return scope === undefined ? grant : { ...grant, scope };
  }

  forget() {
    this.#known.clear();
  }

  /** @param {{ access_token?: unknown, scope?: unknown } | undefined} grant */
  #note({ access_token, scope } = {}) {
    if (typeof access_token !== "string" || typeof scope !== "string") return;
    this.#known.set(access_token, scope);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST) this.#known.delete(oldest);
  }
}

/**
 * What a token answer holds; nothing when it is none, or the question has been given up.
 * @param {Response} answer
 */
async function grantIn({ body }) {
  try {
    return Object(JSON.parse(await shortText(body)));
  } catch {
    return undefined;
  }
}

/**
 * Leaving the loop early lets go of the rest.
 * @param {ReadableStream<Uint8Array> | null} body
 */
async function shortText(body) {
  const pieces = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > LONGEST) break;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
