// The spelling of the documents, by cspell: French ones in French, English ones in British English. What it does not
// know and is right all the same is in tests/documents/words/.

import { join } from "node:path";
import { setupSpelling } from "../setup/spelling.mjs";
import { write } from "../support/files.mjs";
import { inRoot, output, root } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { show } from "../support/run.mjs";

const LANGUAGES = /** @type {const} */ ({
  en: { locale: "en-GB", files: ["docs/en/*.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/RELEASING.md"] },
  fr: { locale: "fr", files: ["docs/fr/*.md", "LISEZMOI.md"] },
  both: { locale: "en-GB,fr", files: ["pkg-template/README.md", "SECURITY.md", "SUPPORT.md", "examples/README.md"] },
});

/** What is no prose: blocks of code, code within a line, addresses, comments. */
const CODE = ["/^( *)```[^]*?^\\1```$/gm", "/`[^`\\n]+`/g", "/\\]\\([^)]*\\)/g", "/<!--.*?-->/g", "/https?:\\S+/g"];
/** Articles and pronouns before an apostrophe. */
const ELISIONS = "/\\b(?:[ldjnmtscLDJNMTSC]|qu|Qu|jusqu|lorsqu|puisqu|quelqu|presqu)(?=[’'])/g";

/** Checks all documents; a word that is not known is a failure, told with its place. */
export async function checkSpelling() {
  const packages = await setupSpelling();
  for (const [language, { locale, files }] of Object.entries(LANGUAGES)) {
    const config = output("spelling", `${language}.json`);
    write(config, JSON.stringify(configurationOf(packages, language, locale), null, 2));
    const program = join(packages, "cspell", "bin.mjs");
    const args = ["lint", "--no-progress", "--show-suggestions", "--root", root, "--config", config, ...files];
    const code = await show(process.execPath, [program, ...args], { cwd: root });
    if (code !== 0)
      throw problem(
        "a word that is not known: correct it, or add it to tests/documents/words/",
        "un mot inconnu : corrigez-le, ou ajoutez-le dans tests/documents/words/",
      );
  }
}

/**
 * @param {string} packages
 * @param {string} language
 * @param {string} locale
 */
function configurationOf(packages, language, locale) {
  const dictionaries = language === "both" ? ["both", "en", "fr"] : ["both", language];
  return {
    version: "0.2",
    language: locale,
    import: ["dict-fr-fr", "dict-en-gb"].map((name) => join(packages, "@cspell", name, "cspell-ext.json")),
    ignoreRegExpList: [...CODE, ELISIONS],
    dictionaryDefinitions: dictionaries.map((name) => ({
      name,
      path: inRoot("tests", "documents", "words", `${name}.txt`),
    })),
    dictionaries,
  };
}
