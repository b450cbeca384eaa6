// The bill of materials of a release, as CycloneDX has it: the tarball by its hash, and what of others is in it. The
// same tarball gives the same bytes: neither a time nor a number drawn by chance is in it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { components } from "./components.mjs";
import { setupSbom } from "../setup/sbom.mjs";
import { inRoot } from "../support/paths.mjs";
import { Problem } from "../support/problem.mjs";

/** @import { Component } from "./components.mjs" */

/** The newest version of the format that tools commonly read. */
const SPEC = "1.6";

/**
 * The bill of materials of a tarball, as JSON, valid by the schema of CycloneDX.
 * @param {{ tarball: string, name: string, version: string, licence: string, repository: string }} release
 * @returns {Promise<string>}
 */
export async function billOfMaterials({ tarball, name, version, licence, repository }) {
  const { Enums, Models, Serialize, Spec, Validation } = await setupSbom();
  const bom = new Models.Bom();
  const own = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    bomRef: `pkg:npm/${name}@${version}`,
    purl: `pkg:npm/${name}@${version}`,
    licenses: new Models.LicenseRepository([new Models.LicenseExpression(licence)]),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-512"], sha512(tarball)]]),
    externalReferences: new Models.ExternalReferenceRepository([
      new Models.ExternalReference(repository, Enums.ExternalReferenceType.VCS),
    ]),
  });
  bom.metadata.component = own;
  const checksums = checksumsOfCrates();
  for (const component of await components()) {
    const purl = purlOf(component);
    const checksum = checksums.get(`${component.name} ${component.version}`);
    const part = new Models.Component(Enums.ComponentType.Library, component.name, {
      version: component.version,
      bomRef: purl ?? component.name,
      ...(purl !== undefined && { purl }),
      ...(checksum && { hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], checksum]]) }),
      licenses: new Models.LicenseRepository([new Models.LicenseExpression(expressionOf(component))]),
    });
    bom.components.add(part);
    own.dependencies.add(part.bomRef);
  }
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.SpecVersionDict[SPEC]);
  const text = new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 });
  const mistakes = await new Validation.JsonStrictValidator(SPEC).validate(text);
  if (mistakes !== null) throw new Problem(`CycloneDX: ${JSON.stringify(mistakes)}`);
  return `${text}\n`;
}

/** @param {string} path */
const sha512 = (path) => createHash("sha512").update(readFileSync(path)).digest("hex");

/** Where a component is to be had, in the form that such lists have. @param {Component} component */
function purlOf({ origin, name, version }) {
  return origin === "rust" ? undefined : `pkg:${origin}/${name}@${version}`;
}

/** Crates that are older than the expressions have a slash in their place. @param {Component} component */
const expressionOf = ({ expression = "NOASSERTION" }) => expression.replaceAll("/", " OR ");

/** The hash of each crate, as Cargo.lock has it, by name and version. */
function checksumsOfCrates() {
  const lock = readFileSync(inRoot("Cargo.lock"), "utf8");
  const entries = lock.matchAll(/^name = "(.+)"\r?\nversion = "(.+)"\r?\nsource = ".+"\r?\nchecksum = "(.+)"/gm);
  return new Map([...entries].map(([, name, version, checksum]) => [`${name} ${version}`, checksum]));
}
