// From the modules of lib/ to the files that run: each unit of units.mjs is one file, as an ES module in dist/ and, where CommonJS has
// a use for it, in cjs/. esbuild's own splitting would make a file for each set of entries that share something, under names
// that change; here a module that belongs to another file is imported from it, under its own name.

import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { slashed, write } from "../support/files.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { pkg } from "./package.mjs";
import { UNITS } from "./units.mjs";

const LIB = pkg("lib");

const FORMATS = {
  esm: { folder: "dist", extension: ".js", units: UNITS },
  cjs: { folder: "cjs", extension: ".cjs", units: UNITS.filter(({ isCommonJs }) => isCommonJs) },
};

const COMMON = {
  absWorkingDir: LIB,
  bundle: true,
  target: "node20",
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
  metafile: true,
};

/** Bundles lib/ into dist/ and cjs/. */
export async function bundlePackage() {
  const { build } = await import("esbuild");
  const package_ = { build, ...(await lookAtModules(build)) };
  const names = new Map();
  for (const format of ["esm", "cjs"]) {
    for (const unit of FORMATS[format].units) names.set(unit, await bundle(unit, format, package_, names.get(unit)));
  }
  await checkLinks(build);
}

/** What each module imports, by its path below lib/, and the unit that it is in. */
async function lookAtModules(build) {
  // Nothing is written: this is how esbuild looks at what is imported later, too.
  const entryPoints = UNITS.flatMap(({ roots }) => roots);
  const options = { ...COMMON, entryPoints, format: "esm", platform: "node", outdir: "graph", write: false };
  const { metafile } = await esbuild(build, { ...options, splitting: true, external: ["*.wasm"] });
  return { modules: metafile.inputs, owners: ownersOf(metafile.inputs) };
}

/** Fails when a module would be in two files. */
function ownersOf(modules) {
  const owners = new Map(UNITS.flatMap((unit) => unit.roots.map((root) => [root, unit])));
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

function refuseTwice(path, one, other) {
  throw problem(
    `${path} would be in the files ${one.name} and ${other.name}: give it a place in scripts/build/units.mjs`,
    `${path} serait dans les fichiers ${one.name} et ${other.name} : donnez-lui une place dans scripts/build/units.mjs`,
  );
}

/**
 * Makes one file.
 * @param {string[]} [names] what it exports, where that is known; resolves to it
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
    footer: isAnnotated ? { js: `0 && (module.exports = { ${names.join(", ")} });` } : {},
  });
  if (unit.isShared) mapToModules(unit, pkg(folder, `${file}.map`));
  return Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined).exports;
}

/** An entry exports what its module does; what is shared, all that others import of it. */
function entryOf(unit, modules, owners) {
  if (!unit.isShared) return { entryPoints: unit.roots };
  const wanted = Object.keys(modules)
    .filter((path) => owners.get(path) !== unit)
    .flatMap((path) => modules[path].imports.filter((imported) => owners.get(imported.path) === unit));
  const paths = new Set([...unit.roots, ...wanted.map(({ path }) => path)]);
  const contents = [...paths].map((path) => `export * from "./${path}";`).join("\n");
  return { stdin: { contents, resolveDir: LIB, sourcefile: listOf(unit) } };
}

/** The module that only lists what a shared file exports, and is nowhere. */
const listOf = ({ name }) => `${name}.js`;

/** Lets the map of a shared file lead to what is there. */
function mapToModules(unit, path) {
  write(path, readFileSync(path, "utf8").replace(`"../lib/${listOf(unit)}"`, `"../lib/${unit.roots[0]}"`));
}

/** Leaves what belongs to another file there. */
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

/** Whatever a file imports of another must be exported there: for two modules of a file that export the same name, it is not. */
async function checkLinks(build) {
  const entryPoints = FORMATS.esm.units.map(({ name }) => pkg("dist", `${name}.js`));
  const options = { ...COMMON, entryPoints, format: "esm", platform: "node", outdir: "links", write: false };
  await esbuild(build, { ...options, splitting: true, external: ["*.wasm"] });
}

async function esbuild(build, options) {
  const result = await build(options).catch((error) => ({
    errors: error.errors ?? [{ text: String(error) }],
    warnings: [],
  }));
  const all = [...result.errors, ...result.warnings];
  if (all.length === 0) return result;
  throw new Problem(all.map(({ text, location }) => `${location?.file ?? "esbuild"}: ${text}`).join("\n"));
}
