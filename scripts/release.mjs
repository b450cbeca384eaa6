// `npm run release`: what is published, with the addresses of the project, which nothing in the repository knows: the
// tarball, its bill of materials and what has changed, in target/release-files/. docs/RELEASING.md has the rest.
//   npm run release                    fails unless SNE_REPOSITORY is the https address of the repository, and
//                                      SNE_CONTACT a mail address or page where weaknesses are reported
//   npm run release -- --tag v1.2.3    fails, too, unless this is that version, and the changelog has it with its day

import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "./build.mjs";
import { packagedDocuments } from "./build/documents.mjs";
import { pkg } from "./build/package.mjs";
import { billOfMaterials } from "./build/sbom.mjs";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { readJson, write } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot, output } from "./support/paths.mjs";
import { isMain, main, problem } from "./support/problem.mjs";
import { pack } from "./test/consumer.mjs";

/** Where the files of a release lie. */
export const RELEASED = output("release-files");

/** @typedef {{ repository: string, contact: string }} Addresses */

/**
 * The address of the repository, as the variable has it.
 * @param {string | undefined} value
 */
export function repositoryOf(value) {
  const address = URL.canParse(value ?? "") ? new URL(value ?? "") : undefined;
  if (address?.protocol === "https:" && address.pathname.length > 1) {
    return address.href.replace(/(\.git)?\/*$/, "");
  }
  throw problem(
    "SNE_REPOSITORY must be the https address of the repository: without it, the page on npm leads nowhere",
    "SNE_REPOSITORY doit être l'adresse https du dépôt : sans elle, la page sur npm ne mène nulle part",
  );
}

/**
 * Where weaknesses are reported, as the variable has it: a mail address, or a page.
 * @param {string | undefined} value
 */
export function contactOf(value = "") {
  const text = value.trim();
  if (/^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/.test(text)) return text;
  if (URL.canParse(text) && new URL(text).protocol === "https:") return new URL(text).href;
  throw problem(
    "SNE_CONTACT must be a mail address or an https page: without it, nobody can report a weakness privately",
    "SNE_CONTACT doit être une adresse électronique ou une page https : sans elle, on ne peut signaler une faille",
  );
}

/**
 * What package.json says of where the project lives.
 * @param {Addresses} addresses
 */
export const addressesOf = ({ repository, contact }) => ({
  homepage: `${repository}#readme`,
  bugs: { url: `${repository}/issues`, ...(contact.includes("@") && { email: contact }) },
  repository: { type: "git", url: `git+${repository}.git` },
});

/**
 * What the changelog has about a version, without its heading; refuses a tag that is of another version, or of one
 * whose day is not there yet.
 * @param {string} changelog
 * @param {string} version
 * @param {string} [tag]
 */
export function notesOf(changelog, version, tag) {
  if (tag !== undefined && tag !== `v${version}`) {
    throw problem(`the tag is ${tag}, the version ${version}`, `l'étiquette est ${tag}, la version ${version}`);
  }
  const [heading = "", ...lines] =
    changelog
      .split(/^(?=## )/m)
      .find((part) => part.startsWith(`## ${version} (`))
      ?.split("\n") ?? [];
  const isDated = /\(\d{4}-\d{2}-\d{2}\)$/.test(heading);
  if (heading === "" || (tag !== undefined && !isDated)) {
    throw problem(
      `CHANGELOG.md has no heading "## ${version} (YYYY-MM-DD)"`,
      `CHANGELOG.md n'a pas de titre « ## ${version} (AAAA-MM-JJ) »`,
    );
  }
  return `${lines.join("\n").trim()}\n`;
}

/**
 * Makes the files of a release; resolves to the path of the tarball.
 * @param {Addresses & { tag?: string }} release
 */
export async function makeRelease({ tag, ...addresses }) {
  await setup();
  await build();
  const manifest = readJson(pkg("package.json"));
  const { name, version, license: licence } = manifest;
  const notes = notesOf(readFileSync(inRoot("CHANGELOG.md"), "utf8"), version, tag);
  const documents = packagedDocuments({ base: `${addresses.repository}/blob/v${version}`, contact: addresses.contact });
  for (const [path, text] of Object.entries(documents)) write(pkg(path), text);
  write(pkg("package.json"), `${JSON.stringify({ ...manifest, ...addressesOf(addresses) }, null, 2)}\n`);
  rmSync(RELEASED, { recursive: true, force: true });
  mkdirSync(RELEASED, { recursive: true });
  const packed = await pack();
  const tarball = join(RELEASED, basename(packed));
  renameSync(packed, tarball);
  const { repository } = addresses;
  write(
    `${tarball.replace(/\.tgz$/, "")}.cdx.json`,
    await billOfMaterials({ tarball, name, version, licence, repository }),
  );
  write(join(RELEASED, "NOTES.md"), notes);
  return tarball;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values } = readArguments(import.meta.url, { tag: { type: "string" } });
    const repository = repositoryOf(process.env.SNE_REPOSITORY);
    const contact = contactOf(process.env.SNE_CONTACT);
    const tarball = await makeRelease({ repository, contact, tag: values.tag });
    const next = `npm publish ${tarball} --provenance`;
    console.log(say(`\nready: ${next}`, `\nprêt : ${next}`));
  });
}
