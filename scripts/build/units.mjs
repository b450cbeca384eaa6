// The files that the package consists of once it is bundled: which modules of lib/ each is made of, by the module that
// it begins with. A module is in one file only, so that there is one `SneError`, and one instance of a wasm, whichever
// entries are used together. What several entries need is a file of its own, and so is all that is loaded when it is
// asked for.

/**
 * @typedef {object} Unit
 * @property {string} name
 * @property {string[]} roots
 * @property {boolean} [isShared]
 * @property {boolean} [isCommonJs]
 * @property {boolean} [isNode]
 * @property {boolean} [isData]
 */

const LANGUAGES = ["fr", "en"];

/** Those of the contract's wasm, which wasm.mjs names. */
const PARTS = ["patterns", "checks", "pages", "odd"].map((part) => `contract-${part}`);

/** Imported by other files, and by nobody else. They come first: what they reach is theirs. */
const SHARED = [
  { name: "core", roots: ["create.js", "unpacked.js"], isCommonJs: true },
  { name: "contract", roots: ["contract/contract.js"], isCommonJs: true },
  { name: "bulk-texts", roots: ["bulk/texts.js"], isCommonJs: true },
  { name: "first-call", roots: ["diagnosis/first-call.js"], isCommonJs: true },
  { name: "store-core", roots: ["store/cell.js", "store/refusal.js"], isCommonJs: true },
  { name: "relay-core", roots: ["relay/create.js", "relay/node.js"], isCommonJs: true },
  { name: "simulator-core", roots: ["simulator/simulator.js", "simulator/create.js"], isCommonJs: true },
  { name: "rows", roots: ["rows/source.js", "rows/lines.js", "rows/plan.js", "rows/typed.js"] },
].map((unit) => ({ ...unit, isShared: true }));

/** What `exports` of the package names. */
const ENTRIES = [
  { name: "index", roots: ["index.js"], isCommonJs: true },
  { name: "slim", roots: ["slim.js"], isCommonJs: true },
  { name: "doctor", roots: ["diagnosis/index.js"], isCommonJs: true },
  { name: "relay", roots: ["relay/index.js"], isCommonJs: true },
  { name: "relay-page", roots: ["relay/page.js"], isCommonJs: true },
  { name: "journal", roots: ["journal/index.js"], isCommonJs: true, isNode: true },
  ...["redis", "postgres", "sqlite", "cloudflare", "testing"].map((engine) => ({
    name: `store-${engine}`,
    roots: [`store/${engine}.js`],
    isCommonJs: true,
  })),
  { name: "simulator", roots: ["simulator/index.js"] },
  { name: "simulator-node", roots: ["simulator/node.js"], isCommonJs: true, isNode: true },
  { name: "workers", roots: ["workers/index.js"] },
  { name: "workers-relay", roots: ["workers/relay.js"] },
  { name: "workers-simulator", roots: ["workers/simulator.js"] },
];

/** Loaded when it is asked for, each language and each wasm alone. */
const LATER = [
  { name: "diagnosis", roots: ["diagnosis/diagnosis.js"], isCommonJs: true },
  { name: "bulk", roots: ["bulk/bulk.js"], isCommonJs: true },
  { name: "fleet", roots: ["fleet/shared.js"], isCommonJs: true },
  { name: "pages", roots: ["contract/pages.js"], isCommonJs: true },
  { name: "remarks", roots: ["contract/remarks.js"], isCommonJs: true },
  { name: "events", roots: ["observing/events.js"], isCommonJs: true },
  { name: "foreign", roots: ["platform/foreign.js"], isCommonJs: true },
  ...["client", "options", "contract", "pages", "rules", "remarks", "diagnosis", "bulk"].flatMap((part) =>
    LANGUAGES.map((language) => ({
      name: `${part}-${language}`,
      roots: [`messages/${part}-${language}.js`],
      isCommonJs: true,
      isData: true,
    })),
  ),
  ...["contract", ...PARTS, "diagnosis", "bulk", "fleet", "simulator"].map((part) => ({
    name: `${part}-wasm`,
    roots: [`wasm/${part}-inline.js`],
    isCommonJs: true,
    isData: true,
  })),
];

/** The command, and what it loads. */
const COMMAND = [
  { name: "cli", roots: ["cli/main.js"], isNode: true },
  { name: "cli-proxy", roots: ["cli/proxy.js"], isNode: true },
  { name: "console", roots: ["console/server.js"], isNode: true },
  { name: "types", roots: ["types/types.js"] },
  { name: "csv-wasm", roots: ["wasm/csv-inline.js"], isData: true },
  { name: "typescript-wasm", roots: ["wasm/typescript-inline.js"], isData: true },
];

/** @type {Unit[]} */
export const UNITS = [...SHARED, ...ENTRIES, ...LATER, ...COMMAND];
