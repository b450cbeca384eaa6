// `npm run rehearse`: the steps of a release up to publishing (.github/workflows/release.yml), in their order, with a
// registry on this machine in the place of npm's: the tarball and its bill of materials are made, the tarball is
// tested, published, and what comes from the registry is tested again.
//   npm run rehearse

import { readFileSync } from "node:fs";
import { makeRelease } from "./release.mjs";
import { startRegistry } from "./rehearse/registry.mjs";
import { testPublished } from "./published.mjs";
import { readArguments } from "./support/arguments.mjs";
import { readJson } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";
import { npm, progress, quietly } from "./support/run.mjs";
import { consumer } from "./test/consumer.mjs";

/** Where a release would say that the project is. */
const ADDRESSES = { repository: "https://code.example/sne/cotation", contact: "security@code.example" };

await main(async () => {
  readArguments(import.meta.url, {});
  const tarball = await makeRelease(ADDRESSES);
  await testPublished(tarball);
  const { version } = readJson(consumer("node_modules", "sne-cotation", "package.json"));
  const registry = await startRegistry();
  try {
    const [command, ...first] = npm();
    const title = say(`Publishing ${version} to ${registry.url}`, `Publication de ${version} sur ${registry.url}`);
    const publish = ["publish", tarball, "--access", "public", "--tag", "latest"];
    const env = { npm_config_userconfig: registry.userConfig, npm_config_registry: registry.url };
    await quietly(title, command, [...first, ...publish], { env });
    await progress(say("The same bytes come back", "Les mêmes octets reviennent"), () =>
      checkServed(registry.url, version, tarball),
    );
    await testPublished(`sne-cotation@${version}`, registry.url);
  } finally {
    await registry.close();
  }
  console.log(say("\neverything but publishing is done", "\ntout est fait, sauf la publication"));
});

/**
 * What is published is what was tested, and says where the project is.
 * @param {string} url
 * @param {string} version
 * @param {string} tarball
 */
async function checkServed(url, version, tarball) {
  const { versions } = await (await fetch(`${url}sne-cotation`)).json();
  const { dist, homepage, bugs, repository } = versions[version];
  const served = Buffer.from(await (await fetch(dist.tarball)).arrayBuffer());
  if (!served.equals(readFileSync(tarball))) throw problem("other bytes came back", "d'autres octets sont revenus");
  const said = [homepage, bugs?.url, repository?.url].every((text) => text?.includes(ADDRESSES.repository));
  if (!said) throw problem("the package says nowhere where it lives", "le paquet ne dit pas où il vit");
}
