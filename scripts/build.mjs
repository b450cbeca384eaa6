// `npm run build`: from the sources to pkg/, ready for `npm publish`. Run again, it rebuilds only what has changed; the
// same sources and the same compiler give the same bytes.

import { say } from "./support/language.mjs";
import { isMain, main } from "./support/problem.mjs";
import { progress } from "./support/run.mjs";
import { bundlePackage } from "./build/bundle.mjs";
import { buildConsole } from "./build/console.mjs";
import { layOutPackage } from "./build/package.mjs";
import { writeTypeTwins } from "./build/types.mjs";
import { buildWasm } from "./build/wasm.mjs";
import { setup } from "./setup.mjs";

/** Builds pkg/ on a machine that setup has prepared. */
export async function build() {
  const artefacts = await buildWasm();
  await progress(say("Laying out pkg/", "Assemblage de pkg/"), async () => {
    await layOutPackage(artefacts);
    await bundlePackage();
    writeTypeTwins();
  });
  await buildConsole();
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setup();
    await build();
    console.log(say("\npkg/ is ready for `npm publish`.", "\npkg/ est prêt pour `npm publish`."));
  });
}
