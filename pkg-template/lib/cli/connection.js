// A client for a command: its options from the command line and the environment, and the client itself.
//
// Credentials come from the environment or from a file named by --dotenv, never from arguments, which every user of the
// machine can see in the list of processes. An option wins over a variable, a variable over the file, as in Node.

import { readDotenv } from "./dotenv.js";
import { eventLine } from "./events.js";
import { readText } from "./input.js";
import { interruptible } from "./interruption.js";
import { isMiniature, miniatureVariables } from "./miniature.js";
import { nearest } from "./nearest.js";
import { misuse, UsageError } from "./problems.js";

/**
 * @import { Options, SneEvent } from "../../types/index.d.ts"
 * @import { SneCotation } from "../index.js"
 * @import { Context, ContractContext, GivenOptions, OptionConfigs, Translate, Variables } from "./command.ts"
 */

/** Options of every command that makes calls. @type {OptionConfigs} */
export const CONNECTION = {
  environment: { type: "string", group: "connection" },
  dotenv: { type: "string", group: "connection" },
  "token-url": { type: "string", group: "connection" },
  "api-url": { type: "string", group: "connection" },
  scope: { type: "string", group: "connection" },
  timeout: { type: "string", group: "connection" },
  deadline: { type: "string", group: "connection" },
  "no-retry": { type: "boolean", group: "connection" },
  verbose: { type: "boolean", group: "connection" },
};

/** The option of every command that knows the contract. @type {OptionConfigs} */
export const CONTRACT = { contract: { type: "string", group: "connection" } };

/** The variables that are read, in the order in which the help tells them. */
export const VARIABLES = [
  "SNE_CLIENT_ID",
  "SNE_CLIENT_SECRET",
  "SNE_ENVIRONMENT",
  "SNE_TOKEN_URL",
  "SNE_API_URL",
  "SNE_SCOPE",
  "SNE_CONTRACT",
];

const ENVIRONMENTS = ["sandbox", "production"];

/**
 * The environment of the process, with what the file of --dotenv and the environment "simulator" add to it.
 * @param {Pick<Context, "command" | "values" | "t">} context
 * @returns {Promise<Variables>}
 */
export async function environmentOf(context) {
  const env = { ...fileOf(context), ...process.env };
  const name = context.values.environment ?? env.SNE_ENVIRONMENT;
  if (context.command.options.environment === undefined || !isMiniature(name)) return env;
  const { addresses, credentials } = await miniatureVariables(name, context);
  return { ...addresses, ...env, ...credentials, SNE_ENVIRONMENT: name };
}

/**
 * The variables of the file of --dotenv.
 * @param {Pick<Context, "command" | "values" | "t">} context
 * @returns {Variables}
 */
function fileOf(context) {
  const { dotenv: file } = context.values;
  if (file === undefined) return {};
  const variables = readDotenv(file, VARIABLES, context);
  if (Object.keys(variables).some((name) => VARIABLES.includes(name))) return variables;
  throw misuse(context, "connection.noVariables", { file });
}

/**
 * The options of `SneCotation.create` as far as they were given; what is not given is not there. Nothing is checked but
 * what the client could not say in the words of the command line.
 * @param {Context} context
 * @returns {GivenOptions}
 */
export function clientOptions(context) {
  const { values, env, language } = context;
  const given = {
    environment: environmentName(context),
    tokenUrl: values["token-url"] ?? env.SNE_TOKEN_URL,
    apiUrl: values["api-url"] ?? env.SNE_API_URL,
    clientId: env.SNE_CLIENT_ID,
    clientSecret: env.SNE_CLIENT_SECRET,
    scope: values.scope ?? env.SNE_SCOPE,
    timeout: milliseconds("timeout", context),
    deadline: milliseconds("deadline", context),
    retry: values["no-retry"] ? false : undefined,
    onEvent: values.verbose ? observer(context) : undefined,
    language,
  };
  /** An empty variable is how scripts say that there is none. @param {[name: string, value: unknown]} option */
  const isThere = ([, value]) => value !== undefined && value !== "";
  return Object.fromEntries(Object.entries(given).filter(isThere));
}

/**
 * The text of the contract, where one is named.
 * @param {ContractContext} context
 */
export async function contractText(context) {
  const path = context.values.contract ?? (context.env.SNE_CONTRACT || undefined);
  return path === undefined ? undefined : readText(path, context);
}

/**
 * The same, where there must be one.
 * @param {ContractContext} context
 */
