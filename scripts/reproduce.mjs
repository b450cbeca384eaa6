// `npm run reproduce`: the files of a release from two clones of the last commit, in two folders, with another language
// and time zone, and above one of them files that tools like to find: are they the same, byte for byte? Two builds from
// nothing, which take some minutes each.
//   npm run reproduce

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { filesUnder, slashed, write } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { root, toolsRoot } from "./support/paths.mjs";
import { main, problem } from "./support/problem.mjs";
import { quietly } from "./support/run.mjs";

/** Where a release would say that the project is. */
const ADDRESSES = { SNE_REPOSITORY: "https://code.example/sne/cotation", SNE_CONTACT: "security@code.example" };

/** What lies about on people's machines: none of it is the build's business. */
const LYING_ABOUT = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es5",
      alwaysStrict: true,
      experimentalDecorators: true,
      jsx: "react",
      paths: { "*": ["./*"] },
    },
  }),
  "jsconfig.json": JSON.stringify({ compilerOptions: { target: "es3" } }),
  "package.json": JSON.stringify({ type: "commonjs", sideEffects: true, browserslist: "ie 6" }),
  ".browserslistrc": "ie 6\n",
  "postcss.config.cjs": 'throw new Error("a configuration that is somebody else\'s");\n',
  "babel.config.json": JSON.stringify({ presets: ["nothing"] }),
  ".env": "VITE_NOISE=1\nNODE_ENV=development\n",
  ".cargo/config.toml":
    '[build]\nrustflags = ["-Cdebuginfo=2"]\n[profile.release]\nopt-level = 0\nlto = "off"\ndebug = 2\n',
  "clippy.toml": 'msrv = "1.0"\n',
};

/** @typedef {{ folder: string, env: NodeJS.ProcessEnv }} Place */

await main(async () => {
  readArguments(import.meta.url, {});
  await setup();
  const above = mkdtempSync(join(tmpdir(), "sne-reproduce-"));
  try {
    /** @type {Place[]} */
    const places = [
      { folder: join(above, "one"), env: { LC_ALL: "C", TZ: "UTC" } },
      { folder: join(above, "another place", "deeper", "two"), env: { LC_ALL: "fr_FR.UTF-8", TZ: "Pacific/Auckland" } },
    ];
    for (const [name, text] of Object.entries(LYING_ABOUT)) write(join(above, "another place", name), text);
    // Both before anything is built: somebody may commit meanwhile.
    for (const { folder } of places) {
      await quietly(`git clone: ${folder}`, "git", ["clone", "--quiet", "--no-hardlinks", root, folder]);
    }
    const [one, two] = [await releaseFrom(places[0]), await releaseFrom(places[1])];
    compare(one, two);
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
});

/**
 * Makes a release in a place; resolves to its files, and those of the package.
 * @param {Place} place
 * @returns {Promise<Map<string, Buffer>>}
 */
async function releaseFrom({ folder, env }) {
  // The tools are the same: they are compiled once.
  const PATH = [join(toolsRoot, "bin"), process.env.PATH].join(delimiter);
  const own = { ...ADDRESSES, ...env, PATH, CARGO_TARGET_DIR: undefined };
  const title = say(`a release from ${folder}`, `une livraison depuis ${folder}`);
  await quietly(title, process.execPath, [join(folder, "scripts", "release.mjs")], { cwd: folder, env: own });
  const found = ["pkg", join("target", "release-files")].flatMap((part) => filesUnder(join(folder, part)));
  return new Map(found.map((path) => [slashed(relative(folder, path)), readFileSync(path)]));
}

/**
 * @param {Map<string, Buffer>} one
 * @param {Map<string, Buffer>} two
 */
function compare(one, two) {
  const names = [...new Set([...one.keys(), ...two.keys()])].sort();
  const different = names.filter((name) => !(one.get(name)?.equals(two.get(name) ?? Buffer.from("?")) ?? false));
  if (different.length > 0) {
    const list = different.map((name) => `  ${name}`).join("\n");
    throw problem(`not the same from both folders:\n${list}`, `pas identiques d'un dossier à l'autre :\n${list}`);
  }
  console.log(say(`${names.length} files, the same bytes`, `${names.length} fichiers, mêmes octets`));
}
