// A Firefox for the browser tests: the one that SNE_FIREFOX names, else one that is already on the machine, else
// Debian's. It is the ordinary one, as people have it, and is driven over WebDriver BiDi.

import { homedir } from "node:os";
import { join } from "node:path";
import { which } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { canUseApt, installWithApt } from "./debian.mjs";
import { isExecutable } from "./executable.mjs";

const NAMES = ["firefox-esr", "firefox"];

/** Puts a Firefox on the machine when there is none; resolves to its path. */
export async function setupFirefox() {
  const found = findFirefox();
  if (found !== undefined) return found;
  if (canUseApt()) await installWithApt("firefox-esr", "Firefox");
  const installed = findFirefox();
  if (installed === undefined) throw noFirefox();
  return installed;
}

/** The path of a Firefox on this machine, or undefined. */
export function findFirefox() {
  const chosen = process.env.SNE_FIREFOX;
  if (chosen) return isExecutable(chosen) ? chosen : refuseChosen(chosen);
  const onPath = NAMES.map((name) => which(name)).find((path) => path !== undefined);
  return onPath ?? usualPlaces().find(isExecutable);
}

/**
 * @param {string} path
 * @returns {never}
 */
function refuseChosen(path) {
  throw problem(`SNE_FIREFOX names no program: ${path}`, `SNE_FIREFOX ne désigne pas un programme : ${path}`);
}

function usualPlaces() {
  if (process.platform === "win32") return windowsPlaces();
  if (process.platform !== "darwin") return ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/opt/firefox/firefox"];
  const folders = ["/Applications", join(homedir(), "Applications")];
  return folders.map((folder) => join(folder, "Firefox.app", "Contents", "MacOS", "firefox"));
}

function windowsPlaces() {
  const variables = ["PROGRAMFILES", "PROGRAMFILES(X86)"];
  const folders = variables.map((name) => process.env[name] ?? "").filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, "Mozilla Firefox", "firefox.exe"));
}

function noFirefox() {
  return problem(
    "The browser tests need a Firefox too, and none could be found or installed.\n" +
      "  Install one (Debian: `sudo apt-get install firefox-esr`), or name the one you have:\n" +
      "  SNE_FIREFOX=/path/to/firefox npm test\n" +
      "  Everything else runs without it: npm test -- --skip browser",
    "Les tests dans le navigateur demandent aussi Firefox ; aucun n'a été trouvé ni installé.\n" +
      "  Installez-en un (Debian : `sudo apt-get install firefox-esr`), ou indiquez le vôtre :\n" +
      "  SNE_FIREFOX=/chemin/vers/firefox npm test\n" +
      "  Tout le reste fonctionne sans lui : npm test -- --skip browser",
  );
}
