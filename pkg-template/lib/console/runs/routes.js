// Runs for the page: a file of rows is handed over, looked at, planned, and gone through; what came of it is read. One
// run goes at a time.

import { randomUUID } from "node:crypto";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SneCotation, SneError } from "../../index.js";
import { readJson, Refusal, sendJson } from "../http.js";
import { checkedQuestion, goneSignal } from "../question.js";
import { keptIn, RunFolder } from "./folder.js";
import { lasting } from "./lasting.js";
import { Run } from "./run.js";

/**
 * @import { IncomingMessage, ServerResponse } from "node:http"
 * @import { Credentials, Environments } from "../credentials.ts"
 * @import { Route, Routes } from "../site.ts"
 * @import { Language } from "../../failure.ts"
 * @import { Choice } from "./runs.ts"
 */

const LONGEST_QUESTION = 256 * 1024;
/** Larger lists are for the command, which reads them where they are. */
const LONGEST_LIST = 64 * 1024 * 1024;
const LONGEST_CONTRACT = 128 * 1024 * 1024;
/** An address that is never called: the client is made to read the contract. */
const NOWHERE = { apiUrl: "https://localhost/" };

/** What the page asks: anything may be in it. @typedef {Partial<Choice> & Record<string, unknown>} Question */

export class Runs {
  #environments;
  #root;
  #isLasting;
  #isBeginning = false;
  /** @type {Map<string, Run>} */
  #runs = new Map();
  /** @type {Routes} */
  routes = {
    "GET /api/runs": async (_request, response) => this.#list(response),
    "PUT /api/runs": (request, response) => this.#take(request, response),
    "PUT /api/runs/contract": (request, response) => this.#takeContract(request, response),
    "POST /api/runs/look": this.#asked((question, run) => this.#look(question, run)),
    "POST /api/runs/plan": this.#asked((question, run, signal) => this.#plan(question, run, signal)),
    "POST /api/runs/begin": this.#asked((question, run) => this.#begin(question, run)),
    "POST /api/runs/stop": this.#asked((_question, run) => run.stop()),
    "DELETE /api/runs": (request, response) => this.#remove(request, response),
    "GET /api/runs/results": (request, response) => this.#send(request, response, "results.ndjson"),
    "GET /api/runs/failures": (request, response) => this.#send(request, response, "failures.ndjson"),
  };

  /**
   * @param {Environments} environments what the names that the page may say stand for
   * @param {string} [folder] where runs are kept; without one, in a folder that goes when the console ends
   */
  constructor(environments, folder) {
    this.#environments = environments;
    this.#isLasting = folder !== undefined;
    this.#root = folder;
    if (folder === undefined) return;
    for (const { folder: place, record } of keptIn(folder)) this.#runs.set(record.id, new Run(place, record));
  }

  /** Stops what runs, and removes what is not to last. */
  async close() {
    await this.stop();
    if (!this.#isLasting && this.#root !== undefined) rmSync(this.#root, { recursive: true, force: true });
    this.#runs.clear();
  }

  /** Stops what runs: its credentials are forgotten, its files stay. */
  async stop() {
    await Promise.all([...this.#runs.values()].map((run) => run.stop()));
  }

  /** @param {ServerResponse} response */
  #list(response) {
    const runs = [...this.#runs.values()].map((run) => run.shown);
    runs.sort((one, other) => other.createdAt - one.createdAt);
    sendJson(response, 200, { isLasting: this.#isLasting, runs });
  }

  /**
   * A new one, of the file that comes.
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async #take(request, response) {
    this.#root ??= mkdtempSync(join(tmpdir(), "sne-console-"));
    const id = randomUUID();
    const folder = new RunFolder(join(this.#root, id));
    folder.make();
    try {
      const bytes = await folder.take("rows", pieces(request), LONGEST_LIST);
      const name = (queryOf(request).get("name") ?? "").slice(0, 200);
      /** @type {import("./runs.ts").Record} */
      const record = { id, name, bytes, createdAt: Date.now(), state: "prepared" };
      folder.keep(record);
      const run = new Run(folder, record);
      this.#runs.set(id, run);
      sendJson(response, 201, run.shown);
    } catch (error) {
      folder.remove();
      throw error;
    }
  }

  /**
   * The contract by which it goes: it is kept with it, because the page may be gone when the run goes on.
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async #takeContract(request, response) {
    const run = this.#named(queryOf(request).get("run"));
    if (run.isRunning) throw new Refusal(409, "this run is under way", "run-busy");
    await run.folder.take("contract.json", pieces(request), LONGEST_CONTRACT);
    sendJson(response, 200, {});
  }

  /**
   * @param {Question} question
   * @param {Run} run
   */
  async #look(question, run) {
    const choice = choiceOf(question);
    const isThere = run.folder.has("contract.json");
    const client = isThere ? await reader(run, languageOf(question)) : undefined;
    try {
      return await run.look(client, choice);
    } finally {
      await client?.close();
    }
  }

  /**
   * @param {Question} question
   * @param {Run} run
   * @param {AbortSignal} signal
   */
  async #plan(question, run, signal) {
    const choice = choiceOf(question);
    const client = await reader(run, languageOf(question), choice);
    try {
      return await run.plan(client, choice, signal);
    } finally {
      await client.close();
    }
  }

  /**
   * What was settled when it began is not asked again.
   * @param {Question} question
   * @param {Run} run
   */
  async #begin(question, run) {
    const isFree = !this.#isBeginning && [...this.#runs.values()].every(({ isRunning }) => !isRunning);
    if (!isFree) throw new Refusal(409, "another run is under way", "run-busy");
    this.#isBeginning = true;
    try {
      await this.#beginOne(question, run);
    } finally {
      this.#isBeginning = false;
    }
    return run.shown;
  }

