// Proxies that the environment announces (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). Node's fetch does not use them by itself,
// and most administrations let nothing out but through one.

import { spawn } from "node:child_process";
import http from "node:http";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { proxyDispatchers, sendsThroughProxy } from "../platform/proxies.js";

/** @import { Variables } from "./command.ts" */
/** @typedef {(key: string, facts: object) => Error} Refuse what is wrong with the usage, by the key of its message */

/** In the order in which Node looks at them: curl's, where the small one wins. */
const NAMES = /** @type {const} */ ([
  ["https_proxy", "HTTPS_PROXY"],
  ["http_proxy", "HTTP_PROXY"],
]);

/** Where curl and others look when the two say nothing. What it names besides a proxy of HTTP is for others. */
const ALL = ["all_proxy", "ALL_PROXY"];

/** What is on this machine is never behind the proxy. */
const HERE = ["localhost", "127.0.0.1", "::1", "[::1]"];

/**
 * The proxies that an environment announces, as variables: those that Node and undici read.
 * @param {Variables} env
 * @param {Refuse} refuse
 * @returns {Record<string, string> | undefined} nothing when there is none
 */
function proxiesOf(env, refuse) {
  const excepted = exceptionsOf(env.no_proxy || env.NO_PROXY || "");
  if (excepted.includes("*")) return undefined;
  /** @type {Record<string, string>} */
  const proxies = {};
  const ofAll = env[ALL.find((name) => env[name]) ?? ""] ?? "";
  for (const [small, large] of NAMES) {
    const name = env[small] ? small : large;
    const given = env[name];
    const address = given ? addressOf(given, name, refuse) : knownAddress(ofAll);
    if (address !== undefined) proxies[large] = address;
  }
  if (Object.keys(proxies).length === 0) return undefined;
  return { ...proxies, NO_PROXY: [...excepted, ...HERE].join() };
}

/**
 * The hosts that do without a proxy. People write them in more ways than all versions of Node understand: with blanks
 * or semicolons between them, in quotes, as addresses, and a domain without the dot that stands for all that is in it.
 * @param {string} given
 */
function exceptionsOf(given) {
  const hosts = given.split(/[\s,;"']+/).map((host) => host.replace(/^\w+:\/\/([^/]*).*$/, "$1"));
  const isDomain = (/** @type {string} */ host) => /^([a-z\d-]+\.)*[a-z\d-]*[a-z][a-z\d-]*(:\d+)?$/i.test(host);
  return hosts.filter(Boolean).flatMap((host) => (isDomain(host) ? [host, `.${host}`] : [host]));
}

/**
 * The address of a proxy, which may be written without a scheme. It is never repeated: it may have a password in it.
 * @param {string} given
 * @param {string} name
 * @param {Refuse} refuse
 */
function addressOf(given, name, refuse) {
  const address = knownAddress(given);
  if (address !== undefined) return address;
  throw refuse("proxy.badAddress", { name });
}

/**
 * The address of a proxy, if it is one that Node can use.
 * @param {string} given
 */
function knownAddress(given) {
  const bare = given.trim().replace(/^(["'])(.*)\1$/, "$2");
  const address = userEncoded(bare.includes("://") ? bare : `http://${bare}`);
  const { pathname, search } = URL.canParse(address) ? new URL(address) : { pathname: "?", search: "" };
  // A path is that of a PAC file, of which Node knows nothing.
  return /^https?:/i.test(address) && pathname === "/" && search === "" ? address : undefined;
}

/**
 * The address with user and password as an address has them: people write those of a domain as they are
 * (`DOMAIN\user`), and a "%" that stands for itself.
 * @param {string} address
 */
function userEncoded(address) {
  const [, scheme, user, host] = /^(\w+:\/\/)(.*)@([^@]*)$/s.exec(address) ?? [];
  if (user === undefined) return address;
  return `${scheme}${user.replace(/%(?![\da-f]{2})|[\\/?#@]/gi, encodeURIComponent)}@${host}`;
}

/**
 * Sees to it that calls go through the proxy that is announced: by Node itself, where it can; by the undici that the
 * person has installed; else by nothing, which is told when a call fails.
 * @param {Variables} env
 * @param {Refuse} refuse
 * @returns {Promise<number | undefined>} the exit code of another process, when that has done everything
 */
export async function useProxies(env, refuse) {
  const proxies = proxiesOf(env, refuse);
  // Somebody may have told this Node to use them.
  if (proxies === undefined || sendsThroughProxy()) return undefined;
  const { setGlobalProxyFromEnv } = /** @type {{ setGlobalProxyFromEnv?: (env: object) => void }} */ (http);
  if (setGlobalProxyFromEnv !== undefined) setGlobalProxyFromEnv(proxies);
  else if (process.allowedNodeEnvironmentFlags.has("--use-env-proxy")) return again(proxies);
  else await useUndici(proxies);
  return undefined;
}

/**
 * Gives up what goes through a proxy, once the command is done: undici asks a proxy that hangs up again and again, even
 * for calls that are over, which keeps the process alive.
 */
export function leaveProxies() {
  for (const dispatcher of proxyDispatchers()) Promise.resolve(dispatcher?.destroy?.()).catch(() => undefined);
}

/**
 * Runs the same command in a Node that is told at its start, as those from 22.21 and 24.5 on must be.
 * @param {Record<string, string>} proxies
 * @returns {Promise<number>} its exit code
 */
function again(proxies) {
  // Small names win, and would bring back what was corrected here.
  const env = { ...process.env, https_proxy: undefined, http_proxy: undefined, no_proxy: undefined, ...proxies };
  // Node 22 says of what it uses for that, that it may change.
  const options = [...process.execArgv, "--disable-warning=UNDICI-EHPA"];
  const child = spawn(process.execPath, [...options, ...process.argv.slice(1)], {
    env: { ...env, NODE_USE_ENV_PROXY: "1" },
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to both; whoever sends a signal to this process means the other.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
}

/**
 * Has all requests go through the proxies by undici, which Node's fetch is made of, if it is installed here or beside
 * this package.
 * @param {Record<string, string>} proxies
 */
async function useUndici({ HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy }) {
  const undici = await installed("undici");
  if (undici?.EnvHttpProxyAgent === undefined) return;
  // An empty text is no proxy; nothing would be what the environment says.
  const settings = { httpsProxy: httpsProxy ?? "", httpProxy: httpProxy ?? "", noProxy };
  undici.setGlobalDispatcher(new undici.EnvHttpProxyAgent(settings));
}

/**
 * A package of the person's, from the folder of the command or from the one it runs in.
 * @param {string} name
 */
async function installed(name) {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return await import(pathToFileURL(createRequire(from).resolve(name)).href);
    } catch {
      // It is not there, or does not run here.
    }
  }
  return undefined;
}
