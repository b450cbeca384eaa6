// Rust itself: cargo and rustc of a sufficient version, and the standard library for wasm32-unknown-unknown.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { say } from "../support/language.mjs";
import { inRoot, which } from "../support/paths.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { capture, quietly } from "../support/run.mjs";
import { WASM_TARGET } from "./versions.mjs";

/** Checks cargo and rustc, and adds the wasm target when it is missing. */
export async function setupRust() {
  await checkRust();
  if (!(await hasWasmTarget())) await addWasmTarget();
}

/** Checks that cargo and rustc are there, and not too old. */
export async function checkRust() {
  const [rustc] = await Promise.all([versionOf("rustc"), versionOf("cargo")]);
  const wanted = rustVersion();
  if (compare(rustc, wanted) < 0) throw tooOld(rustc, wanted);
}

/** @param {string} program */
async function versionOf(program) {
  if (which(program) === undefined) throw missing(program);
  const { code, output } = await capture(program, ["--version"]);
  const version = /\b(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (code !== 0 || version === undefined) throw broken(program, output);
  return version;
}

/** The oldest Rust that the workspace says it compiles with. */
function rustVersion() {
  const manifest = readFileSync(inRoot("Cargo.toml"), "utf8");
  return /^rust-version\s*=\s*"([^"]+)"/m.exec(manifest)?.[1] ?? "1.85";
}

/**
 * @param {string} left
 * @param {string} right
 */
function compare(left, right) {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Asks rustc, not rustup: a Rust from a distribution has no rustup and may well have the target. */
async function hasWasmTarget() {
  const { code, output } = await capture("rustc", ["--print", "target-libdir", "--target", WASM_TARGET]);
  const directory = output.trim().split("\n").at(-1) ?? "";
  return code === 0 && existsSync(directory) && readdirSync(directory).some((name) => name.startsWith("libcore-"));
}

async function addWasmTarget() {
  if (which("rustup") === undefined) throw noRustup();
  const title = say(`Adding the Rust target ${WASM_TARGET}`, `Ajout de la cible Rust ${WASM_TARGET}`);
  await quietly(title, "rustup", ["target", "add", WASM_TARGET]);
}

/** @param {string} program */
function missing(program) {
  return problem(
    `${program} was not found. The client is written in Rust: install it from https://rustup.rs/,\n` +
      "  open a new terminal, and run the same command again.",
    `${program} est introuvable. Le client est écrit en Rust : installez-le depuis https://rustup.rs/,\n` +
      "  ouvrez un nouveau terminal, puis relancez la commande.",
  );
}

/**
 * @param {string} program
 * @param {string} text
 */
function broken(program, text) {
  return new Problem(`${say(`${program} does not answer:`, `${program} ne répond pas :`)}\n\n${text.trim()}`);
}

/**
 * @param {string} found
 * @param {string} wanted
 */
function tooOld(found, wanted) {
  return problem(
    `Rust ${found} is too old: ${wanted} or later is needed. With rustup: \`rustup update stable\`.`,
    `Rust ${found} est trop ancien : il faut ${wanted} ou ultérieur. Avec rustup : \`rustup update stable\`.`,
  );
}

function noRustup() {
  return problem(
    `This Rust has no standard library for ${WASM_TARGET}, and there is no rustup to add it.\n` +
      "  Install your distribution's package for it (Debian: libstd-rust-dev-wasm32; Arch: rust-wasm;\n" +
      "  Fedora: rust-std-static-wasm32-unknown-unknown), or Rust from https://rustup.rs/.",
    `Ce Rust n'a pas la bibliothèque standard pour ${WASM_TARGET}, et rustup n'est pas là pour l'ajouter.\n` +
      "  Installez le paquet de votre distribution (Debian : libstd-rust-dev-wasm32 ; Arch : rust-wasm ;\n" +
      "  Fedora : rust-std-static-wasm32-unknown-unknown), ou Rust depuis https://rustup.rs/.",
  );
}
