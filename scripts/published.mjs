// `npm run published`: the tests of whole projects (tests/consumers) against the package as it is published, and not as
// it has just been built.
//   npm run published -- FILE.tgz                      a tarball
//   npm run published -- sne-cotation@1.2.3            what a registry has; the one that npm is set up for
//   npm run published -- VERSION --registry URL        that of another registry

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { isMain, main, problem } from "./support/problem.mjs";
import { consumerTests, useBrowsers } from "./test/suites.mjs";
import { installConsumer } from "./test/consumer.mjs";

/**
 * Installs what npm makes of a specification in an empty project, and runs the tests of projects there.
 * @param {string} specification
 * @param {string} [registry]
 */
export async function testPublished(specification, registry) {
  await useBrowsers(await setup({ browser: true, rust: false }));
  await installConsumer(specification, registry === undefined ? [] : ["--registry", registry]);
  await consumerTests("consumers", []);
}

/** @param {string} given as it was typed */
function specificationOf(given) {
  if (!given.endsWith(".tgz")) return given.includes("@") ? given : `sne-cotation@${given}`;
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (existsSync(path)) return path;
  throw problem(`there is no ${path}`, `${path} n'existe pas`);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const options = /** @type {const} */ ({ registry: { type: "string" } });
    const { values, positionals } = readArguments(import.meta.url, options, [1, 1]);
    await testPublished(specificationOf(positionals[0]), values.registry);
  });
}
