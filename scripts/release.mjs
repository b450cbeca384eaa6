// `npm run release`: pkg/ as it is published, with the addresses of the project, which nothing in the repository knows.
//   SNE_REPOSITORY=https://… npm run release   fills in `repository`, `homepage` and `bugs`, and the links of its
//                                              documents; then says how to publish it

import { build } from "./build.mjs";
import { packagedDocuments } from "./build/documents.mjs";
import { pkg } from "./build/package.mjs";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { readJson, write } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { isMain, main, problem } from "./support/problem.mjs";

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
 * What package.json says of where the project lives.
 * @param {string} repository
 */
export const addressesOf = (repository) => ({
  homepage: `${repository}#readme`,
  bugs: { url: `${repository}/issues` },
  repository: { type: "git", url: `git+${repository}.git` },
});

if (isMain(import.meta.url)) {
  await main(async () => {
    readArguments(import.meta.url, {});
    const repository = repositoryOf(process.env.SNE_REPOSITORY);
    await setup();
    await build();
    const manifest = readJson(pkg("package.json"));
    const documents = packagedDocuments(`${repository}/blob/v${manifest.version}`);
    for (const [path, text] of Object.entries(documents)) write(pkg(path), text);
    write(pkg("package.json"), `${JSON.stringify({ ...manifest, ...addressesOf(repository) }, null, 2)}\n`);
    const next = "npm publish ./pkg --provenance";
    console.log(say(`\npkg/ is ready: ${next}`, `\npkg/ est prêt : ${next}`));
  });
}
