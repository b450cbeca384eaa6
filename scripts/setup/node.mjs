// Is this Node new enough? The published package asks for less (Node 20); this is about the workshop's own tools.

import { problem } from "../support/problem.mjs";
import { NODE } from "./versions.mjs";

export function checkNode(version = process.versions.node) {
  if (isEnough(version)) return;
  throw problem(
    `Node ${version} is too old to build this project: Node 20.19, 22.12 or any later line is needed.\n` +
      "  Install one from https://nodejs.org/ or with your version manager, then run the same command again.",
    `Node ${version} est trop ancien pour construire ce projet : il faut Node 20.19, 22.12 ou ultérieur.\n` +
      "  Installez-le depuis https://nodejs.org/ ou avec votre gestionnaire de versions, puis relancez la commande.",
  );
}

/** @param {string} version */
function isEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major in NODE ? minor >= NODE[major] : major > 22;
}
