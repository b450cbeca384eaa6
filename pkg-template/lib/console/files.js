// The console's static files, read once: what is not among them cannot be asked for, whatever a path looks like.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";

/** @import { Files, SiteFile } from "./site.ts" */

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The build gives these a name that changes with their content. */
const NAMED_BY_CONTENT = "/assets/";

/**
 * The files that the build lists in a folder, by the path under which they are served.
 * @param {URL} folder
 * @returns {Promise<Files>}
 */
export async function siteAt(folder) {
  const names = JSON.parse(await readFile(new URL("files.json", folder), "utf8"));
  const site = new Map(await Promise.all(names.map((/** @type {string} */ name) => served(folder, name))));
  return site.set("/", /** @type {SiteFile} */ (site.get("/index.html")));
}

/**
 * @param {URL} folder
 * @param {string} name
 * @returns {Promise<[path: string, file: SiteFile]>}
 */
async function served(folder, name) {
  const path = `/${name}`;
  const cache = path.startsWith(NAMED_BY_CONTENT) ? "max-age=31536000, immutable" : "no-cache";
  const body = await readFile(new URL(name, folder));
  return [path, { type: TYPES[extname(name)] ?? "application/octet-stream", cache, body }];
}
