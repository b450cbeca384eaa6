// The library of CycloneDX, for the bill of materials of a release: apart, because only a release and its tests need
// it.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs the library where it is missing; resolves to what it exports. */
export async function setupSbom() {
  const title = say(
    "Installing the library of CycloneDX into .tools/ (once)",
    "Installation de la bibliothèque CycloneDX dans .tools/ (une seule fois)",
  );
  const folder = await installApart("sbom", title);
  const path = createRequire(join(folder, "package.json")).resolve("@cyclonedx/cyclonedx-library");
  return (await import(pathToFileURL(path).href)).default;
}
