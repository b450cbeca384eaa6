// The package: `healthcheck`, which is all that it does without being told more.

import { clientOf } from "./own.mjs";

/** @type {import("./index.mjs").Open} */
export async function open(origin) {
  const client = await clientOf(origin);
  return { healthcheck: () => client.healthcheck(), end: () => client.close() };
}
