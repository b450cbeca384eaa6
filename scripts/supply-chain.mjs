// `npm run supply-chain`: what the project takes from others, and what others run of it: crates by cargo-deny
// (deny.toml), the workflows by actionlint and zizmor, the lock files of npm by the test of tests/supply.
//   npm run supply-chain                    what the repository says by itself
//   npm run supply-chain -- --advisories    known weaknesses of crates, too, for which cargo-deny fetches a database

import { setupDeny, setupWorkflowCheckers } from "./setup/checkers.mjs";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { filesUnder } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { main, problem } from "./support/problem.mjs";
import { show } from "./support/run.mjs";

const DENY = ["licenses", "bans", "sources"];
/** The other workspaces of the repository: what they take is looked at, too. */
const MANIFESTS = ["Cargo.toml", "fuzz/Cargo.toml", "benches/core/Cargo.toml"];

await main(async () => {
  const { values } = readArguments(import.meta.url, { advisories: { type: "boolean" } });
  await setup({ rust: false });
  /** @type {[name: string, command: string, args: string[]][]} */
  const checks = [...(await crates(values.advisories === true)), ...(await workflows()), ...locks()];
  /** @type {string[]} */
  const bad = [];
  for (const [name, command, args] of checks) {
    console.log(`\n━━ ${name}`);
    if ((await show(command, args)) !== 0) bad.push(name);
  }
  if (bad.length > 0) throw problem(`not in order: ${bad.join(", ")}`, `à revoir : ${bad.join(", ")}`);
  console.log(say("\nall in order", "\ntout est en ordre"));
});

/**
 * @param {boolean} withAdvisories
 * @returns {Promise<[string, string, string[]][]>}
 */
async function crates(withAdvisories) {
  await setupDeny();
  const what = withAdvisories ? [...DENY, "advisories"] : DENY;
  return MANIFESTS.map((manifest) => [
    `cargo deny: ${manifest}`,
    "cargo-deny",
    ["--manifest-path", inRoot(manifest), "--locked", "--config", inRoot("deny.toml"), "check", ...what],
  ]);
}

/** @returns {Promise<[string, string, string[]][]>} */
async function workflows() {
  const { actionlint, zizmor } = await setupWorkflowCheckers();
  const files = filesUnder(inRoot(".github", "workflows"));
  return [
    ["actionlint", actionlint, files],
    ["zizmor", zizmor, ["--offline", "--persona", "pedantic", "--no-progress", inRoot(".github")]],
  ];
}

/** @returns {[string, string, string[]][]} */
function locks() {
  const tests = ["locks", "workflows"].map((name) => inRoot("tests", "supply", `${name}.test.mjs`));
  return [
    [
      say("lock files and workflows", "fichiers de verrouillage, processus"),
      process.execPath,
      ["--test", "--test-reporter=spec", ...tests],
    ],
  ];
}
