// What the page asks of the local server about runs. Rejects with a `RelayError`, whose failure is in words.

import type { Language } from "../messages/translator.ts";
import { type Failure, RelayError } from "../model/failure.ts";
import type { Form } from "../model/form.ts";
import { ask } from "../model/local-server.ts";
import type { RunsMessages } from "./messages/fr.ts";
import type { Beginning, Choice, Look, Plan, ShownRun } from "./run.ts";
import { runsTranslator } from "./speech.ts";

const RUNS = "/api/runs";

export interface KeptRuns {
  /** Whether they outlast the console. */
  isLasting: boolean;
  runs: readonly ShownRun[];
}

export const keptRuns = (language: Language): Promise<KeptRuns> => asked(RUNS, {}, language);

export function takeRows(file: File, language: Language): Promise<ShownRun> {
  return asked(`${RUNS}?${new URLSearchParams({ name: file.name })}`, { method: "PUT", body: file }, language);
}

export async function takeContract(run: string, contract: string, language: Language): Promise<void> {
  await asked(`${RUNS}/contract?${new URLSearchParams({ run })}`, { method: "PUT", body: contract }, language);
}

export const look = (run: string, choice: Choice, language: Language): Promise<Look> =>
  told("look", { run, ...choice, language }, language);

export const plan = (run: string, choice: Choice, language: Language): Promise<Plan> =>
  told("plan", { run, ...choice, language }, language);

/** As whom, and what. */
interface Wish extends Beginning {
  form: Form;
  choice: Choice;
}

export function begin(run: string, { form, choice, ...how }: Wish, language: Language): Promise<ShownRun> {
  const { environment, values } = form;
  const { clientId, clientSecret, scope } = values;
  const credentials = { environment, clientId, clientSecret, ...(scope.trim() !== "" && { scope: scope.trim() }) };
  return told("begin", { run, ...credentials, ...choice, ...how, language }, language);
}

export const stop = (run: string, language: Language): Promise<void> => told("stop", { run }, language);

export async function remove(run: string, language: Language): Promise<void> {
  await asked(`${RUNS}?${new URLSearchParams({ run })}`, { method: "DELETE" }, language);
}

/** Where what it has written can be saved from. */
export const addressOf = (run: string, what: "results" | "failures") =>
  `${RUNS}/${what}?${new URLSearchParams({ run })}`;

function told<T>(what: string, question: object, language: Language): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return asked(`${RUNS}/${what}`, { method: "POST", headers, body: JSON.stringify(question) }, language);
}

async function asked<T>(path: string, init: RequestInit, language: Language): Promise<T> {
  try {
    const answer = await ask(path, init, language);
    return (await answer.json()) as T;
  } catch (error) {
    throw error instanceof RelayError ? new RelayError(inWords(error.failure, language)) : error;
  }
}

const PROBLEMS = [
  "encoding",
  "empty",
  "columnTwice",
  "noColumn",
  "noColumns",
  "noParameter",
  "busy",
  "tooLarge",
] as const;
const REFUSALS: Readonly<Record<string, string>> = { "run-busy": "busy", "run-too-large": "tooLarge" };

/** The local server says what is wrong with a file by a word. */
export function inWords(failure: Failure, language: Language): Failure {
  const { code = "", facts = {} } = failure;
  const problem = PROBLEMS.find((one) => one === (REFUSALS[code] ?? code.replace(/^rows-/, "")));
  if (problem === undefined) return failure;
  const say = runsTranslator(language) as (key: keyof RunsMessages, facts: object) => string;
  const words = { message: say(`problem.${problem}`, facts), advice: say(`problem.${problem}.advice`, facts) };
  return { kind: "request", ...words, language };
}
