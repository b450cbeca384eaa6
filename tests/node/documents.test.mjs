// The blocks of code in the documents, run as they stand there, in both languages, against PISTE in miniature. Those
// that say which file they are belong to a project, and are run by the tests of that page.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it, test } from "node:test";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { ended, firstLine } from "./support/command.mjs";
import { output, settings } from "./support/example.mjs";
import { startShell } from "./support/page-shell.mjs";
import { simulated } from "./support/simulated.mjs";
import { blocksOf, LANGUAGES, pagesOf, readDocument } from "../support/documents.mjs";

/** @import { TestContext } from "node:test" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Block } from "../support/documents.mjs" */

const FOLDER = dirname(fileURLToPath(import.meta.url));
const CONTRACT = readDocument("tests/node/contracts/documents.json");

/** Blocks that need more of a world than these tests have: the tests that are named here run them. */
const ELSEWHERE = new Map([
  ["page.md", "page-docs.test.mjs"],
  ["relay.md", "relay-docs.test.mjs"],
  ["proxy.md", "proxies/library.test.mjs"],
]);

/** Programs whose end is told by the tests of their page besides: they are run there. */
const OWN_TESTS = ["doctor.md doctor", "observing.md opentelemetry"];

/** What a block that goes on from another one finds there. */
const BEFORE = {
  nothing: "",
  client: client(""),
  quota: client("retry: false"),
  "no-profile": client("retry: false"),
  contract: contract() + client("contract"),
  "contract-text": `${imports("createSimulator", "simulator")}${imports("SneCotation", "")}${contract()}`,
  "contract-options": `${imports("SneCotation", "")}${contract()}${credentials()}`,
  simulator: `${imports("createSimulator", "simulator")}const simulator = await createSimulator();\n`,
};

/** @param {string} name @param {string} entry */
function imports(name, entry) {
  return `import { ${name} } from "${["sne-cotation", entry].filter(Boolean).join("/")}";\n`;
}

function contract() {
  return `const { readFileSync } = await import("node:fs");\nconst contract = readFileSync("contract.json", "utf8");\n`;
}

function credentials() {
  return "const { SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret } = process.env;\n";
}

/** @param {string} options */
function client(options) {
  return `import { SneCotation as Client } from "sne-cotation";
    const sne = await Client.create({ environment: "sandbox", clientId: process.env.SNE_CLIENT_ID,
      clientSecret: process.env.SNE_CLIENT_SECRET, language: process.env.LANGUAGE_OF_PAGE, ${options} });\n`;
}

/** The ready-made application that a block is about, where that is not the one that works. */
const APPLICATIONS = /** @type {Record<string, ReadyMade>} */ ({ quota: "quota-by-day", "no-profile": "no-profile" });

/** @param {"en" | "fr"} language */
function documentsOf(language) {
  const readmes = { en: ["README.md", "node_modules/sne-cotation/README.md"], fr: ["LISEZMOI.md"] };
  return [...readmes[language], ...pagesOf(language).map((name) => `docs/${language}/${name}`)];
}

/** @type {{ page: string, language: string, block: Block }[]} */
const BLOCKS = LANGUAGES.flatMap((language) =>
  documentsOf(language).flatMap((page) => blocksOf(readDocument(page)).map((block) => ({ page, language, block }))),
);

/** @param {string} page */
const fileOf = (page) => page.split("/").at(-1) ?? "";

/** A block that is the same in both languages is run once. @param {string} way */
function blocksFor(way) {
  const seen = new Set();
  return BLOCKS.filter(({ page, block }) => {
    const key = JSON.stringify([fileOf(page), block]);
    if (block.way !== way || ELSEWHERE.has(fileOf(page)) || seen.has(key)) return false;
    if (OWN_TESTS.includes(`${fileOf(page)} ${block.name}`)) return false;
    return seen.add(key);
  });
}

/**
 * A folder that finds the package, with what the pages' programs read.
 * @param {TestContext} t
 * @param {Record<string, string>} [files]
 */
function project(t, files = {}) {
  const folder = mkdtempSync(join(FOLDER, "documents-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const all = {
    "contract.json": CONTRACT,
    "piece.pdf": "%PDF-1.7",
    "demandes.ndjson": '{"numero":"1"}\n{"numero":"2"}\n',
    "recherche.json": '{ "pagination": { "numero": 1 } }',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

/**
 * Holds what is printed against what the page says; `…` stands for anything.
 * @param {string} told
 * @param {string} text
 */
function assertPrinted(told, text) {
  const pattern = told.split("…").map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const isThat = new RegExp(`^${pattern.join(".*")}$`).test(text);
  if (!isThat) assert.equal(text, told);
}

describe("programs", { concurrency: 2 }, () => {
  for (const way of ["run", "after"]) {
    for (const { page, language, block } of blocksFor(way)) {
      it(`${page}, ${block.name}`, async (t) => {
        const { server, simulator } = await simulated(t, { contract: CONTRACT });
        const application = simulator.find(APPLICATIONS[block.detail] ?? "works");
        const before = way === "after" ? BEFORE[/** @type {keyof typeof BEFORE} */ (block.detail)] : "";
        assert.notEqual(before, undefined, `nothing is known as "${block.detail}"`);
        const env = { ...settings(server, application), SNE_ENVIRONMENT: "sandbox", LANGUAGE_OF_PAGE: language };
        const [shown, said] = await output(`${before}${block.code}`, env, project(t));
        if (block.prints !== undefined) assertPrinted(block.prints, shown);
        assert.equal(said, "");
      });
    }
  }
});

/**
 * @param {TestContext} t
 * @param {string} code
 * @param {string} language
 */
async function shell(t, code, language) {
  const { simulator, server } = await simulated(t, { contract: CONTRACT });
  return startShell(t, code, { simulator, server, language, cwd: project(t) });
}

describe("lines of a shell", { concurrency: 2 }, () => {
  for (const { page, language, block } of blocksFor("shell")) {
    it(`${page}, ${block.name}`, async (t) => {
      const needsTypes = block.name === "check" ? "npx sne-cotation types contract.json -o api.d.ts\n" : "";
      const { code, stdout, stderr } = await ended(await shell(t, needsTypes + block.code, language));
      const [, expected = "0"] = /ends with (\d+)/.exec(block.detail) ?? [];
      assert.equal(String(code), expected, stdout + stderr);
      if (block.prints !== undefined) assertPrinted(block.prints, stdout);
    });
  }
  for (const { page, language, block } of blocksFor("serves")) {
    it(`${page}, ${block.name}: until it is told to stop`, async (t) => {
      // At any free port, since the usual one may be taken.
      const child = await shell(t, block.code.replace(/^npx /, "exec npx ").replace(/\n$/, " --port 0\n"), language);
      assert.match(await firstLine(child), /http:\/\/127\.0\.0\.1:\d+/);
      child.kill("SIGTERM");
      await ended(child);
    });
  }
});

test("style sheets are ones", async () => {
  for (const { page, block } of blocksFor("style")) {
    const { warnings } = await transform(block.code, { loader: "css" });
    assert.deepEqual(warnings, [], page);
  }
});
