// What a hostile contract exports is what it is called there, and nothing that it has smuggled out of a comment.
// Compiled only.

import type { SneCotation } from "sne-cotation";
import type * as everything from "./hostile.js";
import type { __proto__ as Proto, Operations, toString as Text, Boucle$Input } from "./hostile.js";

/** Types only: no value is exported. */
export const none: [keyof typeof everything] extends [never] ? true : false = true;

export async function calls(sne: SneCotation<Operations>): Promise<Proto | Text | string> {
  const { data } = await sne.call('"];\n*/ }\\', { "*": "a", "": "b", constructor: "c", "\n": "d" });
  const boucle: Boucle$Input = { suite: { autre: {} } };
  const { data: text } = await sne.call("__proto__", { "*": "a", corps: boucle });
  await sne.call("hasOwnProperty", { "*": "a" });
  return [data, text].length > 2 ? data : text;
}
