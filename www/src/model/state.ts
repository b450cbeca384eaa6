// All that the console knows, and how each event changes it. No secret but the credentials in their fields; of a token,
// only what is shown.

import type { TokenAnswer } from "sne-cotation";
import type { Answer } from "./connection.ts";
import type { Failure } from "./failure.ts";
import type { Config, Credentials, EnvironmentName } from "./local-server.ts";

export type Action = "token" | "healthcheck";
export type Field = keyof Credentials;

/** A token as it may be shown. */
export interface ShownToken {
  start: string;
  length: number;
  /** On the machine's clock; undefined when the server does not say. */
  expiresAt: number | undefined;
}

/** How an action ended. */
export type Outcome =
  | { type: "answer"; answer: Answer; milliseconds: number; forToken: number }
  | { type: "token" }
  | { type: "failure"; failure: Failure }
  | { type: "cancelled" };

export interface State {
  config: Config;
  environment: EnvironmentName;
  credentials: Credentials;
  /** The label of the ready-made application whose credentials these are, or "". */
  application: string;
  /** The fields that were empty when they were needed. */
  missing: readonly Field[];
  token: ShownToken | undefined;
  pending: Action | undefined;
  outcomes: Partial<Record<Action, Outcome | undefined>>;
  /** Whether all has just been forgotten, which the person wants to be told. */
  isForgotten: boolean;
}

export type Event =
  | { type: "environment"; environment: EnvironmentName }
  | { type: "application"; label: string }
  | { type: "typed"; field: Field; value: string }
  | { type: "missing"; fields: readonly Field[] }
  | { type: "begun"; action: Action }
  | { type: "token"; token: ShownToken }
  | { type: "ended"; action: Action; outcome: Outcome }
  | { type: "forgotten" };

const FIELDS: readonly Field[] = ["clientId", "clientSecret"];
const NOTHING: Credentials = { clientId: "", clientSecret: "" };
const FIRST_APPLICATION = "works";

/** Nothing obtained, nothing under way, nothing to say. */
const CLEAR = { missing: [], token: undefined, pending: undefined, outcomes: {}, isForgotten: false } as const;

/** The simulator first, with an application that works; without a simulator, PISTE's sandbox. */
export function initialState(config: Config): State {
  return entered(config, config.simulator ? "simulator" : "sandbox");
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case "environment":
      return entered(state.config, event.environment);
    case "application":
      return { ...cleared(state), ...chosen(state.config, event.label) };
    case "typed":
      return typed(state, event.field, event.value);
    case "missing":
      return { ...state, missing: event.fields };
    case "begun":
      return begun(state, event.action);
    case "token":
      return { ...state, token: event.token };
    case "ended":
      return { ...state, pending: undefined, outcomes: { ...state.outcomes, [event.action]: event.outcome } };
    case "forgotten":
      return { ...cleared(state), credentials: NOTHING, application: "", isForgotten: true };
  }
}

/** The fields without which nothing can be asked. */
export function emptyFields({ credentials }: State): Field[] {
  return FIELDS.filter((field) => credentials[field] === "");
}

export function shown({ access_token, expires_in }: TokenAnswer, now: number): ShownToken {
  const seconds = expires_in === undefined || expires_in === null ? Number.NaN : Number(expires_in);
  const expiresAt = Number.isFinite(seconds) ? now + seconds * 1000 : undefined;
  return { start: access_token.slice(0, 4), length: access_token.length, expiresAt };
}

/** Credentials never go along from one environment to another: they are worth nothing there. */
function entered(config: Config, environment: EnvironmentName): State {
  const ready = environment === "simulator" ? chosen(config, FIRST_APPLICATION) : chosen(config, "");
  return { config, environment, ...ready, ...CLEAR };
}

function chosen({ simulator }: Config, label: string): Pick<State, "application" | "credentials"> {
  const found = simulator?.applications.find((application) => application.label === label);
  if (!found) return { application: "", credentials: NOTHING };
  return { application: label, credentials: { clientId: found.clientId, clientSecret: found.clientSecret } };
}

/** Whatever was obtained was obtained with other credentials. */
function typed(state: State, field: Field, value: string): State {
  const missing = state.missing.filter((name) => name !== field);
  const credentials = { ...state.credentials, [field]: value };
  return { ...cleared(state), missing, credentials, application: "" };
}

function begun(state: State, action: Action): State {
  const outcomes = { ...state.outcomes, [action]: undefined };
  return { ...state, missing: [], isForgotten: false, pending: action, outcomes };
}

function cleared(state: State): State {
  return { ...state, ...CLEAR };
}
