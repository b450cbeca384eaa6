// A registry for npm on this machine, as long as it is needed: it knows nothing but what is published to it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setupRegistry } from "../setup/registry.mjs";
import { write } from "../support/files.mjs";
import { freePort } from "../support/port.mjs";
import { Problem } from "../support/problem.mjs";
import { start } from "../support/run.mjs";

/** @typedef {{ url: string, userConfig: string, close: () => Promise<void> }} Registry */

/**
 * Starts it; resolves once it answers. `userConfig` is the path of a configuration of npm's with which one may publish.
 * @returns {Promise<Registry>}
 */
export async function startRegistry() {
  const program = await setupRegistry();
  const folder = mkdtempSync(join(tmpdir(), "sne-registry-"));
  const address = `127.0.0.1:${await freePort()}`;
  write(join(folder, "config.yaml"), configuration(folder));
  // Everybody may publish here; npm wants to be told of a token all the same.
  const userConfig = join(folder, "npmrc");
  write(userConfig, `registry=http://${address}/\n//${address}/:_authToken=anybody\n`);
  const args = [program, "--config", join(folder, "config.yaml"), "--listen", address];
  const { child, finished } = start(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const close = async () => {
    child.kill();
    await finished;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://${address}/`;
  try {
    await Promise.race([answering(url), finished.then(ended)]);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, userConfig, close };
}

/** @param {string} folder */
const configuration = (folder) => `storage: ${JSON.stringify(join(folder, "storage"))}
auth:
  htpasswd:
    file: ${JSON.stringify(join(folder, "htpasswd"))}
packages:
  "**":
    access: $all
    publish: $all
web:
  enable: false
max_body_size: 100mb
log: { type: stdout, format: json, level: warn }
`;

/** @param {string} url */
async function answering(url) {
  for (;;) {
    const answer = await fetch(`${url}-/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {number} code
 * @returns {never}
 */
function ended(code) {
  throw new Problem(`verdaccio: ${code}`);
}
