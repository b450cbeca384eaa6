// The console's runs, as the page asks for them: over HTTP, with the cookie and the origin of its own page.

import assert from "node:assert/strict";
import { sendTo } from "../../support/send.mjs";
import { BULK_COMMAND } from "../contracts/bulk-command.mjs";
import { rowsOf } from "./bulk.mjs";
import { CREDENTIALS } from "./platform.mjs";

/** @typedef {{ url: string, address: string }} Site */

/** @param {object[]} rows */
export const ndjson = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** What is asked of a run over the contract of these tests, unless a test says otherwise. */
export const CHOICE = { format: "ndjson", encoding: "utf-8", operation: "calculer", map: [], rateLimit: {} };

/** @param {Site} site */
export async function runsAt({ url, address }) {
  const origin = new URL(url).origin;
  const { headers } = await fetch(address, { redirect: "manual" });
  const Cookie = headers.getSetCookie()[0].split(";")[0];
  /**
   * @param {string} method
   * @param {string} path below the address of runs
   * @param {string | Uint8Array} [body]
   */
  const send = (method, path, body) =>
    sendTo(url, `/api/runs${path}`, {
      method,
      headers: { Cookie, Origin: origin, ...(method === "POST" && { "Content-Type": "application/json" }) },
      ...(body !== undefined && { body }),
    });
  /** @param {string} what @param {object} question */
  const ask = (what, question) => send("POST", `/${what}`, JSON.stringify({ language: "en", ...question }));
  /** @returns {Promise<{ isLasting: boolean, runs: any[] }>} any: a run, of which each test looks at something else */
  const list = async () => (await send("GET", "")).json();
  /** @param {string} id */
  const one = async (id) => (await list()).runs.find((run) => run.id === id);
  return {
    ...{ send, ask, list, one, Cookie, origin },
    /**
     * A file of rows, and the contract: the id of the run.
     * @param {string | Uint8Array} rows
     * @param {{ name?: string, contract?: object }} [options]
     */
    prepared: async (rows, { name = "list.ndjson", contract = BULK_COMMAND } = {}) => {
      const taken = await send("PUT", `?name=${name}`, rows);
      assert.equal(taken.status, 201, taken.text);
      const { id } = taken.json();
      const kept = await send("PUT", `/contract?run=${id}`, JSON.stringify(contract));
      assert.equal(kept.status, 200, kept.text);
      return id;
    },
    /**
     * Begins a run, or goes on with it.
     * @param {string} id
     * @param {object} [more]
     */
    begin: async (id, more) => {
      const begun = await ask("begin", { run: id, environment: "other", ...CREDENTIALS, ...CHOICE, ...more });
      assert.equal(begun.status, 200, begun.text);
    },
    /** However long it takes: the test has an end of its own. @param {string} id */
    ended: async (id) => {
      for (;;) {
        const run = await one(id);
        if (run.state !== "running") return run;
      }
    },
    /** @param {string} id @param {"results" | "failures"} what */
    lines: async (id, what) => {
      const { status, text } = await send("GET", `/${what}?run=${id}`);
      return status === 200
        ? text
            .split("\n")
            .filter(Boolean)
            .map((line) => JSON.parse(line))
        : [];
    },
    /** Forgets all credentials. */
    forget: () => sendTo(url, "/api/credentials", { method: "DELETE", headers: { Cookie, Origin: origin } }),
    /** What the page does when it is left. */
    leave: () => sendTo(url, "/api/token", { method: "DELETE", headers: { Cookie, Origin: origin } }),
  };
}

export const LIST = ndjson(rowsOf(60));
