// The npm packages of the workshop (none of them ends up in the published package): exactly those of package-lock.json.

import { existsSync, readFileSync } from "node:fs";
import { say } from "../support/language.mjs";
import { inRoot } from "../support/paths.mjs";
import { Problem } from "../support/problem.mjs";
import { npm, quietly } from "../support/run.mjs";

export async function setupPackages() {
  if (isInstalled()) return;
  const title = say("Installing the npm packages", "Installation des paquets npm");
  const [command, ...args] = npm();
  await quietly(title, command, [...args, "ci", "--no-audit", "--no-fund"]).catch((error) => {
    throw new Problem(`${error.message}\n\n${networkHint()}`);
  });
}

/**
 * Compares the two lists of packages and not the dates of the two files: a checkout changes dates, and `npm install` in
 * node_modules changes neither file in a way that a date would tell.
 */
function isInstalled() {
  const record = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  const wanted = Object.entries(packagesOf(inRoot("package-lock.json")));
  return wanted.every(([path, { version, optional }]) => {
    if (path === "") return true;
    return installed[path] === undefined ? optional === true : installed[path].version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

function networkHint() {
  return say(
    "If the network is the trouble (a proxy, another npm registry), set up npm for it, then run the command again.",
    "Si le réseau est en cause (proxy, autre registre npm), configurez npm, puis relancez la commande.",
  );
}
