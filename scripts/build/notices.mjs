// THIRD-PARTY-NOTICES.txt of the package: whose code is in it besides ours, and their licences, which ask to be passed
// on. A licence that nobody has looked at yet fails the build.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { components } from "./components.mjs";
import { write } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";

/** @import { Component } from "./components.mjs" */

/** Licences that may be passed on within a package under ours; of those that a component offers, the first. */
const ALLOWED = ["MIT", "Unicode-3.0", "Apache-2.0"];

const HEAD = `The package sne-cotation is under MIT or Apache-2.0, as you choose. Its WebAssembly and its console hold
code of others, too, each under the licence that is named here and whose text follows.
`;

/**
 * Writes the notices to a path.
 * @param {string} path
 */
export async function writeNotices(path) {
  const notices = (await components()).map(noticeOf);
  const list = notices.map(({ name, version, licence }) => `- ${name} ${version}: ${licence}`);
  const texts = [...byText(notices)].map(([text, names]) => `${"=".repeat(80)}\n${names.join(", ")}\n\n${text}\n`);
  write(path, [HEAD, ...list, "", ...texts].join("\n"));
}

/** @param {Component} component */
function noticeOf({ name, version, expression, authors, folder }) {
  const licences = chosen(name, expression);
  const texts = licences.map((licence) => (folder && textIn(folder, licence)) ?? textOf(licence, name, authors));
  return { name, version, licence: licences.join(" AND "), text: texts.join("\n\n") };
}

/**
 * Of an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`: one of each alternative.
 * @param {string} name
 * @param {string} [expression]
 * @returns {string[]}
 */
function chosen(name, expression = "") {
  const licences = expression.split(/\s+AND\s+/).map((alternatives) => {
    const offered = alternatives.replace(/[()]/g, "").split(/\s+OR\s+|\//);
    return ALLOWED.find((one) => offered.includes(one)) ?? "";
  });
  if (!licences.includes("")) return licences;
  throw problem(
    `${name} is under "${expression}", which scripts/build/notices.mjs does not know: see whether it may be passed on.`,
    `${name} est sous « ${expression} », que scripts/build/notices.mjs ne connaît pas : voyez s'il peut être diffusé.`,
  );
}

/**
 * The text that a component brings for a licence.
 * @param {string} folder
 * @param {string} licence
 */
function textIn(folder, licence) {
  const files = readdirSync(folder).sort();
  const [short] = licence.toUpperCase().split("-");
  const file =
    files.find((one) => one.toUpperCase().startsWith(`LICENSE-${short}`)) ??
    files.find((one) => /^LICEN[SC]E(\.\w+)?$/i.test(one));
  return file === undefined ? undefined : readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}

/**
 * The text of MIT, for components that name it without containing it.
 * @param {string} licence
 * @param {string} name
 * @param {string[]} authors
 */
function textOf(licence, name, authors) {
  if (licence !== "MIT")
    throw problem(`${name} does not bring the text of ${licence}`, `${name} n'apporte pas le texte de ${licence}`);
  const owners = authors.length > 0 ? authors.join(", ") : `the authors of ${name}`;
  return readFileSync(inRoot("LICENSE-MIT"), "utf8")
    .replace(/^Copyright .*$/m, `Copyright (c) ${owners}`)
    .trim();
}

/**
 * Each text once, with those whose it is.
 * @param {{ name: string, text: string }[]} notices
 */
function byText(notices) {
  /** @type {Map<string, [text: string, names: string[]]>} */
  const texts = new Map();
  for (const { name, text } of notices) {
    const words = text.replace(/\s+/g, " ");
    const [first, names] = texts.get(words) ?? [text, []];
    texts.set(words, [first, [...names, name]]);
  }
  return texts.values();
}
