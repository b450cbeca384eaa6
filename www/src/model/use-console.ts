// What the person can do, and what follows: the state, the connection behind it, and the one attempt that may be under
// way.

import { useEffect, useReducer, useRef } from "preact/hooks";
import type { SneEvent } from "sne-cotation";
import type { SentRequest } from "../copy-as/call.ts";
import { whenIdle } from "../idle.ts";
import type { Language } from "../messages/index.ts";
import type { Members } from "../schema-form/schema-form.tsx";
import { Connection, loadPackage } from "./connection.ts";
import { type Contract, readContract } from "./contract.ts";
import { diagnose, type DiagnosisTarget } from "./doctor.ts";
import type { Call, Ended } from "./exchange.ts";
import { type Failure, failureFrom } from "./failure.ts";
import { type FieldName, problemsOf, type TokenSource } from "./form.ts";
import type { StepName } from "./guide-steps.ts";
import type { Route } from "./forward.ts";
import { forgetAll, forgetPage } from "./local-server.ts";
import type { EnvironmentName, Settings } from "./settings.ts";
import { type Before, type Event, initialState, nextId, type Pending, reduce, shown, type State } from "./state.ts";
import { targetOf } from "./target.ts";

export interface ConsoleModel {
  state: State;
  chooseEnvironment(environment: EnvironmentName): void;
  chooseRoute(route: Route): void;
  chooseSource(source: TokenSource): void;
  chooseApplication(label: string): void;
  type(field: FieldName, value: string): void;
  /** These three give the fields that are not right, when nothing can begin because of them. */
  getToken(how: "any" | "new"): FieldName[];
  call(call: Call): FieldName[];
  diagnose(options: { tryOtherEnvironment: boolean }): FieldName[];
  cancel(): void;
  forget(): void;
  tick(step: StepName): void;
  takeContract(text: string, name: string): void;
  removeContract(): void;
  fill(operation: string, values: Members): void;
  clearHistory(): void;
}

/** What is under way or kept open outside the state. */
interface Open {
  connection?: Connection | undefined;
  attempt?: AbortController | undefined;
  /** Counts the changes after which what was obtained before is of no use. */
  generation: number;
  /** What the client has told since the last call began. */
  told: SneEvent[];
  /** How many calls all clients have made: each numbers its own from 1. */
  calls: number;
  /** How many contracts were taken or removed so far: the last one counts, however long another takes to be read. */
  contracts: number;
}

