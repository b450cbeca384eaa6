// Installing Debian packages, where this may be done: as root, without asking.

import { say } from "../support/language.mjs";
import { which } from "../support/paths.mjs";
import { quietly } from "../support/run.mjs";

const ENVIRONMENT = { DEBIAN_FRONTEND: "noninteractive" };

export function canUseApt() {
  return process.platform === "linux" && process.getuid?.() === 0 && which("apt-get") !== undefined;
}

/**
 * `title` is what the package is to people: "Chromium".
 * @param {string} name
 * @param {string} title
 */
export async function installWithApt(name, title) {
  const update = say("Reading the list of Debian packages", "Lecture de la liste des paquets Debian");
  const install = say(`Installing ${title} (Debian package)`, `Installation de ${title} (paquet Debian)`);
  await quietly(update, "apt-get", ["update", "-q"], { env: ENVIRONMENT });
  await quietly(install, "apt-get", ["install", "-y", "-q", "--no-install-recommends", name], { env: ENVIRONMENT });
}
