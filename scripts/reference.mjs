// `npm run reference`: every entry of the package with its options and errors, made by TypeDoc out of the public types,
// as pages in target/reference/. A warning is an error: a link that leads nowhere, a type that is used and not
// exported, a class or a type without a word on it.
//   npm run reference

import { readdirSync } from "node:fs";
import { setupReference } from "./setup/reference.mjs";
import { readArguments } from "./support/arguments.mjs";
import { write } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot, output, root } from "./support/paths.mjs";
import { isMain, main, Problem } from "./support/problem.mjs";
import { show } from "./support/run.mjs";

const TYPES = inRoot("pkg-template", "types");

/** What has to say what it is. Functions and properties do where their name does not. */
const DOCUMENTED = ["Class", "Interface", "TypeAlias", "Variable"];

const COMPILER = {
  strict: true,
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  lib: ["es2022"],
  types: [],
  noEmit: true,
};

/** Makes the reference; resolves to the folder of its pages. */
export async function makeReference() {
  const typedoc = await setupReference();
  const folder = output("reference");
  // A module of the package's is a file of these; that of wasm files has nothing to be told.
  const entryPoints = readdirSync(TYPES)
    .filter((name) => name.endsWith(".d.ts") && name !== "wasm.d.ts")
    .map((name) => inRoot("pkg-template", "types", name));
  const tsconfig = output("reference.tsconfig.json");
  write(tsconfig, JSON.stringify({ compilerOptions: COMPILER, files: entryPoints }));
  const options = output("reference.typedoc.json");
  write(options, JSON.stringify(settings(folder, tsconfig, entryPoints), null, 2));
  const code = await show(process.execPath, [typedoc, "--options", options], { cwd: root });
  if (code !== 0) throw new Problem(`typedoc: ${code}`);
  return folder;
}

/**
 * @param {string} out
 * @param {string} tsconfig
 * @param {string[]} entryPoints
 */
function settings(out, tsconfig, entryPoints) {
  return {
    name: "sne-cotation",
    entryPoints,
    tsconfig,
    out,
    readme: "none",
    favicon: inRoot("www", "public", "icon.svg"),
    githubPages: false,
    disableSources: true,
    includeVersion: false,
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
    validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
    requiredToBeDocumented: DOCUMENTED,
    sort: ["source-order"],
  };
}

if (isMain(import.meta.url)) {
  await main(async () => {
    readArguments(import.meta.url, {});
    const folder = await makeReference();
    console.log(say(`\nThe reference is in ${folder}`, `\nLa référence est dans ${folder}`));
  });
}
