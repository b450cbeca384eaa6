// From the modules of lib/ to the files that run: each unit of units.mjs is one file, as an ES module in dist/ and,
// where CommonJS has a use for it, in cjs/. esbuild's own splitting would make a file for each set of entries that
// share something, under names that change; here a module that belongs to another file is imported from it, under its
// own name.

import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { slashed, write } from "../support/files.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { pkg } from "./package.mjs";
import { UNITS } from "./units.mjs";

/** @import { BuildOptions, BuildResult, Metafile } from "esbuild" */
/** @import { Unit } from "./units.mjs" */

/** @typedef {typeof import("esbuild").build} Build */
/** @typedef {Metafile["inputs"]} Modules what each module imports, by its path below lib/ */
/** @typedef {Map<string, Unit>} Owners the unit that each module is in */
/** @typedef {{ build: Build, modules: Modules, owners: Owners }} Package */
/** @typedef {"esm" | "cjs"} Format */

const LIB = pkg("lib");

/** @type {Record<Format, { folder: string, extension: string, units: Unit[] }>} */
const FORMATS = {
  esm: { folder: "dist", extension: ".js", units: UNITS },
  cjs: { folder: "cjs", extension: ".cjs", units: UNITS.filter(({ isCommonJs }) => isCommonJs) },
};

/** @satisfies {BuildOptions} */
const COMMON = {
  absWorkingDir: LIB,
  bundle: true,
  target: "node20",
  charset: "utf8",
  legalComments: "none",
  // Without it, esbuild looks for a tsconfig.json in every folder above, up to the root of the machine.
  tsconfigRaw: {},
  logLevel: "silent",
  metafile: true,
};

/** Bundles lib/ into dist/ and cjs/. */
export async function bundlePackage() {
  const { build } = await import("esbuild");
  const package_ = { build, ...(await lookAtModules(build)) };
  /** @type {Map<Unit, string[]>} */
  const names = new Map();
  for (const format of /** @type {const} */ (["esm", "cjs"])) {
    for (const unit of FORMATS[format].units) names.set(unit, await bundle(unit, format, package_, names.get(unit)));
  }
  await checkLinks(build);
}

/**
 * What each module imports, by its path below lib/, and the unit that it is in.
 * @param {Build} build
 * @returns {Promise<{ modules: Modules, owners: Owners }>}
 */
async function lookAtModules(build) {
  // Nothing is written: this is how esbuild looks at what is imported later, too.
  const entryPoints = UNITS.flatMap(({ roots }) => roots);
  /** @type {BuildOptions} */
  const options = { ...COMMON, entryPoints, format: "esm", platform: "node", outdir: "graph", write: false };
  const { metafile } = await esbuild(build, { ...options, splitting: true, external: ["*.wasm"] });
  return { modules: metafile.inputs, owners: ownersOf(metafile.inputs) };
}

/**
 * Fails when a module would be in two files.
 * @param {Modules} modules
 * @returns {Owners}
 */
function ownersOf(modules) {
  /** @type {Owners} */
  const owners = new Map();
  for (const unit of UNITS) for (const root of unit.roots) owners.set(root, unit);
  /** @param {string} path */
  const importsOf = (path) =>
    modules[path].imports.filter(({ kind, external }) => kind === "import-statement" && !external);
  for (const unit of UNITS) {
    const rest = [...unit.roots];
    for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
      for (const { path: imported } of importsOf(path)) {
        const owner = owners.get(imported);
        if (owner === undefined) rest.push(imported);
        else if (owner !== unit && !owner.isShared && !owner.roots.includes(imported))
          refuseTwice(imported, owner, unit);
        owners.set(imported, owner ?? unit);
      }
    }
  }
  return owners;
}

/**
 * @param {string} path
 * @param {Unit} one
 * @param {Unit} other
 */
function refuseTwice(path, one, other) {
  throw problem(
    `${path} would be in the files ${one.name} and ${other.name}: give it a place in scripts/build/units.mjs`,
    `${path} serait dans les fichiers ${one.name} et ${other.name} : donnez-lui une place dans scripts/build/units.mjs`,
  );
}

/**
 * Makes one file; resolves to what it exports.
 * @param {Unit} unit
 * @param {Format} format
 * @param {Package} whole
 * @param {string[]} [names] what it exports, where that is known
 */
