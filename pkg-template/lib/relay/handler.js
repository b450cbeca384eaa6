// The path of a request through the relay, from top to bottom: who asks (method, origin, session), how often, what for;
// then a token, or why there is none. Whatever happens, there is an answer, and nothing of the request is repeated in
// it.

import { mistake } from "./options.js";
import { RateLimit } from "./rate-limit.js";
import { readQuestion, requireJson } from "./question.js";
import { Refusal, refusalFor } from "./refusal.js";
import { answerTo, METHODS, preflight } from "./response.js";

/**
 * @import { RelaySettings } from "./settings.ts"
 * @import { Tokens } from "./tokens.js"
 */

export class Handler {
  #settings;
  #tokens;
  #sessions;

  /**
   * @param {RelaySettings} settings
   * @param {Tokens} tokens
   */
  constructor(settings, tokens) {
    this.#settings = settings;
    this.#tokens = tokens;
    this.#sessions = new RateLimit(settings.perMinute);
  }

  /**
   * Never rejects.
   * @param {Request} request
   */
  async answer(request) {
    const origin = request.headers.get("origin");
    const allowed = origin !== null && this.#settings.origins.has(origin) ? origin : undefined;
    const to = { origin: allowed, ...this.#settings };
    try {
      this.#admit(request, allowed);
      if (request.method === "OPTIONS") return preflight(to);
      return answerTo(to, await this.#token(request));
    } catch (error) {
      return answerTo(to, this.#refusal(error, request));
    }
  }

  /**
   * Refuses what can be refused without a session: methods and origins.
   * @param {Request} request
   * @param {string | undefined} allowed
   */
  #admit({ method, headers }, allowed) {
    if (!METHODS.includes(method)) throw new Refusal("method-not-allowed");
    if (allowed === undefined) throw new Refusal("origin-refused");
    if (method === "POST") requireJson(headers);
  }

  /**
   * The body is read last: nobody who may not have a token makes the relay read.
   * @param {Request} request
   */
  async #token(request) {
    this.#sessions.enter(await this.#session(request));
    const { rejected } = await readQuestion(request);
    return this.#tokens.inPlaceOf(rejected, request.signal);
  }

  /**
   * The session that asks, as `authorize` gives it. A value that is not clearly a session is refused.
   * @param {Request} request
   */
  async #session(request) {
    const { authorize, language } = this.#settings;
    let session;
    try {
      session = await authorize(request);
    } catch (error) {
      this.#tell(error);
    }
    if (typeof session === "string" && session !== "") return session;
    // `true` would be one session for everybody, which defeats the purpose of `authorize`.
    if (session) {
      const facts = { option: "authorize", expected: "function that gives a session key (string)" };
      this.#tell(mistake({ reason: "option-type", facts, advice: "authorize", language }));
    }
    throw new Refusal("not-authorised");
  }

  /**
   * What the page is told of a failure; the owner of the server is told the rest.
   * @param {unknown} error
   * @param {Request} request
   */
  #refusal(error, request) {
    if (error instanceof Refusal) return error;
    // The page has gone: nobody reads the answer, and nothing went wrong.
    if (request.signal?.aborted) return new Refusal("abandoned");
    this.#tell(error);
    return refusalFor(error);
  }

  /**
   * A reporter that fails is no reason to fail the page.
   * @param {unknown} error
   */
  async #tell(error) {
    try {
      await this.#settings.onError?.(error);
    } catch {
      // There is nobody left to report it to.
    }
  }
}
