// What the person can do, and what follows: the state, the connection behind it, and the one attempt that may be under
// way.

import { useEffect, useReducer, useRef } from "preact/hooks";
import type { SneEvent } from "sne-cotation";
import type { Language } from "../messages/index.ts";
import { Connection, loadPackage } from "./connection.ts";
import type { Call, CallOutcome } from "./exchange.ts";
import { failureFrom } from "./failure.ts";
import { type FieldName, problemsOf, type TokenSource } from "./form.ts";
import { forgetAll } from "./local-server.ts";
import type { EnvironmentName, Settings } from "./settings.ts";
import { type Event, initialState, nextId, reduce, shown, type State } from "./state.ts";

export interface ConsoleModel {
  state: State;
  chooseEnvironment(environment: EnvironmentName): void;
  chooseSource(source: TokenSource): void;
  chooseApplication(label: string): void;
  type(field: FieldName, value: string): void;
  /** These two give the fields that are not right, when nothing can begin because of them. */
  getToken(how: "any" | "new"): FieldName[];
  call(call: Call): FieldName[];
  cancel(): void;
  forget(): void;
}

/** What is under way or kept open outside the state. */
interface Open {
  connection?: Connection | undefined;
  attempt?: AbortController | undefined;
  /** Counts the changes after which what was obtained before is of no use. */
  generation: number;
  /** What the client has told since the last call began. */
  told: SneEvent[];
}

export function useConsole(settings: Settings, language: Language): ConsoleModel {
  const [state, dispatch] = useReducer(reduce, settings, initialState);
  const open = useRef<Open>({ generation: 0, told: [] }).current;

  // The client speaks the language it was made with: another language, another client. Its token is the relay's.
  useEffect(() => () => disconnect(open), [language]);
  useEffect(() => startUp(settings), []);

  const changeTo = (event: Event) => {
    open.generation += 1;
    stop(open);
    disconnect(open);
    dispatch(event);
  };

  /** Whether something can begin: nothing is under way, and nothing is missing. */
  const ready = (): FieldName[] | undefined => {
    const problems = problemsOf(state.form, settings);
    const fields = Object.keys(problems) as FieldName[];
    if (fields.length > 0) dispatch({ type: "problems", problems });
    return fields.length > 0 ? fields : undefined;
  };

  /** Another attempt, or none, may have taken its place meanwhile: nobody waits for its outcome then. */
  const attempt = async <T>(work: (connection: Connection, signal: AbortSignal) => Promise<T>, end: (given: T) => void) => {
    const connection = (open.connection ??= connect());
    const controller = (open.attempt = new AbortController());
    const given = await work(connection, controller.signal);
    if (open.attempt !== controller) return;
    open.attempt = undefined;
    end(given);
  };

  const connect = () => {
    const { generation } = open;
    const isCurrent = () => open.generation === generation;
    return new Connection(
      { settings, form: state.form, language, contract: undefined },
      {
        onToken: (token) => isCurrent() && dispatch({ type: "token", token: shown(token, Date.now()) }),
        onEvent: (event) => {
          open.told.push(event);
          if (isCurrent()) dispatch({ type: "told", event });
        },
      },
    );
  };

  const getToken = (how: "any" | "new") => {
    const fields = ready();
    if (fields || state.pending) return fields ?? [];
    dispatch({ type: "begun", pending: { type: "token" } });
    const work = (connection: Connection, signal: AbortSignal) =>
      outcomeOf(() => (how === "new" ? connection.renew(signal) : connection.token(signal)), { signal, language });
    void attempt(work, (outcome) => {
      dispatch({ type: "token-ended", outcome: outcome.type === "answer" ? { type: "token" } : outcome });
    });
    return [];
  };

  const call = (wish: Call) => {
    const fields = ready();
    if (fields || state.pending) return fields ?? [];
    const id = nextId(state);
    const { environment } = state.form;
    const begun = performance.now();
    const told: SneEvent[] = (open.told = []);
    dispatch({ type: "begun", pending: { type: "call", id } });
    dispatch({ type: "called", exchange: { id, call: wish, environment, startedAt: Date.now(), ended: undefined } });
    const work = async (connection: Connection, signal: AbortSignal) => {
      const outcome = await outcomeOf(() => connection.call(wish, signal), { signal, language });
      return { outcome, milliseconds: performance.now() - begun, forToken: connection.waitedForToken, events: told };
    };
    void attempt(work, ({ outcome, ...rest }) => {
      dispatch({ type: "call-ended", id, ended: { outcome: outcome as CallOutcome, ...rest } });
    });
    return [];
  };

  return {
    state,
    chooseEnvironment: (environment) => changeTo({ type: "environment", environment }),
    chooseSource: (source) => changeTo({ type: "source", source }),
    chooseApplication: (label) => changeTo({ type: "application", label }),
    type: (field, value) => changeTo({ type: "typed", field, value }),
    getToken,
    call,
    cancel: () => open.attempt?.abort(),
    forget: () => {
      changeTo({ type: "forgotten" });
      if (settings.isLocal) void forgetAll();
    },
  };
}

/** The package is fetched while the person reads; who leaves the page leaves nothing in the local server. */
function startUp({ isLocal }: Settings): () => void {
  // A failure here comes again, and is shown, when the package is needed.
  loadPackage().catch(() => undefined);
  if (!isLocal) return () => undefined;
  addEventListener("pagehide", forgetAll);
  return () => removeEventListener("pagehide", forgetAll);
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

type AnyOutcome<T> = { type: "answer"; answer: T } | Exclude<CallOutcome, { type: "answer" }>;

async function outcomeOf<T>(
  work: () => Promise<T>,
  { signal, language }: { signal: AbortSignal; language: Language },
): Promise<AnyOutcome<T>> {
  try {
    return { type: "answer", answer: await work() };
  } catch (thrown) {
    if (signal.aborted) return { type: "cancelled" };
    return { type: "failure", failure: failureFrom(thrown, language) };
  }
}
