// The build is deaf to what lies in folders above the clone: the bundles are made once more in a folder below a
// tsconfig.json and others that tools like to find. `npm run reproduce` does so with all of the build.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ABOVE = {
  "tsconfig.json": { compilerOptions: { target: "es5", alwaysStrict: true, paths: { "*": ["./nowhere/*"] } } },
  "package.json": { type: "commonjs", sideEffects: true },
};

/** @type {string} */
let above;
/** @type {string} */
let clone;
before(() => {
  above = mkdtempSync(join(tmpdir(), "sne-deaf-"));
  clone = join(above, "clone");
  for (const [name, content] of Object.entries(ABOVE)) writeFileSync(join(above, name), JSON.stringify(content));
  mkdirSync(join(clone, "pkg"), { recursive: true });
  for (const part of ["scripts", "pkg-template"]) cpSync(join(ROOT, part), join(clone, part), { recursive: true });
  for (const part of ["lib", "package.json"]) {
    cpSync(join(ROOT, "pkg", part), join(clone, "pkg", part), { recursive: true });
  }
  cpSync(join(ROOT, "package.json"), join(clone, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"), "junction");
});
after(() => rmSync(above, { recursive: true, force: true }));

it("makes the same bundles, as ES modules and as CommonJS", () => {
  const bundle = pathToFileURL(join(clone, "scripts", "build", "bundle.mjs")).href;
  const program = `await (await import(${JSON.stringify(bundle)})).bundlePackage();`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: clone,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  for (const folder of ["dist", "cjs"]) {
    const names = readdirSync(join(clone, "pkg", folder)).filter((name) => !name.endsWith(".d.cts"));
    assert.ok(names.length > 20, folder);
    const different = names.filter((name) => {
      const [made, built] = [clone, ROOT].map((one) => readFileSync(join(one, "pkg", folder, name)));
      return !made.equals(built);
    });
    assert.deepEqual(different, []);
  }
});
