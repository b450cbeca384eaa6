// A panic traps, and that is all. The sentence that Rust's library makes of it goes to a standard error that a wasm has
// not, and the code that makes it is a fifteenth of the client's download (record 9).

import { readFileSync, writeFileSync } from "node:fs";
import { problem } from "../support/problem.mjs";
import { plain } from "./names.mjs";

const RECORD = "docs/decisions/0009-a-small-wasm.md";

/**
 * What the types of binaryen leave out.
 * @typedef {{ Function: { setBody(one: number, body: number): void } }} WithFunctions
 */

/** What is called to panic, by its name without hashes. */
const PANICS =
  /^<?(core|alloc|std)::(panicking|cell::panic|raw_vec::capacity_overflow|alloc::(handle|default)_alloc_error)/;
/** What makes texts of values. Only panics do. */
const TEXTS = /^<?(core|alloc)::fmt::|^<.* as core::fmt::|::core::fmt::\w+::\w+(::\w+)?$/;

/** What only panics say: where they are, and the sentences of Rust's library. */
const PLACES = /(?:\/rustc\/[0-9a-f]{40}\/|crates\/|src\/)[\w./-]*?\.rs/g;
const SENTENCES = [
  "cannot access a Thread Local Storage value during or after destruction: ",
  "Attempted to initialize thread-local while it is being dropped",
  "LazyCell instance has previously been poisoned",
  "internal error: entered unreachable code",
  "finish: result should be None",
  "finish: callbacks should be Some",
  "`async fn` resumed after completion",
  "RefCell already mutably borrowed",
  "RefCell already borrowed",
  "Tried to shrink to a larger capacity",
  "FnOnce called more than once",
  "capacity overflow",
];

/**
 * Blanks out what nobody is going to say: zeros take no room once they are compressed, and nothing else moves.
 * @param {string} wasm
 */
export function blankPanics(wasm) {
  const bytes = readFileSync(wasm);
  const text = bytes.toString("latin1");
  for (const { index, 0: place } of text.matchAll(PLACES)) bytes.fill(0, index, index + place.length);
  for (const sentence of SENTENCES) {
    for (let at = text.indexOf(sentence); at >= 0; at = text.indexOf(sentence, at + 1)) {
      bytes.fill(0, at, at + sentence.length);
    }
  }
  writeFileSync(wasm, bytes);
}

/**
 * Makes the functions of a wasm that panic trap instead. It must have names.
 * @param {string} wasm
 */
export async function trapPanics(wasm) {
  // Not there before npm has installed it, which is done by what imports this.
  const { default: binaryen } = await import("binaryen");
  const { setBody } = /** @type {typeof binaryen & WithFunctions} */ (binaryen).Function;
  // The names stay: the parts of a wasm are told apart by them.
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(wasm));
  refuseOtherTexts(module.emitText());
  for (let index = 0; index < module.getNumFunctions(); index += 1) {
    const emptied = module.getFunctionByIndex(index);
    const { name, base } = binaryen.getFunctionInfo(emptied);
    if (base === "" && isEmptied(plain(name))) setBody(emptied, module.unreachable());
  }
  writeFileSync(wasm, module.emitBinary());
  module.dispose();
}

/** @param {string} name */
const isEmptied = (name) => PANICS.test(name) || TEXTS.test(name);

/**
 * What else makes texts would trap too: it must not be there.
 * @param {string} code
 */
function refuseOtherTexts(code) {
  let caller = "";
  for (const line of code.split("\n")) {
    const [, opening, name] = /^\s*\((func|call) \$("[^"]*"|[^\s)]+)/.exec(line) ?? [];
    if (opening === "func") caller = plain(name.replaceAll('"', ""));
    if (opening !== "call" || isEmptied(caller)) continue;
    const called = plain(name.replaceAll('"', ""));
    if (!TEXTS.test(called)) continue;
    throw problem(
      `${caller} formats text (${called}), which the client's wasm cannot: see ${RECORD}.`,
      `${caller} met du texte en forme (${called}), ce que le wasm du client ne sait pas faire : voir ${RECORD}.`,
    );
  }
}
