// Names of functions in a wasm that rustc made.

/**
 * A name without hashes. wasm-bindgen writes it as Rust does; where there is none, it is as the compiler made it.
 * @param {string} name
 */
export const plain = (name) => (/^_(R|ZN)/.test(name) ? pathOf(name) : name.replace(/\[[0-9a-f]+\]/g, ""));

/**
 * The path in a mangled name: its identifiers, each of which has its length before it. What else is in there (numbers
 * of crates, of closures, of places) ends in an underscore, or is single letters.
 * @param {string} mangled
 */
function pathOf(mangled) {
  const token = /[sB][0-9A-Za-z]*_|(\d+)_?|./gy;
  /** @type {string[]} */
  const path = [];
  for (let found = token.exec(mangled); found !== null; found = token.exec(mangled)) {
    if (found[1] === undefined) continue;
    path.push(mangled.slice(token.lastIndex, token.lastIndex + Number(found[1])));
    token.lastIndex += Number(found[1]);
  }
  return path.map(withSigns).join("::");
}

/** @type {Record<string, string>} */
const SIGNS = { LT: "<", GT: ">", u20: " ", RF: "&", C: ",", BP: "*" };

/**
 * An identifier with the signs that older names spell.
 * @param {string} identifier
 */
const withSigns = (identifier) =>
  identifier
    .replace(/^_(?=\$)/, "")
    .replace(/\$(\w+)\$/g, (sign, name) => SIGNS[name] ?? sign)
    .replaceAll("..", "::");
