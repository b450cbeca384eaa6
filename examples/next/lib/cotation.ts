// The one client of the process, made by the first request.

import { SneCotation } from "sne-cotation";
import { settings } from "./settings";

let client: Promise<SneCotation> | undefined;

export function cotation(): Promise<SneCotation> {
  client ??= SneCotation.create(settings());
  return client;
}
