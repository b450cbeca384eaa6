// A Chromium for the browser tests: the one that SNE_CHROMIUM names, else one that is already on the machine, else one
// that can be installed. Chrome and Edge do as well: it is the same engine.

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { inRoot, which } from "../support/paths.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { nodeTool, quietly } from "../support/run.mjs";
import { canUseApt, installWithApt } from "./debian.mjs";
import { isExecutable } from "./executable.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"];

/** Puts a Chromium on the machine when there is none; resolves to its path. */
export async function setupChromium() {
  return (await findChromium()) ?? (await installChromium());
}

/** The path of a Chromium on this machine, or undefined. */
export async function findChromium() {
  const chosen = process.env.SNE_CHROMIUM;
  if (chosen) return isExecutable(chosen) ? chosen : refuseChosen(chosen);
  const onPath = NAMES.map((name) => which(name)).find((path) => path !== undefined);
  return onPath ?? usualPlaces().find(isExecutable) ?? (await playwrightChromium());
}

/**
 * @param {string} path
 * @returns {never}
 */
function refuseChosen(path) {
  throw problem(`SNE_CHROMIUM names no program: ${path}`, `SNE_CHROMIUM ne désigne pas un programme : ${path}`);
}

function usualPlaces() {
  if (process.platform === "darwin") return macPlaces();
  if (process.platform === "win32") return windowsPlaces();
  return ["/usr/bin/chromium", "/snap/bin/chromium", "/opt/google/chrome/chrome"];
}

function macPlaces() {
  const names = ["Google Chrome", "Chromium", "Microsoft Edge"];
  const folders = ["/Applications", join(homedir(), "Applications")];
  return folders.flatMap((folder) => names.map((name) => join(folder, `${name}.app`, "Contents", "MacOS", name)));
}

function windowsPlaces() {
  const variables = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];
  const folders = variables.map((name) => process.env[name] ?? "").filter((folder) => folder !== "");
  const programs = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
  return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
}

/** Where playwright-core would have put its own; asked of it, because the place depends on its version. */
async function playwrightChromium() {
  if (!existsSync(inRoot("node_modules", "playwright-core"))) return undefined;
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return path && isExecutable(path) ? path : undefined;
}

async function installChromium() {
  if (canUseApt()) await installWithApt("chromium", "Chromium");
  else await installWithPlaywright();
  const path = await findChromium();
  if (path === undefined) throw noChromium();
  return path;
}

async function installWithPlaywright() {
  const title = say("Downloading a Chromium (playwright-core)", "Téléchargement d'un Chromium (playwright-core)");
  const [command, ...args] = nodeTool("playwright-core");
  await quietly(title, command, [...args, "install", "chromium"]).catch(async (error) => {
    throw new Problem(`${error.message}\n\n${noChromium().message}`);
  });
}

function noChromium() {
  return problem(
    "The browser tests need a Chromium, Chrome or Edge, and none could be found or installed.\n" +
      "  Install one (Debian, Ubuntu: `sudo apt-get install chromium`), or name the one you have:\n" +
      "  SNE_CHROMIUM=/path/to/chromium npm test\n" +
      "  Everything else runs without it: npm test -- --skip browser,consumers",
    "Les tests dans le navigateur demandent Chromium, Chrome ou Edge ; aucun n'a été trouvé ni installé.\n" +
      "  Installez-en un (Debian, Ubuntu : `sudo apt-get install chromium`), ou indiquez le vôtre :\n" +
      "  SNE_CHROMIUM=/chemin/vers/chromium npm test\n" +
      "  Tout le reste fonctionne sans lui : npm test -- --skip browser,consumers",
  );
}
