// When, where and on what something was measured: what a figure means nothing without.

import { arch, cpus, loadavg, totalmem, type } from "node:os";
import { readJson } from "../../scripts/support/files.mjs";
import { inRoot } from "../../scripts/support/paths.mjs";
import { capture } from "../../scripts/support/run.mjs";

/**
 * @typedef {object} Circumstances
 * @property {string} date
 * @property {string} command
 * @property {string} commit of the repository, with a `+` where files had been changed since
 * @property {{ processor: string, cores: number, memory: number, system: string }} machine memory in GB
 * @property {number} load of the machine before anything was measured: how many programs wanted its cores
 * @property {string} node that ran the command, and the server
 * @property {Record<string, string>} versions of what was measured beside the package
 */

/** How busy the machine is: the load average of the last minute; 0 on Windows, which has none. */
export const loadOf = () => Math.round(loadavg()[0] * 10) / 10;

/**
 * @param {string} command
 * @param {number} load
 * @returns {Promise<Circumstances>}
 */
export async function circumstancesOf(command, load) {
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    command,
    commit: await commit(),
    machine: {
      processor: processor?.model.trim() ?? "",
      cores: cpus().length,
      memory: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${arch()}`,
    },
    load,
    node: process.versions.node,
    versions: readJson(inRoot("scripts", "setup", "bench", "package.json")).dependencies,
  };
}

async function commit() {
  const head = await capture("git", ["rev-parse", "--short=12", "HEAD"]).catch(() => undefined);
  if (head?.code !== 0) return "";
  const { output } = await capture("git", ["status", "--porcelain", "--untracked-files=no"]);
  return head.output.trim() + (output.trim() === "" ? "" : "+");
}
