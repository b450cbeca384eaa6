// What the console's server serves.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Addresses, Application, Environments } from "../../types/simulator.d.ts";

/** A file of the page. */
export interface SiteFile {
  type: string;
  cache: string;
  body: Buffer;
}

/** Files by the path under which they are served. */
export type Files = Map<string, SiteFile>;

/** Answers a request whose path is the server's own affair. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** By method and path: "POST /api/token". */
export type Routes = Record<string, Route>;

/** A simulator that listens, and its applications. */
export interface RunningSimulator {
  environments: Environments;
  applications: Application[];
}

/** What the page is told of the simulator. */
export interface Miniature {
  addresses: Addresses;
  applications: Application[];
}

/** What the page shows besides what it was built with. */
export interface Settings {
  miniature?: Miniature;
  other?: Addresses;
  /** A style sheet over the console's own. */
  theme?: Uint8Array;
  /** A contract for the page to begin with. */
  contract?: Uint8Array;
  /** The language that the page begins in; without it, the browser's. */
  language?: "fr" | "en";
}
