// What a command is and what it gets. commands/index.js says how to add one.

import type { ParseArgsOptionDescriptor } from "node:util";
import type { CommonOptions, TokenOptions } from "../../types/index.d.ts";
import type { Language } from "../failure.ts";

/** An option as node:util's `parseArgs` has it, and where the help shows it. */
export interface OptionConfig extends ParseArgsOptionDescriptor {
  group?: "connection";
}

export type OptionConfigs = Record<string, OptionConfig>;

/** What is not an option. Only the last of a command may be `many`. */
export interface Operand {
  name: string;
  required?: boolean;
  many?: boolean;
}

export interface Command {
  name: string;
  operands?: Operand[];
  options: OptionConfigs;
  /** Whether it makes calls that may have to go through a proxy. */
  sends?: boolean;
  /** The first one is also in the help of the program. */
  examples: string[];
  /** Gives the exit code. */
  run(context: Context): number | Promise<number>;
}

/** The options that were typed, by name: those of all commands, of which each looks at its own. */
export interface Values {
  json?: boolean;
  language?: string;
  help?: boolean;

  environment?: string;
  dotenv?: string;
  "token-url"?: string;
  "api-url"?: string;
  scope?: string;
  timeout?: string;
  deadline?: string;
  "no-retry"?: boolean;
  verbose?: boolean;
  contract?: string;

  include?: boolean;
  "show-error-body"?: boolean;
  output?: string;
  "max-bytes"?: string;
  "all-pages"?: boolean;
  strategy?: string;
  "max-pages"?: string;
  idempotent?: boolean;
  strict?: boolean;
  "no-validate"?: boolean;
  body?: string;
  query?: string[];
  header?: string[];
  accept?: string;
  "allow-empty"?: boolean;

  operation?: string;
  map?: string[];
  format?: string;
  encoding?: string;
  errors?: string;
  journal?: string;
  resume?: boolean;
  "auto-resume"?: boolean;
  "only-failed"?: boolean;
  "in-doubt"?: string;
  concurrency?: string;
  "per-second"?: string;
  "per-minute"?: string;
  "per-hour"?: string;
  "per-day"?: string;
  reserve?: string;
  "max-wait"?: string;
  until?: string;
  "stop-after"?: string;
  "dry-run"?: boolean;

  example?: boolean;
  integers?: string;
  reveal?: boolean;
  check?: boolean;
  report?: string;
  "try-other-environment"?: boolean;
  "other-token-url"?: string;
  "other-api-url"?: string;

  port?: string;
  host?: string;
  theme?: string;
  runs?: string;
  open?: boolean;
  upstream?: string;
  "allow-remote-upstream"?: boolean;
  quiet?: boolean;
  remarks?: boolean;

  table?: string;
}

/** The operands that were typed, by name. Those that a command demands are there when it runs. */
export interface Operands {
  operation: string;
  parameters: string[];
  method: string;
  path: string;
  contract: string;
  input: string;
  engine: string;
  words: string[];
  search?: string;
}

/** A message in the person's language, with its `{name}` filled in. */
export interface Translate {
  (key: string, facts?: object): string;
  /** Whether there is one. */
  has(key: string): boolean;
}

/** Colours for one stream: `paint.bold(text)` and so on. */
export type Paint = Record<"bold" | "red" | "green" | "yellow" | "cyan" | "dim", (text: string) => string>;

/** Variables of the environment. */
export type Variables = Record<string, string | undefined>;

/** How people are spoken to: what is known before the command is. */
export interface Speech {
  language: Language;
  t: Translate;
  /** Whether they want JSON. */
  json: boolean;
  /** A line on standard output: data. Gives the exit code 0. */
  print(text: string): number;
  /** A line on standard error: all the rest. */
  note(text: string): void;
  /** For `print`, and for `note`. */
  paint: Paint;
  paintNotes: Paint;
}

/** What a command gets. */
export interface Context extends Speech {
  command: Command;
  /** All there are. */
  commands: Command[];
  values: Values;
  operands: Operands;
  /** With what the file of --dotenv and the environment "simulator" add. */
  env: Variables;
  /** Aborted by Ctrl-C, while there is something to abort. */
  signal?: AbortSignal;
}

/** What may be known when a command fails. */
export type FailedContext = Speech & Partial<Context>;

/** What it takes to read a file, or to say why it cannot be read. */
export type Reading = Pick<Context, "t" | "signal"> & Partial<Pick<Context, "command">>;

/** What it takes to find the contract. */
export type ContractContext = Reading & Pick<Context, "values" | "env" | "language">;

/** Options of `SneCotation.create`, as far as they were given. */
export interface GivenOptions extends CommonOptions {
  clientId?: string;
  clientSecret?: string;
  scope?: string;
  getToken?: TokenOptions["getToken"];
}
