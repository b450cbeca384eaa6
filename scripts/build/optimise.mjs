// wasm-opt, and short names between a wasm and its glue: wasm-bindgen's have hashes, which do not compress, and each
// import repeats the name of its module. They were a thirtieth of the client's download (record 9).

import { readFileSync, writeFileSync } from "node:fs";
import { Problem } from "../support/problem.mjs";
import { capture } from "../support/run.mjs";

// The levels are those of `-Oz`, without its passes, which have run by then: wasm-opt writes smaller code at them.
const RENAMING = ["-ol", "2", "-s", "2", "--strip-target-features", "--minify-imports-and-exports-and-modules"];

// Those that rustc uses for this target. A wasm of its own says so itself, but not its parts.
const FEATURES = ["mutable-globals", "nontrapping-float-to-int", "sign-ext", "bulk-memory", "bulk-memory-opt"].map(
  (feature) => `--enable-${feature}`,
);

/**
 * Runs wasm-opt with these passes, and renames what the wasm imports and exports, in its file and in that of its glue.
 * @param {Pick<import("./wasm.mjs").Artefact, "glue" | "wasm">} artefact
 * @param {string[]} passes
 * @param {boolean} [makesInstances] whether the glue is to make instances, rather than to be that of one
 */
export async function optimise({ glue, wasm }, passes, makesInstances = false) {
  await wasmOpt(wasm, [...passes, ...FEATURES, "--strip-debug", "--strip-producers"]);
  // Hand-written glue knows the names of its wasm, which are short, and few.
  if (glue === undefined) return void (await wasmOpt(wasm, [...FEATURES, "--strip-target-features"]));
  const printed = await wasmOpt(wasm, RENAMING);
  const { imports, exports } = JSON.parse(printed.slice(printed.indexOf("{"), printed.lastIndexOf("}") + 1));
  const code = lazily(withoutLoading(withExports(withImports(readFileSync(glue, "utf8"), imports), exports)));
  writeFileSync(glue, makesInstances ? asFactory(code) : code);
}

/**
 * @param {string} wasm
 * @param {string[]} options
 */
async function wasmOpt(wasm, options) {
  const { code, output } = await capture("wasm-opt", [wasm, "-o", wasm, ...options]);
  if (code !== 0) throw new Problem(output);
  return output;
}

/**
 * wasm-opt makes one module of all, "a": the glue's own functions under their new names, and those of its modules.
 * @param {string} code
 * @param {[module: string, name: string, short: string][]} imports
 */
function withImports(code, imports) {
  /** @type {Map<string, string>} */
  const modules = new Map();
  // wasm-bindgen imports a module once for each function that it takes from it.
  const onlyFirst = (/** @type {string[]} */ ...[line, name, , module]) => {
    if (modules.has(module)) return "";
    modules.set(module, name);
    return line;
  };
  const once = code.replace(/^import \* as (\w+) from (["'])(.+)\2;?\n/gm, onlyFirst);
  const entries = [];
  let named = once;
  for (const [module, name, short] of imports) {
    if (modules.has(module)) entries.push(`${short}: ${modules.get(module)}.${name}`);
    else named = replaced(named, new RegExp(`(?<=^ +)${name}(?=: )`, "m"), short);
  }
  const table = `return { a: { ${["...import0", ...entries].join(", ")} } };\n`;
  return replaced(named, /return \{\s+__proto__: null,\s+"[^}]+\};\n/, table);
}

/**
 * All that is exported is used as a property of `wasm`.
 * @param {string} code
 * @param {[name: string, short: string][]} exports
 */
function withExports(code, exports) {
  const short = new Map(exports);
  return code.replace(/\bwasm\.(\w+)/g, (_whole, name) => `wasm.${short.get(name) ?? name}`);
}

/**
 * wasm-bindgen's own way to load a wasm, by fetch, which nothing of the package uses: lib/loader.js does it. Bundlers
 * cannot see that, because the loader is given all of the glue.
 * @param {string} code
 */
function withoutLoading(code) {
  const withoutLoad = replaced(code, /^async function __wbg_load[\s\S]*?(?=^function initSync\()/m, "");
  return replaced(withoutLoad, /^let __wbg_init_promise;[\s\S]*/m, "export { initSync };\n");
}

/**
 * The glue with coders that are made when they are first used: where it is imported there may be none (jsdom), and most
 * of it is imported for nothing.
 * @param {string} code
 */
function lazily(code) {
  const decoded = replaced(code, /new TextDecoder\('utf-8', \{ ignoreBOM: true \}\)/g, "lazyDecoder()");
  const unprepared = replaced(decoded, /^ *cachedTextDecoder\.decode\(\);\n/gm, "");
  const hasEncoder = /\bnew TextEncoder\(\)/.test(unprepared);
  const encoded = hasEncoder ? unprepared.replace("new TextEncoder()", "lazyEncoder()") : unprepared;
  const names = hasEncoder ? "lazyDecoder, lazyEncoder" : "lazyDecoder";
  return `import { ${names} } from "../platform/globals.js";\n${encoded}`;
}

/**
 * The glue as a function that makes an instance, whose class of clients is its own, and a way to let nothing enter it
 * any more: what is there to be collected later would enter it too. What only old platforms need goes.
 * @param {string} code
 */
function asFactory(code) {
  // Short names may have a "$".
  const [, start] = /^ {4}(wasm\.[\w$]+\(\);)\n {4}return wasm;/m.exec(code) ?? [];
  if (start === undefined) throw new Problem("the call that starts an instance: not in the glue of wasm-bindgen");
  const withoutStart = replaced(code, /^let wasmModule, wasmInstance, wasm;[\s\S]*/m, "");
  const withoutOld = replaced(withoutStart, /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?^\}\n/m, "");
  const [imports = ""] = /^(?:import .*\n|\/\*.*\*\/\n|\s*\n)*/.exec(withoutOld) ?? [];
  const body = replaced(withoutOld.slice(imports.length), /^export (?=class Client )/m, "");
  return `${imports}export function instantiate(module) {
${body}
let wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
${start}
const nothing = () => {};
return { Client, abandon() { wasm = new Proxy({}, { get: () => nothing }); } };
}
`;
}

/**
 * Fails when wasm-bindgen writes its glue in another way than the one known here.
 * @param {string} code
 * @param {RegExp} pattern
 * @param {string} replacement
 */
function replaced(code, pattern, replacement) {
  if (code.search(pattern) < 0) throw new Problem(`${pattern}: not in the glue of wasm-bindgen`);
  return code.replace(pattern, () => replacement);
}
