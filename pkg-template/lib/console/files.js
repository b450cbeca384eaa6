// The console's static files, read once: what is not among them cannot be asked for, whatever a path looks like.

import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @import { Dirent } from "node:fs"
 * @import { Files, SiteFile } from "./site.ts"
 */

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
 * The files under a folder, by the path under which they are served.
 * @param {URL} folder
 * @returns {Promise<Files>}
 */
export async function siteAt(folder) {
  const root = fileURLToPath(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  /** Node's name for the folder before 20.12 is `path`. @param {Dirent & { path?: string }} entry */
  const placeOf = ({ parentPath, path = "", name }) => join(parentPath ?? path, name);
  const paths = files.map(placeOf);
  const site = new Map(await Promise.all(paths.map((path) => served(root, path))));
  return site.set("/", /** @type {SiteFile} */ (site.get("/index.html")));
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Promise<[path: string, file: SiteFile]>}
 */
async function served(root, path) {
  const name = `/${relative(root, path).split(sep).join("/")}`;
  const cache = name.startsWith(NAMED_BY_CONTENT) ? "max-age=31536000, immutable" : "no-cache";
  return [name, { type: TYPES[extname(name)] ?? "application/octet-stream", cache, body: await readFile(path) }];
}
