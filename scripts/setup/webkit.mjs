// WebKit, the engine of Safari, as WebKitGTK has it, with its driver and a screen that nobody sees: what the machine
// has, else Debian's. Only `npm run runtimes` asks for it, and says why where it cannot be had.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { which } from "../support/paths.mjs";
import { canUseApt, installWithApt } from "./debian.mjs";

/**
 * The paths of the driver, of the browser that it drives, and of the screen.
 * @typedef {Record<"driver" | "browser" | "screen", string>} WebKit
 */

/** Where distributions have what belongs to a library; the browser is there, not on the PATH. */
const LIBRARIES = "/usr/lib";

/**
 * Puts a WebKit on the machine when there is none.
 * @returns {Promise<WebKit | { missing: string }>} what there is, or why there is none
 */
export async function setupWebKit() {
  const found = findWebKit();
  if (found !== undefined) return found;
  if (process.platform !== "linux") {
    return { missing: say("WebKitGTK is for Linux", "WebKitGTK est pour Linux") };
  }
  if (!canUseApt()) return { missing: ADVICE };
  try {
    await installWithApt("webkit2gtk-driver", "WebKitGTK");
    await installWithApt("xvfb", "Xvfb");
  } catch (error) {
    return { missing: `${ADVICE}\n${error instanceof Error ? error.message : error}` };
  }
  return findWebKit() ?? { missing: ADVICE };
}

const ADVICE = say(
  "install it first (Debian, Ubuntu: `sudo apt-get install webkit2gtk-driver xvfb`)",
  "installez-le d'abord (Debian, Ubuntu : `sudo apt-get install webkit2gtk-driver xvfb`)",
);

/** @returns {WebKit | undefined} */
function findWebKit() {
  const [driver, screen] = ["WebKitWebDriver", "Xvfb"].map((name) => which(name));
  const browser = miniBrowsers()[0];
  const isWhole = driver !== undefined && screen !== undefined && browser !== undefined;
  return isWhole ? { driver, browser, screen } : undefined;
}

/** `MiniBrowser`, which WebKitGTK brings for tests: the latest interface of the library first. */
function miniBrowsers() {
  if (!existsSync(LIBRARIES)) return [];
  const folders = [LIBRARIES, ...readdirSync(LIBRARIES).map((name) => join(LIBRARIES, name))];
  return folders
    .flatMap((folder) =>
      ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"].map((name) => join(folder, name, "MiniBrowser")),
    )
    .filter((path) => existsSync(path));
}
