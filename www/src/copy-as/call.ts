// A call as it can be written down elsewhere: in a terminal, in a program. Nothing secret is in it: credentials and
// tokens are variables wherever it is written.

import { ENVIRONMENTS } from "../model/environments.ts";

/** Where it goes. */
export interface CopyTarget {
  /** PISTE's own environments by name; any other by its addresses alone. */
  environment?: "production" | "sandbox" | undefined;
  tokenUrl: string;
  apiUrl: string;
  scope?: string | undefined;
}

/** What left, or would leave, without its token. `preparedRequest` finds it out. */
export interface SentRequest {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: unknown;
}

/** What was called, in the terms of the package. */
export type Called =
  | { type: "healthcheck" }
  | { type: "operation"; id: string; parameters: Readonly<Record<string, unknown>>; operation: CalledOperation }
  | { type: "request" };

/** What `sne.operations()` says of an operation, as far as the command is concerned. */
export interface CalledOperation {
  parameters: readonly { key: string; in: string; schema: Readonly<Record<string, unknown>> }[];
  consumes: readonly string[];
}

export interface CopyCall {
  target: CopyTarget;
  sent: SentRequest;
  called: Called;
}

/** The text to copy, and the files that it names: to be saved beside it. The contract is the person's own file. */
export interface Copied {
  text: string;
  files: readonly { name: string; content: Blob }[];
}

export const CONTRACT_FILE = "contrat.json";

/** Whether the environment's name says the API's address too. */
export function isPresetApi({ environment, apiUrl }: CopyTarget): boolean {
  return environment !== undefined && apiUrl.replace(/\/+$/, "") === ENVIRONMENTS[environment].apiUrl;
}

/** The path and query of a request below the API's base path. */
export function relativePath({ sent, target }: CopyCall): string {
  const base = target.apiUrl.replace(/\/+$/, "");
  return sent.url.startsWith(base) ? sent.url.slice(base.length) || "/" : sent.url;
}

/** Collects the files that a text names, each under a name of its own that is safe wherever it is written. */
export class Files {
  readonly list: { name: string; content: Blob }[] = [];

  add(content: Blob, wanted: string): string {
    const safe = wanted.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[.-]+/, "") || "fichier";
    let name = safe;
    for (let number = 2; name === CONTRACT_FILE || this.list.some((file) => file.name === name); number += 1) {
      name = `${number}-${safe}`;
    }
    this.list.push({ name, content });
    return name;
  }
}
