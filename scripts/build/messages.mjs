// The texts for people as the package has them: a module for each part and language, so that nobody downloads more than
// they read. The catalogues of Rust are the one source, which its tests hold against the reasons; they stay out of the
// wasm (record 1).

import { readJson, write } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";
import { Problem } from "../support/problem.mjs";

const LANGUAGES = ["fr", "en"];

/** @typedef {[id: string, kind: string, retryable: boolean]} Reason */

const FOLDERS = {
  client: ["src", "core"],
  contract: ["crates", "contract", "src"],
  diagnosis: ["crates", "diagnosis", "src"],
  bulk: ["crates", "bulk", "src"],
};

/**
 * What a client without a contract says when it is asked for one: the client knows it and its texts, though the reason
 * is not its own.
 */
const ABSENT = "contract-absent";

/**
 * Writes the modules into a folder.
 * @param {string} head the first line of each
 * @param {(...parts: string[]) => string} path of a module in that folder
 */
export function writeMessages(head, path) {
  /**
   * @param {string} name
   * @param {Record<string, unknown>} exports
   */
  const module = (name, exports) => {
    const code = Object.entries(exports).map(
      ([binding, value]) => `export const ${binding} = ${JSON.stringify(value, null, 2)};\n`,
    );
    write(path(`${name}.js`), [head, ...code].join("\n"));
  };
  /** @type {Reason[][]} */
  const [client, contract] = [read("client", "reasons"), read("contract", "reasons")];
  const [found, remarks] = [contract.filter((reason) => !isRemark(reason)), contract.filter(isRemark)];
  if (remarks.some((reason, place) => contract[found.length + place] !== reason))
    throw new Problem("the remarks must be the last of the contract's reasons");
  const firstRemark = client.length + found.length;
  /** @type {Reason[]} */
  const bulk = read("bulk", "reasons");
  const firstOfBulk = firstRemark + remarks.length;
  module("reasons", { table: tableOf([...client, contract[0]]) });
  module("contract-reasons", { table: tableOf(found), contractReasons: client.length });
  module("remarks-reasons", { table: tableOf(remarks), firstRemark });
  module("bulk-reasons", { table: tableOf(bulk), firstOfBulk });
  if (contract[0][0] !== ABSENT)
    throw new Problem(`the contract's first reason must be ${ABSENT}, whose text the client has`);
  for (const language of LANGUAGES) {
    const ofRemarks = read("contract", `remarks-${language}`);
    const ofBulk = read("bulk", language);
    const texts = { ...read("client", language), ...read("contract", language), ...ofRemarks, ...ofBulk };
    /** @param {Reason[]} reasons */
    const textsOf = (reasons) => reasons.map(([id]) => [texts[id].message, texts[id].advice ?? ""]);
    const [options, others] = [client.filter(isOfOptions), client.filter((reason) => !isOfOptions(reason))];
    const firstOther = client.indexOf(others[0]);
    /** @param {Reason} reason */
    const unlessOfOptions = (reason) => (isOfOptions(reason) ? null : textsOf([reason])[0]);
    const ofClient = [...client.slice(firstOther), contract[0]].map(unlessOfOptions);
    module(`client-${language}`, { first: firstOther, texts: ofClient });
    module(`options-${language}`, { first: 0, texts: textsOf(options) });
    for (const part of /** @type {const} */ (["contract", "pages", "rules"])) {
      const first = found.findIndex((reason) => partOf(reason) === part);
      const last = found.findLastIndex((reason) => partOf(reason) === part);
      const own = found.slice(first, last + 1).map((reason) => (partOf(reason) === part ? textsOf([reason])[0] : null));
      module(`${part}-${language}`, { first: client.length + first, texts: own });
    }
    module(`remarks-${language}`, { first: firstRemark, texts: textsOf(remarks) });
    module(`bulk-${language}`, { first: firstOfBulk, texts: textsOf(bulk) });
    const { report, ...diagnosis } = read("diagnosis", language);
    module(`diagnosis-${language}`, { texts: diagnosis });
  }
  module("diagnosis", { ids: read("diagnosis", "ids") });
  const { steps } = read("diagnosis", "ids");
  module("report", {
    steps,
    ...Object.fromEntries(LANGUAGES.map((language) => [language, ofReport(read("diagnosis", language))])),
  });
}

/**
 * @param {keyof typeof FOLDERS} part
 * @param {string} name
 */
const read = (part, name) => readJson(inRoot(...FOLDERS[part], "messages", `${name}.json`));

/**
 * Whether a reason is one of what can be odd about a contract, the texts of which are loaded only where something is.
 * @param {Reason} reason
 */
const isRemark = ([id]) => id.startsWith("remark-");

/**
 * Whether a reason of the client's is a mistake in options: few ever see one, and not twice.
 * @param {Reason} reason
 */
const isOfOptions = ([id, kind]) => kind === "config" && id !== "client-closed" && id !== "wasm-unavailable";

/**
 * With which part a reason of the contract's is told: most calls need neither pages nor the words for a mistake.
 * @param {Reason} reason
 */
function partOf([id]) {
  if (id.startsWith("pages-")) return "pages";
  return id.startsWith("rule-") || id === "answer-invalid" ? "rules" : "contract";
}

/**
 * A line for each run of reasons of one kind that pass (`+`), or that do not: the kind, then their ids.
 * @param {Reason[]} reasons
 */
function tableOf(reasons) {
  /** @type {string[][]} */
  const lines = [];
  for (const [id, kind, retryable] of reasons) {
    const head = `${kind}${retryable ? "+" : ""}`;
    const last = lines.at(-1);
    if (last?.[0] === head) last.push(id);
    else lines.push([head, id]);
  }
  return lines.map((line) => line.join(" ")).join("\n");
}

/**
 * What is said without a diagnosis having run: of its steps, when they are there already, or of a client that could not
 * be made.
 * @param {{ steps: object, report: object, findings: { skipped: object } }} catalogue
 */
function ofReport({ steps, report, findings: { skipped } }) {
  return { steps, report, skipped };
}
