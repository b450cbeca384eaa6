// The console: www/ built by Vite against the package that has just been laid out, then put into it as static files.

import { cpSync, existsSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { say } from "../support/language.mjs";
import { filesUnder, fingerprint, readIfThere, slashed, write } from "../support/files.mjs";
import { inRoot, output } from "../support/paths.mjs";
import { nodeTool, quietly } from "../support/run.mjs";
import { pkg } from "./package.mjs";

const INPUTS = [inRoot("www"), pkg("lib"), pkg("package.json"), inRoot("package-lock.json")];

export async function buildConsole() {
  if (!existsSync(inRoot("www", "index.html"))) return sayAbsent();
  const stamp = output("console.stamp");
  const now = fingerprint(INPUTS, [], (path) => path !== inRoot("www", "dist"));
  if (readIfThere(stamp) !== now || !existsSync(inRoot("www", "dist"))) {
    await vite();
    write(stamp, now);
  }
  rmSync(pkg("console"), { recursive: true, force: true });
  const dist = inRoot("www", "dist");
  cpSync(dist, pkg("console"), { recursive: true });
  // Its server reads this list: where the package is in a zip (Yarn's Plug'n'Play), folders cannot be looked through.
  const files = filesUnder(dist).map((path) => slashed(relative(dist, path)));
  write(pkg("console", "files.json"), `${JSON.stringify(files.sort())}\n`);
}

function vite() {
  const [command, ...args] = nodeTool("vite");
  const title = say("Building the console", "Construction de la console");
  return quietly(title, command, [...args, "build", inRoot("www"), "--logLevel", "warn"]);
}

function sayAbsent() {
  console.log(`· ${say("No console yet (www/ is missing)", "Pas encore de console (www/ manque)")}`);
}