  /**
   * @param {Question} question
   * @param {Run} run
   */
  async #beginOne(question, run) {
    const credentials = checkedQuestion(question, this.#environments);
    const choice = run.folder.has("journal") && run.choice !== undefined ? run.choice : choiceOf(question);
    const client = await this.#client(run, credentials, choice);
    try {
      const { environment, language } = credentials;
      const inDoubt = question.inDoubt === "retry" ? "retry" : "hold";
      await run.begin(client, choice, { inDoubt, again: question.again === true, environment, language });
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /**
   * @param {Run} run
   * @param {Credentials} credentials
   * @param {Choice} choice
   */
  #client(run, { environment, clientId, clientSecret, scope, language }, { rateLimit }) {
    const credentials = { clientId, clientSecret, ...(scope !== undefined && { scope }) };
    const { simulator } = this.#environments;
    const isSimulated = environment === "simulator" && typeof simulator === "object";
    return SneCotation.create({
      ...(isSimulated ? lasting(simulator) : { environment: this.#environments[environment] }),
      ...credentials,
      ...contractOf(run),
      ...{ language, rateLimit, integers: "bigint" },
    });
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async #remove(request, response) {
    const run = this.#named(queryOf(request).get("run"));
    await run.stop();
    run.folder.remove();
    this.#runs.delete(run.id);
    sendJson(response, 200, {});
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {"results.ndjson" | "failures.ndjson"} name
   */
  async #send(request, response, name) {
    const path = this.#named(queryOf(request).get("run")).folder.file(name);
    if (!existsSync(path)) throw new Refusal(404, "there is nothing yet");
    response.writeHead(200, {
      "Content-Type": "application/x-ndjson",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    });
    await pipeline(createReadStream(path), response);
  }

  /**
   * A question about a run, and what it is answered.
   * @param {(question: Question, run: Run, signal: AbortSignal) => Promise<unknown>} work
   * @returns {Route}
   */
  #asked(work) {
    return async (request, response) => {
      const question = Object(await readJson(request, LONGEST_QUESTION));
      const signal = goneSignal(response);
      try {
        const answer = await work(question, this.#named(question.run), signal);
        sendJson(response, 200, answer ?? {});
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SneError)) throw error;
        sendJson(response, 400, error.toJSON());
      }
    };
  }

  /** @param {unknown} id */
  #named(id) {
    const run = this.#runs.get(String(id));
    if (run === undefined) throw new Refusal(404, "there is no such run", "run-absent");
    return run;
  }
}

/**
 * What is chosen, as far as it has the right form: what is in it is checked by those who use it.
 * @param {Question} question
 * @returns {Choice}
 */
function choiceOf({ format, encoding, operation, map, rateLimit, stopAfter }) {
  /** @param {unknown[]} pair @returns {Choice["map"][number]} */
  const texts = ([parameter, column]) => [String(parameter), String(column)];
  return {
    format: format === "csv" ? "csv" : "ndjson",
    encoding: encoding === "windows-1252" ? "windows-1252" : "utf-8",
    operation: String(operation ?? ""),
    map: Array.isArray(map) ? map.filter(Array.isArray).map(texts) : [],
    rateLimit: /** @type {Choice["rateLimit"]} */ (Object(rateLimit)),
    ...(typeof stopAfter === "number" && { stopAfter }),
  };
}

/** @param {Question} question @returns {Language} */
const languageOf = ({ language }) => (language === "en" ? "en" : "fr");

/**
 * A client that sends nothing.
 * @param {Run} run
 * @param {Language} language
 * @param {Pick<Choice, "rateLimit">} [choice]
 */
function reader(run, language, { rateLimit } = { rateLimit: {} }) {
  const getToken = () => Promise.reject(new Error("no call is made"));
  const more = { language, rateLimit, integers: /** @type {const} */ ("bigint") };
  return SneCotation.create({ environment: NOWHERE, getToken, ...contractOf(run), ...more });
}

/** @param {Run} run */
function contractOf({ folder }) {
  if (!folder.has("contract.json")) throw new Refusal(400, "there is no contract for this run", "run-contract");
  return { contract: readFileSync(folder.file("contract.json"), "utf8") };
}

/** @param {IncomingMessage} request */
const queryOf = ({ url }) => new URLSearchParams((url ?? "").split("?")[1]);

/** What comes. The connection stays when no more is read: the refusal goes by it. @param {IncomingMessage} request */
const pieces = (request) => request.iterator({ destroyOnReturn: false });
