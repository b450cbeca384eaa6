// The pages of an operation one after the other: what JavaScript and crates/contract/src/pages tell each other.

import type { Answer, NextParameters } from "../../types/index.d.ts";
import type { SneError } from "../error.js";

/** Makes the failure with that reason. */
export type Fail = (reason: string, facts: object) => SneError;

/** Asks Rust, and throws what is wrong. */
export type Ask = (told: unknown[]) => unknown;

/** Makes a call; `fixed` is what every request of these pages has. */
export type CallPage = (
  id: string,
  parameters: object | null | undefined,
  options: object,
  fixed: object,
) => Promise<Answer>;

/** What a walk through pages needs. */
export interface Paged {
  ask: Ask;
  call: CallPage;
  /** A failure that Rust told of. */
  failureOf(view: unknown): SneError;
  /** One that is found on this side. */
  fail: Fail;
  /** What is wrong with parameters that cannot be looked at. */
  refuse(): SneError;
}

/** The caller's function that says what comes next. */
export type NextPage = (answer: Answer, asked: unknown, index: number) => NextParameters | Promise<NextParameters>;

/** Asks about the pages of one walk, by the number of the question. */
export type Walk = <What extends keyof Told>(what: What, ...event: unknown[]) => Told[What];

/** What Rust answers to each question: `Ask` in crates/contract/src/pages/mod.rs, by its numbers. */
export interface Told {
  /** Plan. */
  0: Plan;
  /** First: what asks for the first page. */
  1: { value: unknown };
  /** Count: nothing; it throws when there are too many. */
  2: null;
  /** IsEnd: what becomes of a failure that says that there is no such page. */
  3: Judgement | null;
  /** Look. */
  4: { content: string; mark: string };
  /** Judge. */
  5: Judgement;
}

/** What is to be known of all pages. */
export interface Plan {
  /** The parameter that asks for a page, and a pointer into it. */
  key: string | null;
  pointer: string;
  /** Pointers into an answer, to what is told of it. */
  looks: string[];
  /** Headers of an answer that are told of. */
  counts: string[];
  request: object;
}

/** What becomes of an answer. */
export interface Judgement {
  /** Or it is behind the end. */
  isGiven: boolean;
  /** What asks for the next page, if there is one. */
  value: unknown;
  /** What is wrong after this page. */
  failure: unknown;
  /** How many items were given so far, where that can be told. */
  items: number | null;
}
