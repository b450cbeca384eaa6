// A rich contract for the console: one that has everything, and healthcheck, which every contract of the API has.

import { readFileSync } from "node:fs";

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`../node/contracts/${name}.json`, import.meta.url), "utf8"));

const complete = read("complete");
const healthcheck = read("healthcheck");
/** @param {string} part */
const both = (part) => ({ ...healthcheck[part], ...complete[part] });

export const CONTRACT = Buffer.from(
  JSON.stringify({ ...complete, paths: both("paths"), definitions: both("definitions") }),
);
