// Running other programs: their output either shown as it comes, or kept back behind a line of progress and shown
// only when they fail.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { duration, say } from "./language.mjs";
import { childEnvironment, inRoot, root, which } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/**
 * Where a program runs (the root, unless said otherwise), and what is added to its environment; `detached` gives it a
 * process group of its own.
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, detached?: boolean }} RunOptions
 */

const HEARTBEAT = 10_000;

/**
 * Runs a program with its output on the terminal; resolves to its exit code.
 * @param {string} command
 * @param {string[]} [args]
 * @param {RunOptions} [options]
 */
export function show(command, args = [], options = {}) {
  return start(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] }).finished;
}

/**
 * Runs a program and keeps what it prints; resolves to `{ code, output }`, and rejects only when it cannot start.
 * @param {string} command
 * @param {string[]} [args]
 * @param {RunOptions & { onOutput?: (text: string) => void }} [options]
 */
export async function capture(command, args = [], options = {}) {
  const { child, finished } = start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Buffer[]} */
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (part) => {
      parts.push(part);
      options.onOutput?.(String(part));
    });
  }
  return { code: await finished, output: Buffer.concat(parts).toString("utf8") };
}

/**
 * Runs a program behind a line of progress with a heartbeat; a failure shows the end of what it printed.
 * @param {string} title
 * @param {string} command
 * @param {string[]} [args]
 * @param {RunOptions} [options]
 */
export function quietly(title, command, args = [], options = {}) {
  return progress(title, async (beat) => {
    const { code, output } = await capture(command, args, { ...options, onOutput: beat });
    if (code !== 0) throw new Problem(failure(title, [command, ...args], code, output));
    return output;
  });
}

/**
 * Says what begins, that it is still going on, and how long it took.
 * @template Result
 * @param {string} title
 * @param {(beat: (text: string) => void) => Promise<Result>} body is given what takes the latest output
 */
export async function progress(title, body) {
  const begun = performance.now();
  let latest = "";
  console.log(`▸ ${title} …`);
  const timer = setInterval(() => console.log(`  … ${title}: ${elapsed(begun)}${latest && `, ${latest}`}`), HEARTBEAT);
  try {
    const result = await body((text) => {
      latest = lastLine(text) ?? latest;
    });
    console.log(`✔ ${title} (${elapsed(begun)})`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Waits for all, so that nothing goes on behind an error message; then throws the first error.
 * @param {Promise<unknown>[]} tasks
 */
export async function together(tasks) {
  const results = await Promise.allSettled(tasks);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** @param {number} begun */
const elapsed = (begun) => duration(performance.now() - begun);

/** @param {string} text */
function lastLine(text) {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .at(-1)
    ?.slice(0, 80);
}

/**
 * @param {string} title
 * @param {string[]} command
 * @param {number} code
 * @param {string} output
 */
function failure(title, command, code, output) {
  const tail = output.trimEnd().split("\n").slice(-40).join("\n");
  const verdict = say(`failed (exit code ${code})`, `échec (code de sortie ${code})`);
  return `${title}: ${verdict}\n  ${command.join(" ")}\n\n${tail}`;
}

/**
 * Starts a program. `command` is a path or a name that is looked for on the build's PATH; `finished` resolves to the
 * exit code, or to 128 when a signal ended the program.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { stdio: import("node:child_process").StdioOptions }} options
 */
export function start(command, args, { cwd = root, env, stdio, detached = false }) {
  const program = which(command) ?? command;
  // A .cmd or .bat file is no program of its own: Windows wants its shell around it.
  const shell = process.platform === "win32" && /\.(cmd|bat)$/i.test(program);
  const child = spawn(shell ? `"${program}"` : program, args, {
    cwd,
    env: childEnvironment(env),
    stdio,
    shell,
    detached,
    windowsHide: true,
  });
  /** @type {Promise<number>} */
  const finished = new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Problem(`${command}: ${error.message}`)));
    child.once("close", (code) => resolve(code ?? 128));
  });
  return { child, finished };
}

/**
 * The command line of a tool that an npm package of the root brings: `[node, its script]`, without a .cmd wrapper.
 * @param {string} packageName
 * @param {string} [binary]
 */
export function nodeTool(packageName, binary = packageName) {
  const folder = inRoot("node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return [process.execPath, join(folder, typeof bin === "string" ? bin : bin[binary])];
}

/** The command line of npm: the very one that runs us, else the one beside Node, else the one on the PATH. */
export function npm() {
  const beside = join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  const script = [process.env.npm_execpath, beside].find((path) => path?.endsWith("npm-cli.js") && isFile(path));
  return script ? [process.execPath, script] : ["npm"];
}

/** @param {string} path */
function isFile(path) {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
