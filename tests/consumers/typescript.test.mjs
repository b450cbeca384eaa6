// The published types in TypeScript projects: strict, the package's own declarations checked too, as Node and as a
// bundler resolve them, with and without the DOM library.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const PROJECT = fileURLToPath(new URL("./typescript", import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

const STRICT = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: "es2022",
  types: [],
};

const RESOLUTIONS = {
  nodenext: { options: { module: "nodenext", moduleResolution: "nodenext" }, files: ["use.mts", "use.cts"] },
  // A bundler's TypeScript has no `import = require`; CommonJS is the affair of the project above.
  bundler: { options: { module: "esnext", moduleResolution: "bundler" }, files: ["use.mts"] },
};

const LIBRARIES = {
  "without the DOM": ["ES2022"],
  "with the DOM": ["ES2022", "DOM"],
  "with everything new": ["ESNext", "DOM"],
};

describe("a TypeScript project", () => {
  for (const [resolution, { options, files }] of Object.entries(RESOLUTIONS)) {
    for (const [title, lib] of Object.entries(LIBRARIES)) {
      it(`compiles: ${resolution}, ${title}`, async () => {
        const config = join(PROJECT, `tsconfig.${resolution}.${lib.join("-")}.json`);
        await writeFile(config, JSON.stringify({ compilerOptions: { ...STRICT, ...options, lib }, files }));
        const { code, stdout } = await execute(process.execPath, [TSC, "-p", config]).catch((error) => error);
        assert.equal(code ?? 0, 0, stdout);
      });
    }
  }
});
