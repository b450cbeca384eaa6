// A wasm in parts: what few calls need is a wasm of its own, which works in the memory of the first (record 32). No
// tool that npm has does it, and it is not much: a part is what can only be reached through the functions it begins
// with. Those are imports of what calls them, from the part; what a part calls elsewhere is an export there.

import { readFileSync, writeFileSync } from "node:fs";
import { Problem } from "../support/problem.mjs";
import { plain } from "./names.mjs";

/**
 * `begins` are the functions that are called from elsewhere, by their names without hashes; `owns` those that are
 * called by way of the table.
 * @typedef {{ name: string, begins: string[], owns: RegExp }} Part
 */

/**
 * A function: what it calls, its text, and its types as they stand in an import.
 * @typedef {{ calls: string[], text: string, type: string }} Code
 */

/** The first of them, by its name in imports. */
export const FIRST = "first";

const NAME = String.raw`\$("[^"]*"|[^\s)]+)`;
const EXPORTED = new RegExp(String.raw`^ \(export .*\(func ${NAME}`);
const CALLS = new RegExp(String.raw`\((?:call|return_call|ref\.func) ${NAME}`, "g");

/**
 * Writes the parts beside a wasm, which must have names; gives the file of each, and in `FIRST` that of the rest.
 * @param {string} wasm
 * @param {Part[]} parts
 * @param {(name: string) => string} fileOf
 */
export async function split(wasm, parts, fileOf) {
  const { default: binaryen } = await import("binaryen");
  binaryen.setDebugInfo(true);
  const whole = binaryen.readBinary(readFileSync(wasm));
  const features = whole.getFeatures();
  const module = new Split(whole.emitText(), parts);
  whole.dispose();
  for (const name of [FIRST, ...parts.map((part) => part.name)]) {
    const made = binaryen.parseText(module.textOf(name));
    made.setFeatures(features);
    writeFileSync(fileOf(name), made.emitBinary());
    made.dispose();
  }
}

class Split {
  /** All that is in the module but functions, by what it is. @type {string[]} */
  #forms = [];
  /** @type {Map<string, Code>} */
  #functions = new Map();
  /** Functions of the table, in its order. @type {string[]} */
  #table = [];
  /** Functions that come from JavaScript. @type {Set<string>} */
  #imports = new Set();
  /**
   * Which parts a function is in: what several of them need and the first does not, each has.
   * @type {Map<string, string[]>}
   */
  #places = new Map();
  /** Names of functions for those who import them. @type {Map<string, string>} */
  #names = new Map();

