// What the person has chosen and typed to connect: the environment, where tokens come from, and the credentials. It is
// the only place of the page that holds a secret.

import type { EnvironmentName, Settings } from "./settings.ts";

export type FieldName = "clientId" | "clientSecret" | "scope" | "relayUrl" | "pastedToken" | "apiUrl";

/** Where tokens come from: the local server with credentials; without one, a relay, or a token obtained elsewhere. */
export type TokenSource = "credentials" | "relay" | "paste";

/** What is wrong with a field when it is needed. */
export type FieldProblem = "missing" | "address";

export interface Form {
  environment: EnvironmentName;
  source: TokenSource;
  values: Readonly<Record<FieldName, string>>;
  /** The label of the ready-made application whose credentials these are, or "". */
  application: string;
  problems: Readonly<Partial<Record<FieldName, FieldProblem>>>;
}

const EMPTY: Form["values"] = { clientId: "", clientSecret: "", scope: "", relayUrl: "", pastedToken: "", apiUrl: "" };
const FIRST_APPLICATION = "works";
const ADDRESSES: readonly FieldName[] = ["relayUrl", "apiUrl"];

/** The environments to choose from. An address of the person's own must be in the local server's policy. */
export function environmentsOf({ isLocal, simulator, other, environments }: Settings): readonly EnvironmentName[] {
  if (environments !== undefined) return environments;
  const all: EnvironmentName[] = ["simulator", "sandbox", "production", "other"];
  const isThere = { simulator: simulator !== null, sandbox: true, production: true, other: !isLocal || other !== null };
  return all.filter((name) => isThere[name]);
}

/**
 * The environment that was chosen before the page was loaded anew, where there is it still; else the simulator, with an
 * application that works; without a simulator, PISTE's sandbox.
 */
export function firstForm(settings: Settings, before?: EnvironmentName): Form {
  const again = environmentsOf(settings).find((name) => name === before);
  const environment = again ?? (settings.simulator ? "simulator" : "sandbox");
  return entered(settings, environment, settings.isLocal ? "credentials" : "relay");
}

/** Credentials never go along from one environment to another: they are worth nothing there. */
export function entered(settings: Settings, environment: EnvironmentName, source: TokenSource): Form {
  const empty: Form = { environment, source, values: EMPTY, application: "", problems: {} };
  return environment === "simulator" ? withApplication(empty, settings, FIRST_APPLICATION) : empty;
}

export function withApplication(form: Form, { simulator }: Settings, label: string): Form {
  const found = simulator?.applications.find((application) => application.label === label);
  const { clientId = "", clientSecret = "" } = found ?? {};
  return { ...form, values: { ...form.values, clientId, clientSecret }, application: found?.label ?? "", problems: {} };
}

export function typed(form: Form, field: FieldName, value: string): Form {
  const { [field]: _, ...problems } = form.problems;
  const application = field === "scope" ? form.application : "";
  return { ...form, values: { ...form.values, [field]: value }, application, problems };
}

/** Everything that was typed is gone; the choices stay. */
export function emptied(form: Form): Form {
  return { ...form, values: EMPTY, application: "", problems: {} };
}

/** The fields that the form shows, in their order. */
export function fieldsOf({ environment, source }: Form, { isLocal }: Settings): FieldName[] {
  const address: FieldName[] = environment === "other" && !isLocal ? ["apiUrl"] : [];
  const own: Record<TokenSource, FieldName[]> = {
    credentials: ["clientId", "clientSecret", "scope"],
    relay: ["relayUrl"],
    paste: ["pastedToken"],
  };
  return [...address, ...own[source]];
}

/** The fields without which no token can be asked for. */
export function problemsOf(form: Form, settings: Settings): Form["problems"] {
  const problems: Partial<Record<FieldName, FieldProblem>> = {};
  for (const field of fieldsOf(form, settings)) {
    const value = form.values[field].trim();
    if (value === "" && field !== "scope") problems[field] = "missing";
    else if (ADDRESSES.includes(field) && !isAddress(value)) problems[field] = "address";
  }
  return problems;
}

function isAddress(text: string): boolean {
  return URL.canParse(text, location.href) && /^https?:$/.test(new URL(text, location.href).protocol);
}
