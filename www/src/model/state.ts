// All that the console knows, and how each event changes it. No secret but what is in the form's fields; of a token,
// only what is shown.

import type { SneEvent, TokenAnswer } from "sne-cotation";
import type { Members } from "../schema-form/schema-form.tsx";
import type { Contract } from "./contract.ts";
import { type Diagnosis, type DoctorReport, type DoctorStep, NO_DIAGNOSIS } from "./diagnosis.ts";
import type { Ended, Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import type { Route } from "./forward.ts";
import {
  emptied,
  entered,
  type FieldName,
  firstForm,
  type Form,
  type TokenSource,
  typed,
  withApplication,
} from "./form.ts";
import type { StepName } from "./guide-steps.ts";
import { type EnvironmentName, hasServer, type Settings } from "./settings.ts";

/** A token as it may be shown. */
export interface ShownToken {
  start: string;
  length: number;
  scope: string | undefined;
  /** On the machine's clock. */
  obtainedAt: number;
  /** On the machine's clock; undefined when the server does not say. */
  expiresAt: number | undefined;
}

/** How asking for a token ended. */
export type TokenOutcome = { type: "token" } | { type: "failure"; failure: Failure } | { type: "cancelled" };

/** What is under way: one thing at a time. */
export type Pending = { type: "token" } | { type: "call"; id: number } | { type: "diagnosis" };

export interface State {
  settings: Settings;
  form: Form;
  /** How calls go. */
  route: Route;
  token: ShownToken | undefined;
  tokenOutcome: TokenOutcome | undefined;
  pending: Pending | undefined;
  /** This session's calls, the oldest first. */
  exchanges: readonly Exchange[];
  /** From this one on, the calls were made with what is in the form now. */
  since: number;
  /** What the clients told, the oldest first; never more than the last few thousand. */
  events: readonly SneEvent[];
  diagnosis: Diagnosis;
  /** The steps of the guide that the person has ticked. */
  ticked: readonly StepName[];
  contract: Contract | undefined;
  /** Why the last file was no contract. */
  contractFailure: Failure | undefined;
  /** What was filled in for each operation, by its id. */
  filled: Readonly<Record<string, Members>>;
  /** Whether all has just been forgotten, which the person wants to be told. */
  isForgotten: boolean;
}

export type Event =
  | { type: "environment"; environment: EnvironmentName }
  | { type: "route"; route: Route }
  | { type: "source"; source: TokenSource }
  | { type: "application"; label: string }
  | { type: "typed"; field: FieldName; value: string }
  | { type: "problems"; problems: Form["problems"] }
  | { type: "begun"; pending: Pending }
  | { type: "called"; exchange: Exchange }
  | { type: "token"; token: ShownToken }
  | { type: "token-ended"; outcome: TokenOutcome }
  | { type: "call-ended"; id: number; ended: Ended }
  | { type: "told"; event: SneEvent }
  | { type: "diagnosis-told"; told: DoctorStep | DoctorReport }
  | { type: "diagnosis-ended"; failure: Failure | undefined }
  | { type: "ticked"; step: StepName }
  | { type: "contract"; contract: Contract | undefined }
  | { type: "contract-refused"; failure: Failure }
  | { type: "history-cleared" }
  | { type: "filled"; operation: string; values: Members }
  | { type: "forgotten" };

const MOST_EVENTS = 5000;
const MOST_EXCHANGES = 200;

/** Nothing obtained and nothing under way. */
const NOTHING = { token: undefined, tokenOutcome: undefined, pending: undefined, diagnosis: NO_DIAGNOSIS } as const;
/** No contract. */
const NO_CONTRACT = { contract: undefined, contractFailure: undefined, filled: {} } as const;

/** `environment` and `route` are what was chosen before the page was loaded anew. */
export function initialState(settings: Settings, { environment, route }: Before = {}): State {
  const empty = { exchanges: [], since: 1, events: [], ticked: [], isForgotten: false };
  const way = { route: hasServer(settings) && route === "server" ? route : ("page" as const) };
  return { settings, ...way, form: firstForm(settings, environment), ...NOTHING, ...NO_CONTRACT, ...empty };
}

export interface Before {
  environment?: EnvironmentName | undefined;
  route?: Route | undefined;
}

export function reduce(state: State, event: Event): State {
  const { settings, form } = state;
  switch (event.type) {
    case "environment":
      return changed(state, entered(settings, event.environment, form.source));
    case "route":
      return { ...state, route: event.route };
    case "source":
      return changed(state, { ...form, source: event.source, problems: {} });
    case "application":
      return changed(state, withApplication(form, settings, event.label));
    case "typed":
      return changed(state, typed(form, event.field, event.value));
    case "problems":
      return { ...state, form: { ...form, problems: event.problems } };
    case "begun":
      return begun(state, event.pending);
    case "called":
      return { ...state, exchanges: [...state.exchanges, event.exchange].slice(-MOST_EXCHANGES) };
    case "token":
      return { ...state, token: event.token };
    case "token-ended":
      return { ...state, pending: undefined, tokenOutcome: event.outcome };
    case "call-ended":
      return ended(state, event.id, event.ended);
    case "told":
      return { ...state, events: [...state.events, event.event].slice(-MOST_EVENTS) };
    case "diagnosis-told":
      return { ...state, diagnosis: withTold(state.diagnosis, event.told) };
    case "diagnosis-ended":
      return {
        ...state,
        pending: undefined,
        diagnosis: { ...state.diagnosis, isRunning: false, failure: event.failure },
      };
    case "ticked":
      return { ...state, ticked: toggled(state.ticked, event.step) };
    case "contract":
      return { ...state, ...NO_CONTRACT, contract: event.contract };
    case "contract-refused":
      return { ...state, contractFailure: event.failure };
    case "history-cleared":
      return { ...state, exchanges: state.exchanges.filter(({ ended }) => ended === undefined), since: nextId(state) };
    case "filled":
      return { ...state, filled: { ...state.filled, [event.operation]: event.values } };
    case "forgotten":
      return { ...changed(state, emptied(form)), exchanges: [], events: [], filled: {}, isForgotten: true };
  }
}

/** The number that the next call gets. */
export function nextId({ exchanges, since }: State): number {
  return Math.max(since, (exchanges.at(-1)?.id ?? 0) + 1);
}

/** The last call of an operation that was made as the form is now. */
export function lastOf({ exchanges, since }: State, operation: string): Exchange | undefined {
  return exchanges.findLast(({ id, call }) => id >= since && call.operation.id === operation);
}

export function shown({ access_token, expires_in, scope }: TokenAnswer, now: number): ShownToken {
  const seconds = expires_in === undefined || expires_in === null ? Number.NaN : Number(expires_in);
  const expiresAt = Number.isFinite(seconds) ? now + seconds * 1000 : undefined;
  const start = access_token.slice(0, 4);
  const known = typeof scope === "string" && scope !== "" ? scope : undefined;
  return { start, length: access_token.length, scope: known, obtainedAt: now, expiresAt };
}

/** The form has changed: what was obtained with the old one is dropped, and what is under way is given up. */
function changed(state: State, form: Form): State {
  const exchanges = state.exchanges.filter(({ ended }) => ended !== undefined);
  return { ...state, form, exchanges, since: nextId(state), ...NOTHING, isForgotten: false };
}

function begun(state: State, pending: Pending): State {
  const form = { ...state.form, problems: {} };
  const tokenOutcome = pending.type === "token" ? undefined : state.tokenOutcome;
  const diagnosis = pending.type === "diagnosis" ? { ...NO_DIAGNOSIS, isRunning: true } : state.diagnosis;
  return { ...state, form, pending, tokenOutcome, diagnosis, isForgotten: false };
}

function withTold(diagnosis: Diagnosis, told: DoctorStep | DoctorReport): Diagnosis {
  return "report" in told ? { ...diagnosis, ...told } : { ...diagnosis, steps: [...diagnosis.steps, told] };
}

function toggled(all: readonly StepName[], one: StepName): readonly StepName[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

function ended(state: State, id: number, ended: Ended): State {
  const exchanges = state.exchanges.map((exchange) => (exchange.id === id ? { ...exchange, ended } : exchange));
  return { ...state, pending: undefined, exchanges };
}
