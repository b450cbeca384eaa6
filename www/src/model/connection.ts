// The package at work: a client for one environment and one pair of credentials. It calls the API from this page; its
// tokens come from the local server.

import type { SneCotation, TokenAnswer, TokenRequest } from "sne-cotation";
import type { Language } from "../messages/index.ts";
import { RelayError } from "./failure.ts";
import { askForToken, type Credentials, type EnvironmentName } from "./local-server.ts";

export interface Target extends Credentials {
  environment: EnvironmentName;
  /** The simulator's API; PISTE's own are known to the package. */
  apiUrl: string | undefined;
  language: Language;
}

/** What came back from a call. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  data: unknown;
}

/** Loaded behind the first screen: it brings the WebAssembly. */
export const loadPackage = () => import("sne-cotation");

export class Connection {
  readonly #target: Target;
  readonly #onToken: (token: TokenAnswer) => void;
  #client: Promise<SneCotation> | undefined;
  #refusal: RelayError | undefined;
  #waitedForToken = 0;

  constructor(target: Target, onToken: (token: TokenAnswer) => void) {
    this.#target = target;
    this.#onToken = onToken;
  }

  /** Sees to it that there is a token: the one that the client has, or a new one. */
  async token(signal: AbortSignal): Promise<void> {
    await this.#attempt((client) => client.accessToken({ signal }));
  }

  async healthcheck(signal: AbortSignal): Promise<Answer> {
    const { status, headers, data } = await this.#attempt((client) => client.request({ path: "/healthcheck", signal }));
    const seen: Answer["headers"] = [];
    headers.forEach((value, name) => seen.push([name, value]));
    return { status, headers: seen, data };
  }

  /** Milliseconds that the last attempt waited for a token; 0 when the client had one. */
  get waitedForToken(): number {
    return this.#waitedForToken;
  }

  async close(): Promise<void> {
    await this.#client?.then((client) => client.close()).catch(() => undefined);
  }

  /** The client says that there is no token; the relay has said why. The page shows the reason. */
  async #attempt<T>(work: (client: SneCotation) => Promise<T>): Promise<T> {
    this.#refusal = undefined;
    this.#waitedForToken = 0;
    try {
      return await work(await this.#open());
    } catch (error) {
      throw this.#refusal ?? error;
    }
  }

  #open(): Promise<SneCotation> {
    this.#client ??= this.#create().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #create(): Promise<SneCotation> {
    const { SneCotation } = await loadPackage();
    const { environment, apiUrl, language } = this.#target;
    const where = environment === "simulator" ? { apiUrl: apiUrl ?? "" } : environment;
    return SneCotation.create({ environment: where, language, getToken: (request) => this.#getToken(request) });
  }

  async #getToken({ signal, rejected }: TokenRequest): Promise<TokenAnswer> {
    const { environment, clientId, clientSecret, language } = this.#target;
    const begun = performance.now();
    try {
      // The package types its signal for runtimes without the DOM; here it is the DOM's.
      const question = { environment, clientId, clientSecret, language, rejected };
      const token = await askForToken(question, signal as AbortSignal);
      this.#onToken(token);
      return token;
    } catch (error) {
      if (error instanceof RelayError) this.#refusal = error;
      throw error;
    } finally {
      this.#waitedForToken += performance.now() - begun;
    }
  }
}
