// The engines on which stores are tested: Redis, PostgreSQL and PgBouncer as the machine has them or Debian does, and
// Cloudflare's runtime, with the clients, queues and limiters of others, from npm: apart, because nothing else needs
// them.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { toolsRoot, which } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { capture, npm, quietly } from "../support/run.mjs";
import { installApart } from "./apart.mjs";
import { canUseApt, installWithApt } from "./debian.mjs";
import { isExecutable } from "./executable.mjs";

/** Where Debian has PostgreSQL's programs, by version; they are not on the PATH. */
const POSTGRES_FOLDERS = "/usr/lib/postgresql";

/**
 * A program of an engine: how it is called, the variable that names another, where it may be, and Debian's package.
 * @typedef {{ title: string, program: string, variable: string, places: () => string[], debian: string }} Engine
 */

/** @type {Record<"redis" | "postgres" | "pgbouncer", Engine>} */
const ENGINES = {
  redis: {
    title: "Redis",
    program: "redis-server",
    variable: "SNE_REDIS",
    places: () => ["redis-server", "valkey-server"].flatMap((name) => which(name) ?? []),
    debian: "redis-server",
  },
  postgres: {
    title: "PostgreSQL",
    program: "postgres",
    variable: "SNE_POSTGRES",
    places: () => [which("postgres") ?? [], postgresFolders()].flat(),
    debian: "postgresql",
  },
  pgbouncer: {
    title: "PgBouncer",
    program: "pgbouncer",
    variable: "SNE_PGBOUNCER",
    places: () => [which("pgbouncer") ?? [], "/usr/sbin/pgbouncer"].flat(),
    debian: "pgbouncer",
  },
};

/**
 * Installs what is missing; resolves to the paths of the programs, and the folder of the packages.
 * @returns {Promise<Record<keyof typeof ENGINES | "packages", string>>}
 */
export async function setupStores() {
  // One after the other: there is one list of packages.
  const redis = await programOf(ENGINES.redis);
  const postgres = await programOf(ENGINES.postgres);
  const pgbouncer = await programOf(ENGINES.pgbouncer);
  const title = say(
    "Installing clients of stores into .tools/ (once)",
    "Installation des clients des stores dans .tools/ (une seule fois)",
  );
  const packages = await installApart("stores", title);
  await compileSqlite(packages);
  return { redis, postgres, pgbouncer, packages };
}

/** @param {Engine} engine */
async function programOf(engine) {
  const chosen = process.env[engine.variable];
  if (chosen) return isExecutable(chosen) ? chosen : refuseChosen(engine, chosen);
  const found = engine.places().find(isExecutable);
  if (found !== undefined) return found;
  if (canUseApt()) await installWithApt(engine.debian, engine.title);
  const installed = engine.places().find(isExecutable);
  if (installed === undefined) throw missing(engine);
  return installed;
}

/** The newest first. */
function postgresFolders() {
  if (!existsSync(POSTGRES_FOLDERS)) return [];
  const versions = readdirSync(POSTGRES_FOLDERS).sort((one, other) => Number(other) - Number(one));
  return versions.map((version) => join(POSTGRES_FOLDERS, version, "bin", "postgres"));
}

/**
 * better-sqlite3 is the one package that is compiled, or fetched compiled, for the Node that runs.
 * @param {string} packages
 */
async function compileSqlite(packages) {
  const look = ["-e", `new (require("better-sqlite3"))(":memory:")`];
  const { code } = await capture(process.execPath, look, { cwd: packages });
  if (code === 0) return;
  const [command, ...args] = npm();
  const title = say("Compiling better-sqlite3 (once)", "Compilation de better-sqlite3 (une seule fois)");
  await quietly(title, command, [...args, "rebuild", "better-sqlite3"], { cwd: join(toolsRoot, "stores") });
}

/**
 * @param {Engine} engine
 * @param {string} path
 * @returns {never}
 */
function refuseChosen({ variable }, path) {
  throw problem(`${variable} names no program: ${path}`, `${variable} ne désigne pas un programme : ${path}`);
}

/** @param {Engine} engine */
function missing({ title, program, variable, debian }) {
  return problem(
    `The tests of stores need ${title}, and none could be found or installed.\n` +
      `  Install it (Debian, Ubuntu: \`sudo apt-get install ${debian}\`), or name the program that you have:\n` +
      `  ${variable}=/path/to/${program} npm test\n` +
      "  Everything else runs without it: npm test -- --skip stores",
    `Les tests des stores demandent ${title}, introuvable et impossible à installer.\n` +
      `  Installez-le (Debian, Ubuntu : \`sudo apt-get install ${debian}\`), ou indiquez votre programme :\n` +
      `  ${variable}=/chemin/vers/${program} npm test\n` +
      "  Tout le reste fonctionne sans lui : npm test -- --skip stores",
  );
}
