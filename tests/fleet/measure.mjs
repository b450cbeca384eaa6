// What a fleet does over a real engine, counted at an authorisation server and a gateway that enforces its quota.

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { gateway, mostWithin } from "../quota/server.mjs";
import { portOf } from "../support/site.mjs";

/** @import { Ending } from "../node/support/platform.mjs" */
/** @import { Kind, Where } from "../stores/support/open.mjs" */
/** @import { SneMetrics } from "sne-cotation" */
/** @typedef {{ kind: Kind, where: Where }} At */
/** @typedef {{ well: number, failed: string[], metrics: SneMetrics }} Told */

const CHILD = fileURLToPath(new URL("child.mjs", import.meta.url));
const CREDENTIALS = { clientId: "fleet-client", clientSecret: "fleet-s3cret-value" };

/**
 * Processes that wait for their start.
 * @param {Ending} ending
 * @param {number} count
 * @param {object} given
 */
async function processes(ending, count, given) {
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const children = Array.from({ length: count }, () => fork(CHILD, [JSON.stringify(given)], { env }));
  ending.after(() => children.map((child) => child.kill("SIGKILL")));
  await Promise.all(children.map((child) => once(child, "message")));
  return {
    children,
    /** @param {string} word */
    tell: (word) => children.map((child) => child.connected && child.send(word)),
    told: () => children.map(async (child) => /** @type {Told} */ ((await once(child, "message"))[0])),
  };
}

/**
 * Cold starts: so many processes with so many calls each, a token that takes 300 ms. With `kills`, the process that
 * asks for the token dies before it has the answer.
 * @param {Ending} ending
 * @param {At} at
 * @param {{ count: number, calls: number, kills?: boolean }} size
 */
export async function coldStarts(ending, at, { count, calls, kills = false }) {
  let tokens = 0;
  let answered = 0;
  let served = 0;
  let last = 0;
  /** @type {(() => void) | undefined} */
  let onToken;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("Content-Type", "application/json");
    if (request.url === "/token") {
      tokens += 1;
      onToken?.();
      setTimeout(() => {
        answered ||= performance.now();
        response.end(JSON.stringify({ access_token: `fleet-token-${tokens}`, expires_in: 3600 }));
      }, 300);
      return;
    }
    served += 1;
    last = performance.now();
    response.end(JSON.stringify({ version: "1.0", etat: "OK" }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  ending.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const options = { environment: { tokenUrl: `${url}/token`, apiUrl: `${url}/api` }, ...CREDENTIALS };
  const { children, told } = await processes(ending, count, { ...at, options, atOnce: calls });
  const ends = told();
  if (kills) {
    // One alone, so that it is known whose request that is.
    const asked = new Promise((resolve) => {
      onToken = () => resolve(undefined);
    });
    children[0].send("go");
    await asked;
    onToken = undefined;
    children[0].kill("SIGKILL");
    answered = performance.now();
  }
  const begun = kills ? ends.slice(1) : ends;
  for (const child of kills ? children.slice(1) : children) child.send("go");
  const all = await Promise.all(begun);
  const failed = all.flatMap((one) => one.failed);
  return { tokens, served, failed, wait: last - answered };
}

/**
 * So many processes that send as fast as they may, for so many milliseconds, against a gateway that enforces 20 calls
 * in any second and 600 in any minute, behind a network that delays each request by up to 80 ms.
 * @param {Ending} ending
 * @param {At} at
 * @param {{ count: number, time: number, seed?: number, during?: (begun: number) => Promise<unknown> }} size
 */
export async function pace(ending, at, { count, time, seed = 1, during }) {
  const windows = /** @type {const} */ ([
    [1, 20],
    [60, 600],
  ]);
  const shown = time > 30_000 ? windows : windows.slice(0, 1);
  const its = await gateway(ending, { windows: shown, seed });
  const { tokenUrl, apiUrl } = its;
  const rateLimit = { perSecond: 20, ...(time > 30_000 && { perMinute: 600 }) };
  const options = { environment: { tokenUrl, apiUrl }, ...CREDENTIALS, rateLimit, retry: false };
  const { tell, told } = await processes(ending, count, { ...at, options, atOnce: 2, repeats: true });
  const ends = told();
  tell("go");
  const begun = performance.now();
  await Promise.all([new Promise((resolve) => setTimeout(resolve, time)), during?.(begun)]);
  const until = performance.now();
  tell("stop");
  const all = await Promise.all(ends);
  const calls = all.map(({ well }) => well);
  const sum = calls.reduce((total, one) => total + one, 0);
  const writes = all.reduce((total, { metrics }) => total + (metrics.store?.writes ?? 0), 0);
  return {
    passed: its.passed.filter((when) => when <= until),
    begun,
    refused: its.account.refused,
    failed: all.flatMap((one) => one.failed).filter((failure) => !failure.startsWith("quota")),
    most: shown.map(([seconds]) => mostWithin(its.passed, seconds)),
    jain: sum ** 2 / (count * calls.reduce((total, one) => total + one ** 2, 0)),
    writesPerCall: writes / sum,
  };
}
