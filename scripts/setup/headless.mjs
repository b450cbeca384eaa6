// Chromium without its window, for tests that open pages by the hundred: the same engine with the shell that
// playwright-core prefers, for half of the processor time. Debian's, unpacked into .tools/, so that nothing of the
// machine changes; where it cannot be had, the Chromium that is there does all of it.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { toolsRoot, which } from "../support/paths.mjs";
import { capture, progress } from "../support/run.mjs";

/** The program, and the data that it has in common with the whole browser. */
const PACKAGES = ["chromium-headless-shell", "chromium-common"];
/** There is another browser: nobody waits long for this one. */
const IMPATIENT = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20"];
const FOLDER = join(toolsRoot, "headless");
const PROGRAM = join(FOLDER, "usr", "lib", "chromium", "chromium-headless-shell");

/**
 * The path of a Chromium for tests.
 * @param {string} chromium the whole one, which is on the machine
 */
export async function setupHeadless(chromium) {
  if (process.env.SNE_CHROMIUM || process.platform !== "linux" || !isDebian()) return chromium;
  if (!existsSync(PROGRAM)) await unpacked().catch(() => {});
  return (await works(PROGRAM)) ? PROGRAM : chromium;
}

const isDebian = () => ["apt-get", "dpkg-deb"].every((program) => which(program) !== undefined);

/** Libraries that it needs may not be there. @param {string} program */
async function works(program) {
  if (!existsSync(program)) return false;
  const { code } = await capture(program, ["--no-sandbox", "--version"]);
  return code === 0;
}

/** Downloads the packages and unpacks them; only what is whole gets its name. */
function unpacked() {
  const title = say(
    "Downloading Chromium's headless shell (once)",
    "Téléchargement du Chromium sans fenêtre (une fois)",
  );
  return progress(title, async (beat) => {
    const made = `${FOLDER}.${process.pid}`;
    mkdirSync(made, { recursive: true });
    try {
      // Without the right to do so, the list of packages stays as it is.
      await capture("apt-get", ["update", "-q", ...IMPATIENT], { onOutput: beat });
      await succeed("apt-get", ["download", "-q", ...IMPATIENT, ...PACKAGES], made);
      for (const file of readdirSync(made)) await succeed("dpkg-deb", ["--extract", file, "."], made);
      rmSync(FOLDER, { recursive: true, force: true });
      renameSync(made, FOLDER);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
async function succeed(command, args, cwd) {
  const { code, output } = await capture(command, args, { cwd });
  if (code !== 0) throw new Error(output);
}
