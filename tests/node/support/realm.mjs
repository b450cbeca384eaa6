// Another realm with few globals, and the CommonJS of the package in it: what Jest does under jsdom.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

/** What jsdom has; not `fetch`, nor what goes with it, nor what turns text into bytes. */
const GIVEN = {
  ...{ process, console, performance, setTimeout, clearTimeout, atob, queueMicrotask },
  ...{ URL, URLSearchParams, Event, EventTarget, Blob, File, FormData },
};

/**
 * A `require` whose modules see these globals and those of the language alone.
 * @param {object} more
 * @returns {(name: string) => unknown}
 */
export function requireIn(more) {
  const context = createContext({ ...GIVEN, ...more });
  /** @type {Map<string, { exports: unknown }>} */
  const known = new Map();
  /** @param {string} path */
  const load = (path) => {
    const before = known.get(path);
    if (before !== undefined) return before.exports;
    const module = { exports: {} };
    known.set(path, module);
    const code = `(function (exports, require, module, __filename) {${readFileSync(path, "utf8")}\n})`;
    runInContext(code, context, { filename: path })(module.exports, requireFrom(path), module, path, dirname(path));
    return module.exports;
  };
  /** @param {string} from */
  const requireFrom = (from) => {
    const native = createRequire(from);
    /** @param {string} name */
    const required = (name) => {
      const path = native.resolve(name);
      return path.endsWith(".cjs") ? load(path) : native(name);
    };
    return required;
  };
  return requireFrom(fileURLToPath(import.meta.url));
}
