// What the page asks its server as: credentials, and where they are for.

import type { Language } from "../failure.ts";
import type { Addresses } from "../../types/simulator.d.ts";

/** The names of environments that the page may say. */
export type EnvironmentName = "simulator" | "other" | "sandbox" | "production";

/** What they stand for; nothing for those that this console was started without. */
export type Environments = Record<EnvironmentName, Addresses | "sandbox" | "production" | undefined>;

/** What the page gives. Who it comes from may have put anything in: the client checks it. */
export interface Credentials {
  environment: EnvironmentName;
  clientId: string;
  clientSecret: string;
  scope?: string;
  language: Language;
}
