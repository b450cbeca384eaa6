// The documents of the repository, which lie beside the folder of the tests: here, and where the tests of the package
// run.

import { readFileSync } from "node:fs";

/** @param {string} name such as "README.md" or "docs/fr/relay.md" */
export const readDocument = (name) =>
  readFileSync(new URL(`../../${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");
