// A client with a contract, and the platform it talks to.

import { json, platform } from "./platform.mjs";

/** A platform, and a client of it with a contract. `call` makes one call and gives what arrived at the API. */
export async function contracted(
  t,
  contract,
  { api = (request, response) => json(response, 200, {}), ...options } = {},
) {
  const place = await platform(t, { api });
  const sne = await place.client({ contract, ...options });
  const call = async (...args) => {
    await sne.call(...args);
    return place.calls().at(-1);
  };
  return { ...place, sne, call };
}

/** A copy of a contract with something changed in it. */
export function changed(contract, change) {
  const copy = structuredClone(contract);
  return change(copy) ?? copy;
}
