// What the page must know of its server, put into the page itself: it needs no request to begin.

/**
 * @import { Application } from "../../types/simulator.d.ts"
 * @import { Files, Settings, SiteFile } from "./site.ts"
 */

/** What the page holds as built, for servers that serve it as plain files. */
const PLACE = '<meta name="sne-console" content="static" />';
const PAGES = ["/", "/index.html"];
/** The same page with its first screen drawn in it, for this server. */
const LOCAL = "/local.html";
const THEME = "/theme.css";
const THEME_LINK = '<link rel="stylesheet" href="./theme.css" />';
const CONTRACT = "/contract.json";

/**
 * The files with the settings in them.
 * @param {Files} files
 * @param {Settings} settings
 * @returns {Files}
 */
export function withSettings(files, { miniature, other, theme, contract, language }) {
  const page = /** @type {SiteFile} */ (files.get(LOCAL));
  const meta = PLACE.replace("static", escaped(JSON.stringify(settingsOf({ miniature, other, contract, language }))));
  const settled = page.body.toString("utf8").replace(PLACE, () => meta);
  // An empty style sheet is not worth the wait.
  const body = Buffer.from(theme === undefined ? settled.replace(THEME_LINK, "") : settled);
  const all = new Map(files);
  all.delete(LOCAL);
  for (const path of PAGES) all.set(path, { ...page, cache: "no-store", body });
  if (theme !== undefined) all.set(THEME, { .../** @type {SiteFile} */ (files.get(THEME)), body: Buffer.from(theme) });
  if (contract !== undefined) {
    all.set(CONTRACT, { type: "application/json", cache: "no-store", body: Buffer.from(contract) });
  }
  return all;
}

/**
 * The simulator's applications are no secret: they exist on this machine alone.
 * @param {Settings} settings
 */
function settingsOf({ miniature, other, contract, language }) {
  const simulator = miniature && {
    ...miniature.addresses,
    applications: miniature.applications.map(fields),
  };
  return {
    simulator: simulator ?? null,
    other: other ?? null,
    contract: contract === undefined ? null : CONTRACT,
    language: language ?? null,
  };
}

/** @param {Application} application */
function fields({ label, name, clientId, clientSecret }) {
  return { label, name, clientId, clientSecret };
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
