// The package at work: a client for one environment, one source of tokens and one route. Whichever way its requests go,
// it is in this page that they are made and answers are read.

import type { CommonOptions, SneCotation, SneEvent, TokenAnswer, TokenRequest } from "sne-cotation";
import type { SentRequest } from "../copy-as/call.ts";
import { sentRequest } from "../copy-as/prepared-request.ts";
import type { Language } from "../messages/index.ts";
import type { Answer, Call } from "./exchange.ts";
import { localServerSilent, pastedTokenRefused, RelayError } from "./failure.ts";
import type { Form } from "./form.ts";
import { fetchThere, type Route } from "./forward.ts";
import { askForToken, sendFromPage } from "./local-server.ts";
import type { Settings } from "./settings.ts";

export interface Target {
  settings: Settings;
  form: Form;
  route: Route;
  language: Language;
  /** The contract's text, where there is one. */
  contract: string | undefined;
}

export interface Listeners {
  onToken: (token: TokenAnswer) => void;
  onEvent: (event: SneEvent) => void;
}

type GetToken = (request: { signal: AbortSignal; rejected?: string }) => Promise<TokenAnswer>;

/** Loaded after the first screen is shown: it brings the WebAssembly. */
export const loadPackage = () => import("sne-cotation");

export class Connection {
  readonly #target: Target;
  readonly #listeners: Listeners;
  #client: Promise<SneCotation> | undefined;
  #refusal: RelayError | undefined;
  #waitedForToken = 0;
  #sent: SentRequest | undefined;
  /** The token that the person wants to have replaced. */
  #unwanted: string | undefined;
  #last: string | undefined;

  constructor(target: Target, listeners: Listeners) {
    this.#target = target;
    this.#listeners = listeners;
  }

  /** Makes sure that there is a token: the one that the client has, or a new one. */
  async token(signal: AbortSignal): Promise<void> {
    await this.#attempt((client) => client.accessToken({ signal }));
  }

  /** Gets another token, although the present one may still be good. */
  async renew(signal: AbortSignal): Promise<void> {
    this.#unwanted = this.#last;
    await this.#attempt((client) => {
      client.forgetToken();
      return client.accessToken({ signal });
    });
  }

  async call({ operation, parameters, isUnchecked = false }: Call, signal: AbortSignal): Promise<Answer> {
    const { status, headers, data } = await this.#attempt((client) => {
      if (operation.isBuiltIn) return client.request({ method: operation.method, path: operation.path, signal });
      // What does not fit is told, and goes on.
      const validate = { request: isUnchecked ? "event" : "error" } as const;
      return client.call(operation.id, parameters, { signal, validate });
    });
    const seen: Answer["headers"] = [];
    headers.forEach((value, name) => {
      seen.push([name, value]);
    });
    return { status, headers: seen, data };
  }

  /** Milliseconds that the last attempt waited for a token; 0 when the client had one. */
  get waitedForToken(): number {
    return this.#waitedForToken;
  }

  /** What the last attempt sent last, without its token. */
  get sent(): SentRequest | undefined {
    return this.#sent;
  }

  async close(): Promise<void> {
    await this.#client?.then((client) => client.close()).catch(() => undefined);
  }

  /** The client says that there is no token; the relay has said why. The page shows the reason. */
  async #attempt<T>(work: (client: SneCotation) => Promise<T>): Promise<T> {
    this.#refusal = undefined;
    this.#waitedForToken = 0;
    this.#sent = undefined;
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
    const { language, contract, settings } = this.#target;
    const [{ SneCotation }, source] = await Promise.all([loadPackage(), sourceOf(this.#target)]).catch(
      (error: unknown) => {
        // The server stopped before it had sent all of the page.
        throw settings.isLocal ? new RelayError(localServerSilent(language)) : error;
      },
    );
    const { onEvent } = this.#listeners;
    const fetch = this.#fetch;
    const options = {
      ...addressOf(this.#target),
      language,
      onEvent,
      fetch,
      errorBody: true,
      ...(contract !== undefined && { contract }),
    };
    return SneCotation.create({ ...options, getToken: (request) => this.#getToken(source, request) });
  }

  /** The page's own fetch, or that of the local server; it notes what it is given. */
  #fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.#sent = sentRequest(url, init);
    const { route, language } = this.#target;
    if (route === "page") return sendFromPage(url, init);
    try {
      return await fetchThere(url, init, language);
    } catch (error) {
      if (error instanceof RelayError) this.#refusal = error;
      throw error;
    }
  };

  async #getToken(source: GetToken, { signal, rejected = this.#unwanted }: TokenRequest): Promise<TokenAnswer> {
    const begun = performance.now();
    this.#unwanted = undefined;
    try {
      // The package types its signal for runtimes without the DOM; here it is the DOM's.
      const token = await source({ signal: signal as AbortSignal, ...(rejected !== undefined && { rejected }) });
      this.#last = token.access_token;
      this.#listeners.onToken(token);
      return token;
    } catch (error) {
      if (error instanceof RelayError) this.#refusal = error;
      throw error;
    } finally {
      this.#waitedForToken += performance.now() - begun;
    }
  }
}

function addressOf({ settings, form }: Target): Pick<CommonOptions, "environment"> {
  const { environment, values } = form;
  if (environment === "simulator") return { environment: { apiUrl: settings.simulator?.apiUrl ?? "" } };
  if (environment === "other") return { environment: { apiUrl: settings.other?.apiUrl ?? values.apiUrl.trim() } };
  return { environment };
}

async function sourceOf({ form, language }: Target): Promise<GetToken> {
  const { environment, source, values } = form;
  if (source === "relay") {
    const { tokenFromRelay } = await import("sne-cotation/relay/page");
    const relay = new URL(values.relayUrl.trim(), location.href);
    return async (request) => tokenFromRelay(relay, { language, credentials: "include" })(request);
  }
  if (source === "paste") return pasted(values.pastedToken.trim(), language);
  const { clientId, clientSecret } = values;
  const scope = values.scope.trim() === "" ? undefined : values.scope.trim();
  return ({ signal, rejected }) =>
    askForToken({ environment, clientId, clientSecret, scope, language, rejected }, signal);
}

/** What was pasted, until the gateway refuses it. */
function pasted(access_token: string, language: Language): GetToken {
  return async ({ rejected }) => {
    if (rejected === access_token) throw new RelayError(pastedTokenRefused(language));
    return { access_token };
  };
}
