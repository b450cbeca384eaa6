// The published types in TypeScript projects: strict, the package's own declarations checked too, as Node and as a
// bundler resolve them, with and without the DOM library.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compile, folder } from "./support/tsc.mjs";

const PROJECT = folder("typescript");

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
        assert.deepEqual(await compile(PROJECT, { options, files, lib }), []);
      });
    }
  }
});
