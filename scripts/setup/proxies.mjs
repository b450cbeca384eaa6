// A proxy that others wrote, and undici, by which a Node that cannot use a proxy by itself uses one: apart, because the
// command finds undici wherever it is installed, and some tests are about a machine without it.

import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs both where they are missing; resolves to their folder. */
export function setupProxies() {
  return installApart(
    "proxies",
    say("Installing a proxy into .tools/ (once)", "Installation d'un mandataire dans .tools/"),
  );
}
