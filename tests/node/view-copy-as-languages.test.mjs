// What the console writes in other languages, run as it stands where the language is installed.

import { spawnSync } from "node:child_process";
import { describe } from "node:test";
import { load } from "../support/sources.mjs";
import { testForms } from "./support/copied.mjs";

const { asJava } = await load("copy-as/java.ts");
const { asPhp } = await load("copy-as/php.ts");
const { asPython } = await load("copy-as/python.ts");
const { asTypeScript } = await load("copy-as/typescript.ts");

/** What the set-up has found or installed. */
const PHP = process.env.SNE_PHP || "php";

const LANGUAGES = {
  python: { write: asPython, file: "appel.py", program: "python3", asks: ["-c", "import requests"] },
  php: { write: asPhp, file: "appel.php", program: PHP, asks: ["-v"] },
  java: {
    write: asJava,
    file: "Appel.java",
    program: "java",
    // What runs for a second is not worth the better of its two compilers.
    options: ["-XX:TieredStopAtLevel=1"],
    asks: ["--source", "17", "--version"],
  },
};
const INSTALLED = Object.entries(LANGUAGES).filter(([, { program, asks }]) => spawnSync(program, asks).status === 0);

describe("a call to take along, in other languages", () => {
  testForms({
    typescript: { write: asTypeScript, file: "appel.mts", program: process.execPath },
    ...Object.fromEntries(INSTALLED),
  });
});
