// Size for the same job: what a page downloads for a token and a call, by esbuild, minified. Of the package, the files
// of the first load, and what a contract and its first call add (scripts/size/downloads.mjs); of the others, the module
// of benches/peers, bundled.

import { join } from "node:path";
import { downloads } from "../../scripts/size/downloads.mjs";
import { measure } from "../../scripts/size.mjs";
import { CONTESTANTS } from "../peers/index.mjs";
import { reasonOf } from "../measure/open.mjs";
import { contestantRows, missingOf } from "./stage.mjs";

/** @import { Size } from "../../scripts/size.mjs" */

const COLUMNS = /** @type {const} */ (["raw", "gzip", "brotli"]);
const NAMES = { raw: { en: "minified", fr: "minifié" }, gzip: "gzip", brotli: "brotli" };

/** What of `downloads` each way of the package's has loaded when its first answer is there. */
const OWN = {
  "sne healthcheck": ["first load"],
  "sne request": ["first load"],
  "sne call": ["first load", "what a contract adds"],
  "sne call, validated": ["first load", "what a contract adds", "what its first call with values adds"],
};

/** @type {import("./stage.mjs").Subject} */
export const size = {
  name: "size",
  title: { en: "Size", fr: "Taille" },
  async run(stage) {
    const own = await ownSizes();
    /** @type {Record<string, Size>} */
    const others = {};
    /** @type {Record<string, string>} */
    const absent = {};
    for (const { name, file } of CONTESTANTS.filter(({ kind }) => kind !== "own")) {
      try {
        others[name] = measure(await bundled(join(stage.folder, "benches", "peers", `${file}.mjs`)));
      } catch (error) {
        absent[name] = reasonOf(error);
      }
    }
    const sizes = Object.entries({ ...own, ...others });
    return [
      {
        id: "size",
        title: { en: "Download for the same job", fr: "Téléchargement pour le même travail" },
        note: {
          en:
            "What a page loads until its first answer, bundled by esbuild, texts of one language included; all " +
            "files together, each compressed by itself.",
          fr:
            "Ce qu'une page charge jusqu'à sa première réponse, assemblé par esbuild, textes d'une langue compris ;" +
            " tous les fichiers ensemble, chacun compressé pour lui-même.",
        },
        columns: COLUMNS.map((column) => ({
          name: NAMES[column],
          unit: { en: "bytes", fr: "octets" },
          better: "low",
        })),
        rows: contestantRows(
          COLUMNS.map((column) => Object.fromEntries(sizes.map(([name, one]) => [name, [one[column]]]))),
        ),
        missing: missingOf(absent),
      },
    ];
  },
};

/** @returns {Promise<Record<string, Size>>} */
async function ownSizes() {
  const parts = Object.fromEntries(
    await Promise.all(COLUMNS.map(async (column) => [column, await downloads((bytes) => measure(bytes)[column])])),
  );
  /** @param {string[]} names @param {string} column */
  const sum = (names, column) => names.reduce((total, name) => total + parts[column][name], 0);
  return Object.fromEntries(
    Object.entries(OWN).map(([name, names]) => [
      name,
      { raw: sum(names, "raw"), gzip: sum(names, "gzip"), brotli: sum(names, "brotli") },
    ]),
  );
}

/** @param {string} file */
async function bundled(file) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].contents;
}
