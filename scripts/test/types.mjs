// All JavaScript and TypeScript of the repository, held against its types. Nothing is built for it: what uses the
// package is held against the types that are written in pkg-template/types.

import { existsSync } from "node:fs";
import { inRoot } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { nodeTool, show } from "../support/run.mjs";

/** Each has a tsconfig.json; `scripts` covers benches/ and the programs of crates/ too. */
const PROJECTS = ["scripts", "tests", "www", "pkg-template"];

/** Checks all of them, so that every mistake is seen; throws when there is one. */
export async function checkTypes() {
  const wrong = [];
  for (const project of PROJECTS.filter(isChecked)) {
    if (!(await isSound(project))) wrong.push(project);
  }
  if (wrong.length > 0) throw problem(`types: ${wrong.join(", ")}`, `types : ${wrong.join(", ")}`);
}

/** @param {string} project */
const isChecked = (project) => existsSync(inRoot(project, "tsconfig.json"));

/** @param {string} project */
async function isSound(project) {
  console.log(`· tsc --project ${project}`);
  const [command, ...first] = nodeTool("typescript", "tsc");
  return (await show(command, [...first, "--project", inRoot(project)])) === 0;
}
