// What a user downloads: the package bundled as a page bundles it (esbuild, split, minified), each file after brotli
// 11, in French. Which files a first load has is held by tests/browser/package.test.mjs: it looks at what a page asks
// for.

import { readFileSync } from "node:fs";
import { pkg } from "../build/package.mjs";

/** @typedef {(bytes: Uint8Array) => number} Compressed the size of a file on its way */

/** @param {string} name */
const inDist = (name) => `dist/${name}.js`;

/** @param {string} entry */
const everything = (entry) =>
  `import { SneCotation, SneError } from "${entry}"; globalThis.app = [SneCotation, SneError];`;

/**
 * The downloads, in bytes, by their names in size-budget.json.
 * @param {Compressed} compressed
 * @returns {Promise<Record<string, number>>}
 */
export async function downloads(compressed) {
  const page = await bundled("sne-cotation", compressed);
  const slim = await bundled("sne-cotation/slim", compressed);
  const first = page.closure("main.js", "dist/client-fr.js");
  /** @type {(sources: string[], ...more: string[]) => number} */
  const added = (sources, ...more) =>
    page.sizeOf(page.closure(...sources, ...more)) - page.sizeOf(page.closure(...sources));
  const client = ["main.js", "dist/client-fr.js"];
  const contract = [...client, "dist/contract.js", "dist/contract-wasm.js", "dist/contract-fr.js"];
  const whole = await bundled("sne-cotation", compressed, false);
  return {
    "first load": page.sizeOf(first),
    "first load of slim, with its wasm":
      slim.sizeOf(slim.closure("main.js", "dist/client-fr.js")) + compressed(readFileSync(pkg("sne_cotation.wasm"))),
    "what a contract adds": added(client, ...contract),
    "what its first call with values adds": added(contract, "dist/contract-checks-wasm.js", "dist/rules-fr.js"),
    "what patterns in it add": added(contract, "dist/contract-patterns-wasm.js"),
    "what its first pages add": added(
      contract,
      ...["pages", "contract-pages-wasm", "contract-odd-wasm", "pages-fr"].map(inDist),
    ),
    "what remarks on it add": added(contract, ...["remarks", "contract-odd-wasm", "remarks-fr"].map(inDist)),
    "everything in one file": whole.sizeOf(whole.closure("main.js")),
  };
}

/**
 * @param {string} entry
 * @param {Compressed} compressed
 * @param {boolean} [splitting]
 */
async function bundled(entry, compressed, splitting = true) {
  const { build } = await import("esbuild");
  const { metafile, outputFiles } = await build({
    stdin: { contents: everything(entry), resolveDir: pkg(), sourcefile: "main.js" },
    absWorkingDir: pkg(),
    outdir: "out",
    bundle: true,
    splitting,
    minify: true,
    format: "esm",
    write: false,
    metafile: true,
  });
  const sizes = new Map(outputFiles.map(({ path, contents }) => [nameOf(path), compressed(contents)]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  /** @param {string} source */
  const outputWith = (source) => {
    const found = [...outputs].find(([, { entryPoint }]) => entryPoint === source);
    if (found === undefined) throw new Error(`${entry}: no file begins with ${source}`);
    return found[0];
  };
  /**
   * The files that begin with these modules, and all that they import before they run.
   * @param {string[]} sources
   */
  const closure = (...sources) => {
    const names = new Set(sources.map(outputWith));
    for (const name of names) {
      const imports = outputs.get(name)?.imports ?? [];
      for (const { path, kind } of imports) if (kind === "import-statement") names.add(nameOf(path));
    }
    return names;
  };
  /** @param {Set<string>} names */
  const sizeOf = (names) => [...names].reduce((sum, name) => sum + (sizes.get(name) ?? Number.NaN), 0);
  return { closure, sizeOf };
}

/** @param {string} path */
const nameOf = (path) => path.replaceAll("\\", "/").split("/").at(-1) ?? path;
