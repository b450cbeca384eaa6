// A fetch that does on the wire what the package does (`cache: "no-store"` and the others that it must have), with a
// time limit.

/**
 * The answer's JSON.
 * @param {string} url
 * @param {RequestInit} init
 */
export async function sameFetch(url, init) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 30_000);
  /** @type {RequestInit} */
  const settings = { redirect: "manual", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  const response = await fetch(url, { ...init, signal: controller.signal, ...settings });
  const answer = await response.json();
  clearTimeout(timer);
  return answer;
}

/**
 * The answer's JSON, by a fetch with no settings at all, so that it can neither be cancelled nor kept from a cache.
 * @param {string} url
 * @param {RequestInit} init
 */
export async function bareFetch(url, init) {
  const response = await fetch(url, init);
  return response.json();
}
