// What a call would send, found out by letting the package make it with a fetch that sends nothing: so that what is
// copied is bound, written and escaped by the package itself.

import type { SneCotation } from "sne-cotation";
import type { SentRequest } from "./call.ts";

interface Preparation {
  apiUrl: string;
  contract?: string | object | undefined;
  language: "fr" | "en";
  /** Makes the one call. */
  make: (client: SneCotation) => Promise<unknown>;
}

/** Rejects as the call itself would when its parameters do not fit the contract. */
export async function preparedRequest(
  { SneCotation: package_ }: { SneCotation: typeof SneCotation },
  { apiUrl, contract, language, make }: Preparation,
): Promise<SentRequest> {
  let sent: SentRequest | undefined;
  const fetch = async (url: string, init: RequestInit) => {
    sent ??= sentRequest(url, init);
    return new Response("{}", { headers: { "Content-Type": "application/json" } });
  };
  const getToken = () => ({ access_token: "none" });
  const options = { apiUrl, getToken, fetch, language, retry: false };
  const client = await package_.create(contract === undefined ? options : { ...options, contract });
  try {
    // What the answer of nobody comes to does not matter once it is known what was asked.
    await make(client).catch((error: unknown) => {
      if (sent === undefined) throw error;
    });
  } finally {
    await client.close();
  }
  if (sent === undefined) throw new Error("the call sent nothing");
  return sent;
}

/** A request as fetch is given it, without its token: for observers of the package's own requests. */
export function sentRequest(url: string, { method = "GET", headers, body }: RequestInit): SentRequest {
  const all = [...new Headers(headers)].filter(([name]) => name !== "authorization");
  const type = typeOf(body);
  if (type && !all.some(([name]) => name === "content-type")) all.push(["content-type", type]);
  return { method, url, headers: all, body: body instanceof URLSearchParams ? String(body) : (body ?? undefined) };
}

/** The type that fetch gives a body which has none. Of a form in parts, it is made with its boundary when it leaves. */
function typeOf(body: RequestInit["body"]): string | undefined {
  if (typeof body === "string") return "text/plain;charset=UTF-8";
  if (body instanceof URLSearchParams) return "application/x-www-form-urlencoded;charset=UTF-8";
  return body instanceof Blob && body.type !== "" ? body.type : undefined;
}
