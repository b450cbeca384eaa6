// The token of who has none looked after: the few lines that a program has for it, which keep one until it ends.

const FORM = { grant_type: "client_credentials", client_id: "bench", client_secret: "bench" };

/**
 * A function that gives what is to be in the header `Authorization`.
 * @param {string} origin
 */
export function tokenOf(origin) {
  let bearer = "";
  let end = 0;
  return async () => {
    if (Date.now() < end) return bearer;
    const response = await fetch(`${origin}/token`, { method: "POST", body: new URLSearchParams(FORM) });
    if (!response.ok) throw new Error(`token: ${response.status}`);
    const { access_token: token, expires_in: seconds } = await response.json();
    bearer = `Bearer ${token}`;
    end = Date.now() + seconds * 1000;
    return bearer;
  };
}
