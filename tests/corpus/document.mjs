// What the package makes of one document: whether it is read, how long that takes, what it remarks, the types that it
// writes, and what comes of a call of each operation.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { SneCotation } from "sne-cotation";
import { callWithEach, withContract } from "../contract/calls.mjs";
import { declared } from "./declared.mjs";
import { fetchWithAnyBody } from "./fetch.mjs";

/** @import { SneError } from "sne-cotation" */
/** @import { Place } from "../contract/calls.mjs" */

/**
 * What is to be done with a document.
 * @typedef {object} Task
 * @property {string} file
 * @property {string} types where its types go
 * @property {number} seeds
 * @property {boolean} isTimed
 */

/**
 * What came of a call of an operation: whether each request left, whether each passed both ways, and what was wrong.
 * @typedef {{ id: string, method: string, path: string, isSent: boolean, isPassed: boolean, problem?: string[] }}
 *   Called
 */

/** @typedef {(more: Partial<Findings> & { call?: Called }) => void} Tell a call is told by itself, and added */

/** @typedef {{ rule: string, pointer: string, costs: string }} Remark */

/**
 * What is known of a document, as far as that went.
 * @typedef {object} Findings
 * @property {number} bytes
 * @property {boolean} isContract whether it is a Swagger 2.0 document with paths
 * @property {number} operations as many as it declares
 * @property {string} [refused] why it is not read
 * @property {number} [milliseconds] how long reading it takes
 * @property {Remark[]} [remarks]
 * @property {boolean} [hasTypes] whether types were written
 * @property {string} [typesRefused] why not
 * @property {number} [listed] the operations that the package lists
 * @property {string} [unserved] why the simulator does not serve it
 */

const root = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
/** The module is no entry of the package: only its command uses it. */
const { typesOf } = await import(pathToFileURL(join(root, "dist", "types.js")).href);

const WARM_UP = 2;
const RUNS = 5;
/** Milliseconds after which reading is not tried once more. */
const LONG = 5_000;

const OPTIONS = {
  environment: { tokenUrl: "http://127.0.0.1:9/", apiUrl: "http://127.0.0.1:9/" },
  ...{ clientId: "corpus", clientSecret: "corpus", language: /** @type {const} */ ("en") },
};

/**
 * Looks at a document; hands on what is known each time that there is more.
 * @param {Task} task
 * @param {Tell} tell
 */
export async function lookAt({ file, types, seeds, isTimed }, tell) {
  const bytes = await readFile(file);
  const contract = bytes.toString();
  tell({ bytes: bytes.length, ...declared(parsed(contract)) });
  const refused = await SneCotation.create({ ...OPTIONS, contract }).then(tellRemarks(tell), messageOf);
  if (refused !== undefined) return tell({ refused });
  if (isTimed) tell({ milliseconds: await timeOfReading(contract) });
  await writeTypes(contract, types, tell);
  await callEach(contract, seeds, tell);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** @param {Tell} tell */
const tellRemarks = (tell) => (/** @type {SneCotation} */ sne) => {
  const remarks = sne.remarks().map(({ rule, pointer, costs }) => ({ rule, pointer, costs }));
  tell({ remarks, listed: sne.operations().length });
};

/**
 * The processor's time for reading it, which does not depend on what else the machine does: the median of a few; the
 * first ones, which compile the wasm, are left out.
 * @param {string} contract
 */
async function timeOfReading(contract) {
  const times = [];
  const begun = performance.now();
  for (let run = 0; run < WARM_UP + RUNS && performance.now() - begun < LONG; run += 1) {
    const before = process.cpuUsage();
    await SneCotation.create({ ...OPTIONS, contract });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const warm = times.length > WARM_UP ? times.slice(WARM_UP) : times.slice(-1);
  return warm.sort((one, other) => one - other)[warm.length >> 1];
}

/**
 * @param {string} contract
 * @param {string} path
 * @param {Tell} tell
 */
async function writeTypes(contract, path, tell) {
  try {
    await writeFile(path, await typesOf(contract, { language: "en" }));
    tell({ hasTypes: true });
  } catch (error) {
    tell({ typesRefused: messageOf(error) });
  }
}

/**
 * @param {string} contract
 * @param {number} seeds
 * @param {Tell} tell
 */
async function callEach(contract, seeds, tell) {
  /** @type {Place} */
  let place;
  try {
    place = await withContract(contract);
  } catch (error) {
    return tell({ unserved: messageOf(error) });
  }
  try {
    const sne = await place.client(place.apiUrl, { language: "en", fetch: fetchWithAnyBody });
    for (const operation of sne.operations()) {
      const { id, method, path, sent, problems } = await callWithEach(place, sne, operation, seeds);
      const called = { id, method, path, isSent: sent === seeds, isPassed: problems.length === 0 };
      if (problems.length === 0) tell({ call: called });
      else
        tell({ call: { ...called, problem: [...problems[0].problem, ...(await said(place, id, problems[0].seed))] } });
    }
  } finally {
    await place.server.close();
  }
}

/**
 * What the simulator has against a request, which the client keeps to itself: the words of its answer to the same once
 * more.
 * @param {Place} place
 * @param {string} id
 * @param {number} seed
 */
async function said(place, id, seed) {
  /** @type {string[]} */
  const words = [];
  const listening = await place.client(place.apiUrl, {
    fetch: async (url, init) => {
      const response = await fetchWithAnyBody(url, init);
      if (response.status >= 400) words.push(String(parsed(await response.clone().text())?.message ?? ""));
      return response;
    },
  });
  await callWithEach(place, listening, { id, method: "", path: "" }, 1, seed);
  return words.filter((word) => word !== "").map((word) => `simulator: ${word}`);
}

/** @param {unknown} error */
function messageOf(error) {
  const { kind, message, pointer } = /** @type {SneError & { pointer?: string }} */ (error);
  const where = pointer === undefined ? "" : ` (${pointer})`;
  return `${kind === undefined ? "" : `${kind}: `}${message}${where}`;
}