export async function demandContract(context) {
  const text = await contractText(context);
  if (text !== undefined) return text;
  throw misuse(context, "connection.noContract");
}

/**
 * Lets `use` use a client that only knows the contract: nothing can be sent, so that no credentials are needed. `more`
 * are other options of `create`.
 * @template Result
 * @param {ContractContext} context
 * @param {(sne: SneCotation) => Result | Promise<Result>} use
 * @param {GivenOptions} [more]
 * @returns {Promise<Result>}
 */
export async function withContract(context, use, more) {
  const contract = more?.contract ?? (await demandContract(context));
  const { SneCotation } = await import("../index.js");
  const getToken = () => Promise.reject(new Error("nothing is to be sent"));
  const { language } = context;
  const { rateLimit, integers } = more ?? {};
  const sne = await SneCotation.create({
    ...(rateLimit !== undefined && { rateLimit }),
    ...(integers !== undefined && { integers }),
    ...{ environment: "production", getToken, contract, language },
  });
  try {
    return await use(sne);
  } finally {
    await sne.close();
  }
}

/**
 * Makes a client, lets `use` use it, and closes it. The signal that `use` gets is aborted by Ctrl-C; `more` are options
 * of `create` besides those of the command line.
 * @param {Context} context
 * @param {(sne: SneCotation, signal: AbortSignal) => Promise<number>} use
 * @param {GivenOptions} [more]
 */
export function withClient(context, use, more) {
  return interruptible(async (signal) => {
    const options = { ...clientOptions(context), ...more };
    demand(options, context);
    const { SneCotation } = await import("../index.js");
    const sne = await SneCotation.create(options);
    try {
      return await use(sne, signal);
    } finally {
      await sne.close();
    }
  });
}

/**
 * Says all at once what is missing, in the words of the command line.
 * @param {GivenOptions} options
 * @param {Pick<Context, "command" | "env" | "t">} context
 * @returns {asserts options is Options}
 */
export function demand(options, { command, env, t }) {
  const missing = [];
  if (options.environment === undefined && (options.apiUrl === undefined || options.tokenUrl === undefined)) {
    missing.push(t("connection.noEnvironment"));
  }
  const variables = /** @type {const} */ ([
    ["clientId", "SNE_CLIENT_ID"],
    ["clientSecret", "SNE_CLIENT_SECRET"],
  ]);
  const absent = variables.filter(([option]) => options[option] === undefined);
  if (absent.length > 0 && options.getToken === undefined) {
    const names = absent.map(([, name]) => name);
    missing.push(t("connection.noCredentials", { names: names.join(", ") }), ...misspelt(names, env, t));
  }
  if (missing.length > 0) throw new UsageError(missing.join("\n"), { command: command.name });
}

/**
 * What else the environment has that may be meant by one of these variables.
 * @param {string[]} names
 * @param {Variables} env
 * @param {Translate} t
 */
function misspelt(names, env, t) {
  const others = Object.keys(env).filter((name) => /^SNE_/i.test(name) && !VARIABLES.includes(name));
  const found = others.map((name) => ({ name, near: nearest(name, names) }));
  return found.filter(({ near }) => near !== undefined).map((facts) => t("connection.misspelt", facts));
}

/**
 * @param {Context} context
 * @returns {string | undefined}
 */
function environmentName(context) {
  const { values, env } = context;
  const name = values.environment ?? (env.SNE_ENVIRONMENT || undefined);
  if (isMiniature(name)) return undefined;
  if (name === undefined || ENVIRONMENTS.includes(name)) return name;
  const source = values.environment === undefined ? "SNE_ENVIRONMENT" : "--environment";
  throw misuse(context, "usage.choice", { name: source, allowed: [...ENVIRONMENTS, "simulator"].join(", ") });
}

/**
 * People count in seconds, the client in milliseconds.
 * @param {"timeout" | "deadline"} option
 * @param {Context} context
 */
function milliseconds(option, context) {
  const text = context.values[option];
  if (text === undefined) return undefined;
  const time = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : 0;
  if (time >= 1 && time <= 86_400_000) return time;
  throw misuse(context, "connection.badSeconds", { name: `--${option}` });
}

/**
 * Tells each step on standard error: a line for people, or one of JSON.
 * @param {Context} context
 * @returns {(event: SneEvent) => void}
 */
function observer({ values, note, paintNotes }) {
  const begun = Date.now();
  return (event) => note(values.json ? JSON.stringify(event) : paintNotes.dim(eventLine(event, begun)));
}
