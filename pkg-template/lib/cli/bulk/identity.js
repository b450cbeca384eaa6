// Whether two paths are of one file, which a run must not read and write at once: by what the system knows of a file
// that is there, else by the path, as the system takes it.

import { statSync } from "node:fs";
import { posix, win32 } from "node:path";

/**
 * What is the same for all paths of one file.
 * @param {string} path
 * @param {NodeJS.Platform} [platform]
 */
export function identityOf(path, platform = process.platform) {
  const known = knownOf(path);
  if (known?.isFile()) return `${known.dev} ${known.ino}`;
  const whole = (platform === "win32" ? win32 : posix).resolve(path);
  // Where upper and lower case are the same, and accents are put together in two ways.
  return platform === "win32" || platform === "darwin" ? whole.normalize("NFC").toLowerCase() : whole;
}

/**
 * What cannot be looked at is told by whoever opens it.
 * @param {string} path
 */
function knownOf(path) {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
