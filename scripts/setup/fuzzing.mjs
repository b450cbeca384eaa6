// What fuzzing needs besides Rust: cargo-fuzz, and a compiler for libFuzzer, which is C++.
//
// Any Rust will do. Only the sanitizers need a nightly one, and they look for what unsafe code does: the core forbids
// it.

import { say } from "../support/language.mjs";
import { which } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { capture } from "../support/run.mjs";
import { checkNode } from "./node.mjs";
import { checkRust } from "./rust.mjs";
import { installMissing } from "./tools.mjs";
import { CARGO_FUZZ } from "./versions.mjs";

/** Checks what must be there, and installs cargo-fuzz into .tools/ when it is missing. */
export async function setupFuzzing() {
  checkNode();
  if (process.platform === "win32") throw noWindows();
  await checkRust();
  const compiler = process.env.CXX ?? "c++";
  if (!(await answers(compiler))) throw noCompiler(compiler);
  await installMissing([{ crate: "cargo-fuzz", program: "cargo-fuzz", version: CARGO_FUZZ, options: ["--locked"] }]);
}

/** @param {string} compiler */
async function answers(compiler) {
  const [program, ...rest] = compiler.split(" ");
  if (which(program) === undefined && !program.includes("/")) return false;
  const { code } = await capture(program, [...rest, "--version"]).catch(() => ({ code: 1 }));
  return code === 0;
}

/** @param {string} compiler */
function noCompiler(compiler) {
  const { platform } = process;
  const how =
    platform === "darwin" ? "xcode-select --install" : say("Debian: apt install g++", "Debian : apt install g++");
  return problem(
    `The C++ compiler \`${compiler}\` was not found; libFuzzer is compiled with it (${how}).\n` +
      "  Another one is named by CXX.\n" +
      "  Without one, `cargo test --test fuzz_seeds` runs the same targets on their seeds.",
    `Le compilateur C++ \`${compiler}\` est introuvable ; libFuzzer en a besoin (${how}).\n` +
      "  La variable CXX en désigne un autre.\n" +
      "  Sans lui, `cargo test --test fuzz_seeds` lance les mêmes cibles sur leurs graines.",
  );
}

function noWindows() {
  return problem(
    "libFuzzer does not run with Rust on Windows without a nightly one: use WSL.\n" +
      "  `cargo test --test fuzz_seeds` runs the same targets on their seeds here too.",
    "libFuzzer ne fonctionne pas avec Rust sous Windows sans version nightly : utilisez WSL.\n" +
      "  `cargo test --test fuzz_seeds` lance les mêmes cibles sur leurs graines, ici aussi.",
  );
}