/** `before` is what was chosen before the page was loaded anew. */
export function useConsole(settings: Settings, language: Language, before: Before): ConsoleModel {
  const [state, dispatch] = useReducer(reduce, settings, () => initialState(settings, before));
  const open = useRef<Open>({ generation: 0, told: [], calls: 0, contracts: 0 }).current;

  // The client speaks the language it was made with: another language, another client. Its token is the relay's.
  useEffect(() => () => disconnect(open), [language]);
  useEffect(() => startUp(settings), []);
  useEffect(() => {
    if (settings.contract) void takeContractAt(settings.contract);
  }, []);

  const changeTo = (event: Event) => {
    open.generation += 1;
    stop(open);
    disconnect(open);
    dispatch(event);
  };

  const connect = () => {
    const { generation, calls } = open;
    const isCurrent = () => open.generation === generation;
    return new Connection(
      { settings, form: state.form, route: state.route, language, contract: state.contract?.text },
      {
        onToken: (token) => isCurrent() && dispatch({ type: "token", token: shown(token, Date.now()) }),
        onEvent: (told) => {
          const event = told.call === undefined ? told : { ...told, call: calls + told.call };
          open.calls = Math.max(open.calls, event.call ?? 0);
          open.told.push(event);
          if (isCurrent()) dispatch({ type: "told", event });
        },
      },
    );
  };

  /**
   * Begins something, unless fields are not right (these it gives) or something is under way. Another attempt, or none,
   * may have taken its place before it ends: nobody waits for its outcome then.
   */
  const begin = <T>(pending: Pending, work: (attempt: Attempt) => Promise<T>, end: (outcome: Outcome<T>) => void) => {
    const problems = problemsOf(state.form, settings);
    const fields = Object.keys(problems) as FieldName[];
    if (fields.length > 0) dispatch({ type: "problems", problems });
    if (fields.length > 0 || state.pending) return fields;
    open.connection ??= connect();
    const { connection } = open;
    const controller = new AbortController();
    open.attempt = controller;
    const isCurrent = () => open.attempt === controller;
    dispatch({ type: "begun", pending });
    const { signal } = controller;
    void outcomeOf(() => work({ connection, signal, isCurrent }), { signal, language }).then((outcome) => {
      if (!isCurrent()) return;
      open.attempt = undefined;
      end(outcome);
    });
    return [];
  };

  const getToken = (how: "any" | "new") =>
    begin(
      { type: "token" },
      ({ connection, signal }) => (how === "new" ? connection.renew(signal) : connection.token(signal)),
      (outcome) => dispatch({ type: "token-ended", outcome: outcome.type === "answer" ? { type: "token" } : outcome }),
    );

  const call = (wish: Call) => {
    const id = nextId(state);
    const { route } = state;
    const { environment } = state.form;
    const begun = performance.now();
    let told: SneEvent[] = [];
    let forToken = 0;
    let sent: SentRequest | undefined;
    const target = targetOf(state.form, settings, state.contract);
    return begin(
      { type: "call", id },
      ({ connection, signal }) => {
        told = open.told = [];
        const exchange = { id, call: wish, environment, target, route, startedAt: Date.now(), ended: undefined };
        dispatch({ type: "called", exchange });
        return connection.call(wish, signal).finally(() => ({ waitedForToken: forToken, sent } = connection));
      },
      (outcome) => {
        const ended: Ended = { outcome, milliseconds: performance.now() - begun, forToken, events: told, sent };
        dispatch({ type: "call-ended", id, ended });
      },
    );
  };

  const target = (connection: Connection): DiagnosisTarget => {
    const { form, route, contract } = state;
    return { form, route, language, connection, contract };
  };
  const startDiagnosis = ({ tryOtherEnvironment }: { tryOtherEnvironment: boolean }) =>
    begin(
      { type: "diagnosis" },
      async ({ connection, signal, isCurrent }) => {
        const all = diagnose(target(connection), { tryOtherEnvironment, signal });
        for await (const told of all) if (isCurrent()) dispatch({ type: "diagnosis-told", told });
      },
      (outcome) => {
        dispatch({ type: "diagnosis-ended", failure: outcome.type === "failure" ? outcome.failure : undefined });
      },
    );

  /** Another client, but the same token and the same calls: those under way go on. */
  const changeContract = (contract: Contract | undefined) => {
    disconnect(open);
    dispatch({ type: "contract", contract });
  };

  /** Another client, too; nothing else changes. */
  const changeRoute = (route: Route) => {
    disconnect(open);
    dispatch({ type: "route", route });
  };

  const takeContract = async (text: string, name: string) => {
    open.contracts += 1;
    const { contracts } = open;
    const isLast = () => open.contracts === contracts;
    try {
      const contract = await readContract(name, text, language);
      if (isLast()) changeContract(contract);
    } catch (thrown) {
      if (isLast()) dispatch({ type: "contract-refused", failure: failureFrom(thrown, language) });
    }
  };

  const takeContractAt = async (address: string) => {
    const answer = await fetch(address).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : undefined;
    // Somebody who has brought one meanwhile wants that.
    if (text === undefined || open.contracts > 0) return;
    await takeContract(text, address.slice(address.lastIndexOf("/") + 1));
  };

  return {
    state,
    chooseEnvironment: (environment) => changeTo({ type: "environment", environment }),
    chooseRoute: changeRoute,
    chooseSource: (source) => changeTo({ type: "source", source }),
    chooseApplication: (label) => changeTo({ type: "application", label }),
    type: (field, value) => changeTo({ type: "typed", field, value }),
    getToken,
    call,
    diagnose: startDiagnosis,
    cancel: () => open.attempt?.abort(),
    forget: () => {
      changeTo({ type: "forgotten" });
      if (settings.isLocal) void forgetAll();
    },
    tick: (step) => dispatch({ type: "ticked", step }),
    takeContract: (text, name) => void takeContract(text, name),
    removeContract: () => {
      open.contracts += 1;
      changeContract(undefined);
    },
    clearHistory: () => dispatch({ type: "history-cleared" }),
    fill: (operation, values) => dispatch({ type: "filled", operation, values }),
  };
}

interface Attempt {
  connection: Connection;
  signal: AbortSignal;
  /** Whether its outcome is still wanted. */
  isCurrent: () => boolean;
}

type Outcome<T> = { type: "answer"; answer: T } | { type: "failure"; failure: Failure } | { type: "cancelled" };

async function outcomeOf<T>(
  work: () => Promise<T>,
  { signal, language }: { signal: AbortSignal; language: Language },
): Promise<Outcome<T>> {
  try {
    return { type: "answer", answer: await work() };
  } catch (thrown) {
    if (signal.aborted) return { type: "cancelled" };
    return { type: "failure", failure: failureFrom(thrown, language) };
  }
}

/** The package is fetched while the person reads; when the page is left, the local server forgets its credentials. */
function startUp({ isLocal }: Settings): () => void {
  // If this fails, it is tried again when the package is needed, and shown then.
  const callOff = whenIdle(() => void loadPackage().catch(() => undefined));
  if (isLocal) addEventListener("pagehide", forgetPage);
  return () => {
    callOff();
    removeEventListener("pagehide", forgetPage);
  };
}

function stop(open: Open): void {
  const { attempt } = open;
  open.attempt = undefined;
  attempt?.abort();
}

function disconnect(open: Open): void {
  void open.connection?.close();
  open.connection = undefined;
}
