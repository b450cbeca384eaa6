// JavaScript and TypeScript, held against their types by tsc. What uses the package is held against the types that are
// written in pkg-template/types, so that nothing has to be built for it.

import { inRoot } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { nodeTool, show } from "../support/run.mjs";

/** Each has a tsconfig.json; that of `scripts` covers benches/ and the programs of crates/ too. */
const PROJECTS = ["scripts", "tests", "www"];

/** Checks all but the package itself; throws when something is wrong. */
export const checkTypes = () => check(PROJECTS);

/** Checks what the package is made of, against its public types and what the build generates. */
export const checkPackageTypes = () => check(["pkg-template"]);

/**
 * Checks all of them, whatever is wrong with one, so that every mistake is seen.
 * @param {string[]} projects
 */
async function check(projects) {
  const wrong = [];
  for (const project of projects) {
    console.log(`· tsc --project ${project}`);
    const [command, ...first] = nodeTool("typescript", "tsc");
    if ((await show(command, [...first, "--project", inRoot(project)])) !== 0) wrong.push(project);
  }
  if (wrong.length > 0) throw problem(`types: ${wrong.join(", ")}`, `types : ${wrong.join(", ")}`);
}
