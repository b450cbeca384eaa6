// PostgreSQL without a port, on a socket in a folder of its own; and PgBouncer before it, which hands out connections
// by transaction.

import { execFile } from "node:child_process";
import { chownSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Engine, engineFolder, ordinaryUser } from "./engine.mjs";
import { importPackage, pgbouncer, postgres } from "./packages.mjs";

/** @import { Ending } from "./engine.mjs" */

/**
 * Where it is found: the folder of the socket, and the number in its name.
 * @typedef {{ host: string, port: number }} Address
 */

const database = "postgres";
const user = "postgres";
const port = 5432;

/** How clients of pg say where it is. @param {Address} address */
export const settingsOf = ({ host, port }) => ({ host, port, user, database });

/** The same as an address, for those that take no other. @param {Address} address */
export const urlOf = ({ host, port }) => `postgres://${user}@localhost:${port}/${database}?host=${host}`;

/**
 * A server with an empty database; resolves to its address and itself.
 * @param {Ending} ending
 * @param {string[]} [settings] "name=value"
 */
export async function startPostgres(ending, settings = []) {
  const as = ordinaryUser();
  const host = engineFolder(ending, as);
  const program = realpathSync(postgres);
  const data = join(host, "data");
  const initdb = join(dirname(program), "initdb");
  await promisify(execFile)(initdb, ["-D", data, "-U", user, "-A", "trust", "--no-sync", "-E", "UTF8"], {
    cwd: host,
    ...as,
  });
  const args = ["-D", data, "-k", host, "-p", String(port), "-c", "listen_addresses="];
  for (const setting of settings) args.push("-c", setting);
  const address = { host, port };
  // At once, without tidying up; a killed one would leave its children behind.
  const command = { program, args, folder: host, user: as, end: /** @type {const} */ ("SIGQUIT") };
  const engine = new Engine(command, () => query(address, "select 1"));
  ending.after(() => engine.stop());
  await engine.start();
  return { ...address, engine };
}

/**
 * PgBouncer before a server.
 * @param {Ending} ending
 * @param {Address} server
 * @returns {Promise<Address>}
 */
export async function startBouncer(ending, server) {
  const as = ordinaryUser();
  const host = engineFolder(ending, as);
  const port = 6432;
  const file = join(host, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
${database} = host=${server.host} port=${server.port} user=${user}
[pgbouncer]
listen_addr =
listen_port = ${port}
unix_socket_dir = ${host}
auth_type = any
pool_mode = transaction
default_pool_size = 3
`,
  );
  if (as.uid !== undefined && as.gid !== undefined) chownSync(file, as.uid, as.gid);
  const address = { host, port };
  const engine = new Engine({ program: pgbouncer, args: [file], folder: host, user: as }, () =>
    query(address, "select 1"),
  );
  ending.after(() => engine.stop());
  await engine.start();
  return address;
}

/**
 * Sends statements over a connection of its own; resolves to the rows of the last.
 * @param {Address} address
 * @param {string} text
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function query(address, text) {
  const { default: pg } = await importPackage("pg");
  const client = new pg.Client(settingsOf(address));
  client.on("error", () => {});
  await client.connect();
  try {
    const results = [await client.query(text)].flat();
    return results.at(-1).rows;
  } finally {
    await client.end();
  }
}
