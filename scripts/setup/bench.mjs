// What `npm run bench` measures the package beside, and Node 20, which is the oldest that it is measured on: apart,
// because nothing else needs them.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { problem } from "../support/problem.mjs";
import { installApart } from "./apart.mjs";

const { platform, arch } = process;
const NODE = platform === "win32" ? "node.exe" : "node";

/**
 * Installs what is missing.
 * @returns {Promise<{ packages: string, node20: () => string }>} the folder of the packages, and the path of Node 20,
 *   which is a problem where npm has none
 */
export async function setupBench() {
  const title = say(
    "Installing what the package is measured beside into .tools/ (once)",
    "Installation dans .tools/ de ce à côté de quoi le paquet est mesuré (une seule fois)",
  );
  const packages = join(await installApart("bench", title), "node_modules");
  const path = process.env.SNE_NODE_20 ?? join(packages, `node-20-${platform}-${arch}`, "bin", NODE);
  const node20 = () => {
    if (existsSync(path)) return path;
    throw problem(
      `npm has no Node 20 for ${platform} ${arch}; SNE_NODE_20 may name one`,
      `npm n'a pas de Node 20 pour ${platform} ${arch} ; SNE_NODE_20 peut en nommer un`,
    );
  };
  return { packages, node20 };
}
