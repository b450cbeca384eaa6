// WebKitGTK under its own driver, on a screen that nobody sees, for the length of a block of tests.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, serve } from "./server.mjs";
import { untilAnswering } from "./page.mjs";
import { openSession } from "./webdriver.mjs";

if (!process.env.SNE_WEBKIT) throw new Error("SNE_WEBKIT says where WebKit is; `npm run runtimes` sets it");
/** @type {Record<"driver" | "browser" | "screen", string>} the paths of programs */
const found = JSON.parse(process.env.SNE_WEBKIT);

/** Starts it; `close` ends all that was started. */
export async function startWebKit() {
  const home = mkdtempSync(join(tmpdir(), "sne-webkit-"));
  const screen = await startScreen();
  const port = await freePort();
  const env = {
    DISPLAY: screen.display,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    GTK_A11Y: "none",
    // There is nobody to be asked for the certificates and settings of a desktop, and no graphics card.
    GSETTINGS_BACKEND: "memory",
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  };
  const driver = serve(found.driver, ["--host=127.0.0.1", `--port=${port}`], { cwd: home, env });
  /** @type {Awaited<ReturnType<typeof openSession>> | undefined} */
  let session;
  const close = async () => {
    await session?.close();
    await driver.stop();
    await screen.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const address = `http://127.0.0.1:${port}`;
    await untilAnswering(`${address}/status`, driver.ended);
    const options = { binary: found.browser, args: ["--automation"] };
    session = await openSession(address, { "webkitgtk:browserOptions": options });
    return { session, close };
  } catch (error) {
    await close();
    throw new Error(`WebKit does not start: ${driver.said()}`, { cause: error });
  }
}

/** Xvfb takes a number that is free, and tells it on a pipe once it can be used. */
async function startScreen() {
  const args = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const child = spawn(found.screen, args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  const pipe = /** @type {import("node:stream").Readable} */ (child.stdio[3]);
  const [number] = await Promise.race([once(pipe, "data"), ended.then(() => Promise.reject(new Error("no screen")))]);
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { display: `:${String(number).trim()}`, stop };
}
