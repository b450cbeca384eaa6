// `sne-cotation types`: the types of a contract for TypeScript, into a file, or compared with one. Nothing is sent.

import { readFile, stat, writeFile } from "node:fs/promises";
import { readText, reasonOf } from "../input.js";
import { Failure, UsageError } from "../problems.js";

/** @import { Command, Context } from "../command.ts" */

/** What the client's option of that name can be. */
const INTEGERS = ["number", "bigint", "text"];

/** @type {Command} */
export const types = {
  name: "types",
  operands: [{ name: "contract", required: true }],
  options: {
    output: { type: "string", short: "o" },
    integers: { type: "string" },
    check: { type: "boolean" },
  },
  examples: [
    "sne-cotation types contract.json -o api.d.ts",
    "sne-cotation types contract.json",
    "sne-cotation types contract.json --integers bigint",
  ],
  run,
};

/** @param {Context} context */
async function run(context) {
  const { values, operands, t, command, language } = context;
  // As other commands have it, "-" is what is written when nothing is said.
  const file = values.output === "-" ? undefined : values.output;
  if (values.check && file === undefined) throw new UsageError(t("types.checkWhat"), { command: command.name });
  const { integers = "number" } = values;
  if (!INTEGERS.includes(integers)) throw new UsageError(t("types.integersWhat"), { command: command.name });
  const { typesOf } = await import("../../types/types.js");
  const text = await typesOf(await readText(operands.contract, context), { language, integers });
  if (file === undefined) return show(text, context);
  const known = await current(file, context);
  if (known === text) return tell("unchanged", { file, text }, context);
  if (values.check) {
    throw new Failure(
      t(known === undefined ? "types.absent" : "types.outdated", { file, command: repair(file, context) }),
    );
  }
  await write(file, text, context);
  return tell("written", { file, text }, context);
}

/**
 * @param {string} text
 * @param {Context} context
 */
function show(text, { values, print }) {
  return print(values.json ? JSON.stringify({ types: text }) : text.trimEnd());
}

/**
 * What happened to the file is no data: it goes to standard error, except with --json.
 * @param {"written" | "unchanged"} state
 * @param {{ file: string, text: string }} what
 * @param {Context} context
 */
function tell(state, { file, text }, { values, print, note, t }) {
  if (values.json) return print(JSON.stringify({ file, state }));
  note(t(`types.${state}`, { file, bytes: Buffer.byteLength(text) }));
  return 0;
}

/**
 * The text of the file, if there is one. Git may have given its lines other ends.
 * @param {string} file
 * @param {Context} context
 */
async function current(file, { t }) {
  try {
    const known = await stat(file);
    // A device may have no end. What a folder is, reading it tells.
    if (!known.isFile() && !known.isDirectory()) return undefined;
    return (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw new Failure(t("input.unreadable", { file, reason: reasonOf(error, t) }));
  }
}

/**
 * @param {string} file
 * @param {string} text
 * @param {Context} context
 */
async function write(file, text, { t }) {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Failure(t("types.unwritable", { file, reason: reasonOf(error, t) }));
  }
}

/**
 * What to run, as a shell takes it.
 * @param {string} file
 * @param {Context} context
 */
function repair(file, { operands, values: { integers } }) {
  /** @param {string} word */
  const quoted = (word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
  const more = integers === undefined ? [] : ["--integers", integers];
  return ["npx sne-cotation types", quoted(operands.contract), "-o", quoted(file), ...more].join(" ");
}
