// What the person can do, and what follows: the state, the connection behind it, and the one attempt that may be under
// way.

import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Language } from "../messages/index.ts";
import { Connection, loadPackage } from "./connection.ts";
import { failureFrom } from "./failure.ts";
import { type Config, type EnvironmentName, forgetAll } from "./local-server.ts";
import { emptyFields, initialState, reduce, shown } from "./state.ts";
import type { Action, Event, Field, Outcome, State } from "./state.ts";

export interface ConsoleModel {
  state: State;
  chooseEnvironment(environment: EnvironmentName): void;
  chooseApplication(label: string): void;
  type(field: Field, value: string): void;
  /** Gives the fields that are empty, when nothing can begin because of them. */
  begin(action: Action): Field[];
  cancel(): void;
  forget(): void;
}

/** What is under way or kept open outside the state. */
interface Open {
  connection?: Connection | undefined;
  attempt?: AbortController | undefined;
  /** Counts the changes after which what was obtained before is of no use. */
  generation: number;
}

export function useConsole(config: Config, language: Language): ConsoleModel {
  const [state, dispatch] = useReducer(reduce, config, initialState);
  const open = useRef<Open>({ generation: 0 }).current;

  // The client speaks the language it was made with: another language, another client. Its token is the relay's.
  useEffect(() => () => disconnect(open), [language]);
  useEffect(() => startUp(), []);

  const changeTo = (event: Event) => {
    open.generation += 1;
    stop(open);
    disconnect(open);
    dispatch(event);
  };

  const begin = (action: Action) => {
    const fields = emptyFields(state);
    if (fields.length > 0) dispatch({ type: "missing", fields });
    else if (!state.pending) void run(action);
    return fields;
  };

  const run = async (action: Action) => {
    const connection = (open.connection ??= connect());
    const attempt = (open.attempt = new AbortController());
    dispatch({ type: "begun", action });
    const outcome = await outcomeOf(action, { connection, signal: attempt.signal, language });
    // Another attempt, or none, has taken its place: nobody waits for this outcome.
    if (open.attempt !== attempt) return;
    open.attempt = undefined;
    dispatch({ type: "ended", action, outcome });
  };

  const connect = () => {
    const { environment, credentials } = state;
    const target = { environment, ...credentials, language, apiUrl: config.simulator?.apiUrl };
    const { generation } = open;
    return new Connection(target, (token) => {
      if (open.generation === generation) dispatch({ type: "token", token: shown(token, Date.now()) });
    });
  };

  return {
    state,
    chooseEnvironment: (environment) => changeTo({ type: "environment", environment }),
    chooseApplication: (label) => changeTo({ type: "application", label }),
    type: (field, value) => changeTo({ type: "typed", field, value }),
    begin,
    cancel: () => open.attempt?.abort(),
    forget: () => {
      changeTo({ type: "forgotten" });
      void forgetAll();
    },
  };
}

/** The package is fetched while the person reads; who leaves the page leaves nothing in the local server. */
function startUp(): () => void {
  // A failure here comes again, and is shown, when the package is needed.
  loadPackage().catch(() => undefined);
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

interface Attempt {
  connection: Connection;
  signal: AbortSignal;
  language: Language;
}

async function outcomeOf(action: Action, { connection, signal, language }: Attempt): Promise<Outcome> {
  const begun = performance.now();
  try {
    if (action === "token") {
      await connection.token(signal);
      return { type: "token" };
    }
    const answer = await connection.healthcheck(signal);
    return { type: "answer", answer, milliseconds: performance.now() - begun, forToken: connection.waitedForToken };
  } catch (thrown) {
    if (signal.aborted) return { type: "cancelled" };
    return { type: "failure", failure: failureFrom(thrown, language) };
  }
}
