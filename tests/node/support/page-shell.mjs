// Lines of a shell as the documents have them, run by bash where everything is that they need: `npx` and `npm`, which
// would ask a registry; `curl`, which would ask PISTE; credentials, in variables and in a file; and a platform.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { COMMAND, environment, variablesOf } from "./command.mjs";

/** @import { TestContext } from "node:test" */
/** @import { LocalServer, ReadyMade, Simulator } from "sne-cotation/simulator" */

/** The real one, which ours calls. */
const CURL = execFileSync("sh", ["-c", "command -v curl"], { encoding: "utf8" }).trim();

/** @param {string} simulator its address */
function programs(simulator) {
  const command = `exec "${process.execPath}" "${COMMAND}" "$@"`;
  const address = `s#^https://sandbox-api.piste.gouv.fr/#${simulator}/sandbox-api/#`;
  return {
    "sne-cotation": [command],
    npx: ['[ "$1" = sne-cotation ] || exit 64', "shift", command],
    // All that a page may install is here already.
    npm: ['[ "$1" = install ] || exit 64', "shift", `exec "${process.execPath}" -e '${REQUIRE_ALL}' "$@"`],
    curl: [
      `for word; do shift; set -- "$@" "$(echo "$word" | sed '${address}')"; done`,
      `exec "${CURL}" --silent --show-error "$@"`,
    ],
  };
}

const REQUIRE_ALL = "process.argv.slice(1).forEach((name) => require.resolve(name))";

/**
 * Starts lines of a shell in a folder. What it finds on standard input is what a person types when asked for
 * credentials.
 * @param {TestContext} t
 * @param {string} code
 * @param {{ simulator: Simulator, server: LocalServer, language: string, cwd: string }} stage
 */
export function startShell(t, code, { simulator, server, language, cwd }) {
  const [, label = "works"] = /--environment simulator:([\w-]+)/.exec(code) ?? [];
  const variables = variablesOf({ simulator, server }, /** @type {ReadyMade} */ (label));
  const asFile = Object.entries({ ...variables, SNE_ENVIRONMENT: "sandbox" });
  writeFileSync(join(cwd, ".env"), asFile.map(([name, value]) => `${name}=${value}\n`).join(""));
  const commands = join(cwd, "commands");
  mkdirSync(commands);
  for (const [name, lines] of Object.entries(programs(server.url))) {
    writeFileSync(join(commands, name), ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
  }
  const PATH = [commands, process.env.PATH].join(delimiter);
  const more = { SNE_CONTRACT: "contract.json", PATH, HOME: cwd, LC_ALL: undefined, LANG: `${language}.UTF-8` };
  const env = environment({ ...variables, ...more });
  const child = spawn("bash", ["-euo", "pipefail", "-c", code], { cwd, env });
  t.after(() => child.kill("SIGKILL"));
  child.stdin.on("error", () => {});
  child.stdin.end(`${variables.SNE_CLIENT_ID}\n${variables.SNE_CLIENT_SECRET}\n`);
  return child;
}
