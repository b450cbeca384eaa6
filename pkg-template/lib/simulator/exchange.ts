// What passes between whoever calls the platform and the state machine in Rust that is the platform.

/** A header, by name and value. */
export type Header = [name: string, value: string];

/** A request, complete. */
export interface Message {
  method: string;
  url: string;
  headers: Header[];
  body: Uint8Array<ArrayBuffer>;
}

/** An answer, and how it travels. */
export interface Answer {
  /** 0 when there is none. */
  status: number;
  headers: Header[];
  /** The whole body, even when it is cut on the way. */
  body: Uint8Array<ArrayBuffer>;
  /** Milliseconds before the head. */
  headDelay: number;
  /** Milliseconds before each piece of the body. */
  chunkDelay: number;
  /** Bytes in a piece; null: all in one. */
  chunkSize: number | null;
  /** Bytes that arrive; null: all. */
  truncateAfter: number | null;
  /** Whether the connection is dropped without an answer. */
  dropped: boolean;
}

/** What passes the gateway to a server behind it. */
export interface Forward {
  ticket: number;
  target: string;
  headers: Header[];
}

/** What the gateway makes of a message: its own answer, or what goes to the server behind it. */
export type Admission = { answer: Answer; forward: null } | { answer: null; forward: Forward };

/** A message to the server behind the gateway. */
export interface ForwardedMessage {
  target: string;
  method: string;
  headers: Header[];
  body: Uint8Array<ArrayBuffer>;
}

/** What came of asking the server behind the gateway. */
export interface Outcome {
  outcome: "answer" | "unreachable" | "broken" | "timed-out";
  status?: number;
  headers?: Header[];
  body?: Uint8Array<ArrayBuffer>;
}

/** Sends a message and gives the answer once its head is there. */
export type Send = (message: Message) => Promise<Answer>;

/** A page that calls the platform. */
export interface Page {
  origin: string;
  /** Whether its request says `credentials: "include"`. */
  credentials: boolean;
}
