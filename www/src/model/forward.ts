// The second route of the page's calls: by way of the local server, which sends what the page would have sent, and
// hands back what came, with all that a browser keeps from a page.

import type { Language } from "../messages/index.ts";
import { ask } from "./local-server.ts";

/** How the page's calls go. */
export type Route = "page" | "server";

const FORWARD = "/api/forward";
/** In which the answer's own status and headers come. */
const ANSWER = "X-Sne-Answer";
/** Answers that have no body, not even an empty one. */
const WITHOUT_BODY = [101, 204, 205, 304];

/** What the local server says of an answer, or why there is none. */
interface Told {
  status: number;
  headers: [name: string, value: string][];
  failure?: { message: string; code?: string };
}

/**
 * Does what `fetch` does, elsewhere. What fails on the way fails as fetch does; what the local server itself refuses is
 * a `RelayError`.
 */
export async function fetchThere(url: string, init: RequestInit, language: Language): Promise<Response> {
  const { signal, method = "GET", headers, body } = init;
  // As fetch would write the body, and name its type.
  const content = new Response(body ?? null);
  const all = new Headers(headers);
  const type = content.headers.get("content-type");
  if (type !== null && !all.has("content-type")) all.set("content-type", type);
  const wish = { method, url, headers: [...all], hasBody: body !== undefined && body !== null };
  const whole = new Blob([`${JSON.stringify(wish)}\n`, await content.blob()]);
  const answer = await ask(FORWARD, { method: "POST", body: whole, signal: signal ?? null }, language);
  const told = JSON.parse(decodeURIComponent(answer.headers.get(ANSWER) ?? "")) as Told;
  const { failure, status } = told;
  if (failure) throw new TypeError("fetch failed", { cause: Object.assign(new Error(failure.message), failure) });
  return new Response(WITHOUT_BODY.includes(status) ? null : answer.body, { status, headers: told.headers });
}
