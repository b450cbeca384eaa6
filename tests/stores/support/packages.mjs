// The engines' programs and the packages of others, which `npm test` has installed, and tells by SNE_STORES.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

if (!process.env.SNE_STORES) throw new Error("SNE_STORES says where the engines are; `npm test` sets it");
/** @type {Record<"redis" | "postgres" | "pgbouncer" | "packages", string>} */
export const { redis, postgres, pgbouncer, packages } = JSON.parse(process.env.SNE_STORES);

const require = createRequire(join(packages, "package.json"));

/**
 * Imports one of these packages.
 * @param {string} name
 */
export const importPackage = (name) => import(pathToFileURL(require.resolve(name)).href);

/** The folder of such a package. @param {string} name */
export const folderOf = (name) => dirname(require.resolve(`${name}/package.json`));
