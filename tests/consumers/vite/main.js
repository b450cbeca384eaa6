// What a person writes in a Vite project; the addresses and a token come from the test, in the page's own address.

import { SneCotation, SneError } from "sne-cotation";

const { tokenUrl, apiUrl, token } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const result = /** @type {HTMLOutputElement} */ (document.getElementById("result"));

try {
  const getToken = async () => ({ access_token: token, expires_in: 3600 });
  const sne = await SneCotation.create({ environment: { tokenUrl, apiUrl }, getToken });
  result.value = JSON.stringify(await sne.healthcheck());
} catch (error) {
  result.value = error instanceof SneError ? `${error.kind} ${error.message}` : String(error);
}