  /**
   * @param {string} text
   * @param {Part[]} parts
   */
  constructor(text, parts) {
    for (const form of text.split(/^(?= \()/m).slice(1)) this.#read(form.replace(/^\)\s*$/m, ""));
    this.#place(parts);
    this.#name();
  }

  /** @param {string} form */
  #read(form) {
    const [, name] = new RegExp(`^ \\(func ${NAME}`).exec(form) ?? [];
    if (name !== undefined) {
      const [header] = form.split("\n", 1);
      const type = [...header.matchAll(/\((param|result) (?:\$\S+ )?([^)]+)\)/g)].map(
        ([, kind, of]) => `(${kind} ${of})`,
      );
      this.#functions.set(name, {
        calls: [...form.matchAll(CALLS)].map(([, called]) => called),
        text: form,
        type: type.join(" "),
      });
      return;
    }
    if (/^ \(elem/.test(form))
      this.#table.push(...[...form.replace(/^ \(elem \$\S+/, "").matchAll(new RegExp(NAME, "g"))].map(([, of]) => of));
    const [, imported] = new RegExp(`^ \\(import .*\\(func ${NAME}`).exec(form) ?? [];
    if (imported !== undefined) this.#imports.add(imported);
    this.#forms.push(form);
  }

  /** @param {Part[]} parts */
  #place(parts) {
    /** @type {Map<string, string>} */
    const begins = new Map();
    for (const { name, begins: wanted } of parts) {
      for (const path of wanted) {
        const found = [...this.#functions.keys()].filter((key) => pathOf(key) === path);
        if (found.length !== 1) throw new Problem(`${name}: ${found.length} × ${path}`);
        begins.set(found[0], name);
      }
    }
    /** @param {string} of */
    const owner = (of) => parts.find(({ owns }) => owns.test(pathOf(of)))?.name;
    const exported = this.#forms.flatMap((form) => EXPORTED.exec(form)?.[1] ?? []);
    const first = this.#reached(
      [...exported, ...this.#table].filter((of) => owner(of) === undefined),
      begins,
    );
    /** @type {Map<string, Set<string>>} */
    const reached = new Map(
      parts.map(({ name }) => {
        const own = [...begins].filter(([, part]) => part === name).map(([of]) => of);
        return [name, this.#reached([...own, ...this.#table.filter((of) => owner(of) === name)], begins, own)];
      }),
    );
    for (const name of this.#functions.keys()) {
      const those = parts.map((part) => part.name).filter((part) => reached.get(part)?.has(name));
      this.#places.set(name, first.has(name) ? [FIRST] : those);
    }
  }

  /**
   * What is reached from functions, without those that parts begin with.
   * @param {string[]} from
   * @param {Map<string, string>} begins
   * @param {string[]} [own] those that it begins with
   */
  #reached(from, begins, own = []) {
    const reached = new Set(from);
    for (const name of reached) {
      for (const called of this.#functions.get(name)?.calls ?? []) {
        if (!begins.has(called) || own.includes(called)) reached.add(called);
      }
    }
    return reached;
  }

  /** Short names for what one calls of another. */
  #name() {
    for (const [caller, { calls }] of this.#functions) {
      for (const called of calls) {
        const isThere = this.#placesOf(caller).every((place) => this.#placesOf(called).includes(place));
        if (!isThere && !this.#names.has(called)) this.#names.set(called, this.#names.size.toString(36));
      }
    }
  }

  /** @param {string} name */
  #placesOf(name) {
    return this.#imports.has(name) ? [FIRST] : (this.#places.get(name) ?? []);
  }

  /**
   * The text of a part.
   * @param {string} part
   */
  textOf(part) {
    const isOwn = (/** @type {string} */ name) => this.#placesOf(name).includes(part);
    const own = [...this.#functions].filter(([name]) => isOwn(name));
    const needed = new Set(own.flatMap(([, { calls }]) => calls).filter((name) => !isOwn(name)));
    const imports = [...needed].flatMap((name) => this.#imported(name, part));
    const exports = [...this.#names]
      .filter(([name]) => isOwn(name))
      .map(([name, short]) => ` (export "${short}" (func $${name}))\n`);
    const forms = part === FIRST ? this.#formsOfFirst(isOwn) : this.#formsOfPart(isOwn);
    const rank = (/** @type {string} */ form) => (/^ \((type|rec)/.test(form) ? 0 : /^ \(import/.test(form) ? 1 : 2);
    const all = [...forms, ...imports].map((form, place) => ({ form, place }));
    all.sort((one, other) => rank(one.form) - rank(other.form) || one.place - other.place);
    return `(module\n${[...all.map(({ form }) => form), ...exports, ...own.map(([, { text }]) => text)].join("")})\n`;
  }

  /**
   * @param {string} name
   * @param {string} part
   */
  #imported(name, part) {
    if (this.#imports.has(name)) throw new Problem(`${part}: ${name}, which is JavaScript's, is for the first alone`);
    const [from] = this.#placesOf(name);
    const type = this.#functions.get(name)?.type ?? "";
    if (from !== FIRST && /i64/.test(type))
      throw new Problem(`${pathOf(name)}: an i64 would be a BigInt on its way through JavaScript`);
    return [` (import "${from}" "${this.#names.get(name)}" (func $${name} ${type}))\n`];
  }

  /**
   * In the table there is something else for what is not there; calling it traps.
   * @param {(name: string) => boolean} isOwn
   */
  #formsOfFirst(isOwn) {
    const isThere = (/** @type {string} */ name) => isOwn(name) || this.#imports.has(name);
    const filler = this.#table.find(isThere);
    const isExported = (/** @type {string} */ form) => isThere(EXPORTED.exec(form)?.[1] ?? filler ?? "");
    const forms = this.#forms
      .filter(isExported)
      .map((form) =>
        /^ \(elem/.test(form)
          ? form.replace(new RegExp(NAME, "g"), (whole, name) =>
              this.#functions.has(name) && !isThere(name) ? `$${filler}` : whole,
            )
          : form,
      );
    const global = this.#forms.find((form) => /^ \(global \$__stack_pointer /.test(form));
    const table = this.#forms.find((form) => /^ \(table /.test(form));
    const [, tableName] = /^ \(table (\$\S+)/.exec(table ?? "") ?? [];
    return [
      ...forms,
      ...(global ? [' (export "stack" (global $__stack_pointer))\n'] : []),
      ` (export "table" (table ${tableName}))\n`,
    ];
  }

  /** @param {(name: string) => boolean} isOwn */
  #formsOfPart(isOwn) {
    const forms = [];
    for (const form of this.#forms) {
      if (/^ \((type|rec)/.test(form)) forms.push(form);
      const [, memory] = /^ \(memory (\$\S+ \d+)/.exec(form) ?? [];
      if (memory !== undefined) forms.push(` (import "${FIRST}" "memory" (memory ${memory}))\n`);
      const [, table] = /^ \(table (\$\S+ \d+ \d+ funcref)/.exec(form) ?? [];
      if (table !== undefined) forms.push(` (import "${FIRST}" "table" (table ${table}))\n`);
      if (/^ \(global \$__stack_pointer /.test(form))
        forms.push(` (import "${FIRST}" "stack" (global $__stack_pointer (mut i32)))\n`);
    }
    const [, offset] =
      /^ \(elem \$\S+ \(i32\.const (\d+)\)/.exec(this.#forms.find((form) => /^ \(elem/.test(form)) ?? "") ?? [];
    this.#table.forEach((name, place) => {
      if (isOwn(name)) forms.push(` (elem (i32.const ${Number(offset) + place}) $${name})\n`);
    });
    return forms;
  }
}

/** @param {string} name as it stands in a text */
const pathOf = (name) => plain(name.replaceAll('"', "")).replace(/::h[0-9a-f]{16}$/, "");