async function bundle(unit, format, { build, modules, owners }, names) {
  const { folder, extension } = FORMATS[format];
  const file = `${unit.name}${extension}`;
  const isAnnotated = format === "cjs";
  const { metafile } = await esbuild(build, {
    ...COMMON,
    ...entryOf(unit, modules, owners),
    outfile: pkg(folder, file),
    format,
    // "neutral" refuses Node's own modules: the client must run in a page as well.
    platform: unit.isNode ? "node" : "neutral",
    plugins: [otherFiles(unit, owners, extension)],
    sourcemap: !unit.isData,
    // They are in the package as they are, for both forms.
    sourcesContent: false,
    // A CommonJS file must be usable where there is no import(): Jest.
    supported: { "dynamic-import": format === "esm" },
    // What Node's lexer of CommonJS understands, so that `import { SneCotation }` finds it.
    footer: isAnnotated ? { js: `0 && (module.exports = { ${(names ?? []).join(", ")} });` } : {},
  });
  if (unit.isShared) mapToModules(unit, pkg(folder, `${file}.map`));
  return Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined)?.exports ?? [];
}

/**
 * An entry exports what its module does; what is shared, all that others import of it.
 * @param {Unit} unit
 * @param {Modules} modules
 * @param {Owners} owners
 * @returns {BuildOptions}
 */
function entryOf(unit, modules, owners) {
  if (!unit.isShared) return { entryPoints: unit.roots };
  const wanted = Object.keys(modules)
    .filter((path) => owners.get(path) !== unit)
    .flatMap((path) => modules[path].imports.filter((imported) => owners.get(imported.path) === unit));
  const paths = new Set([...unit.roots, ...wanted.map(({ path }) => path)]);
  const contents = [...paths].map((path) => `export * from "./${path}";`).join("\n");
  return { stdin: { contents, resolveDir: LIB, sourcefile: listOf(unit) } };
}

/**
 * The module that only lists what a shared file exports, and is nowhere.
 * @param {Unit} unit
 */
const listOf = ({ name }) => `${name}.js`;

/**
 * Lets the map of a shared file lead to what is there.
 * @param {Unit} unit
 * @param {string} path
 */
function mapToModules(unit, path) {
  write(path, readFileSync(path, "utf8").replace(`"../lib/${listOf(unit)}"`, `"../lib/${unit.roots[0]}"`));
}

/**
 * Leaves what belongs to another file there.
 * @param {Unit} unit
 * @param {Owners} owners
 * @param {string} extension
 * @returns {import("esbuild").Plugin}
 */
function otherFiles(unit, owners, extension) {
  return {
    name: "other files",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        if (path.endsWith(".wasm")) return { path: `../${basename(path)}`, external: true };
        const owner = owners.get(slashed(relative(LIB, join(resolveDir, path))));
        if (owner === unit || owner === undefined) return undefined;
        return { path: `./${owner.name}${extension}`, external: true, sideEffects: false };
      });
    },
  };
}

/**
 * Whatever a file imports of another must be exported there: for two modules of a file that export the same name, it is
 * not.
 * @param {Build} build
 */
async function checkLinks(build) {
  const entryPoints = FORMATS.esm.units.map(({ name }) => pkg("dist", `${name}.js`));
  /** @type {BuildOptions} */
  const options = { ...COMMON, entryPoints, format: "esm", platform: "node", outdir: "links", write: false };
  await esbuild(build, { ...options, splitting: true, external: ["*.wasm"] });
}

/**
 * @param {Build} build
 * @param {BuildOptions} options
 * @returns {Promise<{ metafile: Metafile }>}
 */
async function esbuild(build, options) {
  const result = await build({ ...options, metafile: true }).catch(complain);
  return result.warnings.length > 0 ? complain(result) : result;
}

/**
 * @param {Partial<BuildResult> & { message?: string }} failure a result with warnings, or what esbuild has thrown
 * @returns {never}
 */
function complain({ errors = [], warnings = [], message = "esbuild" }) {
  const lines = [...errors, ...warnings].map(({ text, location }) => `${location?.file ?? "esbuild"}: ${text}`);
  throw new Problem(lines.length > 0 ? lines.join("\n") : message);
}
