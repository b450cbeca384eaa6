// Ways to ask for the pages of an operation one after the other.

import type { Answer, NextParameters, Operation, PageStrategy, RangeStrategy } from "../../types/index.d.ts";
import type { SneError } from "../error.js";
import type { Parameters } from "./calls.ts";

/** Makes the failure with that reason. */
export type Fail = (reason: string, facts: object) => SneError;

/** What the contract says of operations. */
export interface PagedContract {
  operation(id: string): Operation | undefined;
  definitions(): Definitions;
}

/** An operation, and what its schemas refer to. */
export interface PagedOperation {
  operation: Operation;
  definitions(): Definitions;
}

export type Definitions = Record<string, Schema>;

/** A schema, as far as places are looked for in it. */
export interface Schema {
  $ref?: string;
  type?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
}

/** Where the number or the range of a page goes. */
export interface Place {
  isHeader: boolean;
  /** What the contract assumes when nothing is given. */
  assumed: unknown;
  read(parameters: Parameters): unknown;
  /** The parameters with that in its place: a copy. */
  write(parameters: Parameters, value: string | number): Parameters;
}

/** A way to ask for pages. */
export interface Strategy {
  /** The parameters of the first page. */
  first(parameters: Parameters): Parameters;
  /** Those of the page after that answer; nothing when there is none. */
  next(answer: Answer, asked: Parameters, index: number): NextParameters | Promise<NextParameters>;
  /** Whether nothing is in a page. */
  isEmpty(answer: Answer): boolean;
  /** What tells a page from others. */
  contentOf(answer: Answer): unknown;
  /** Whether a failure says that there are no more. */
  isEnd?(thrown: unknown): boolean;
  /** Whether a page that is there again is the end. */
  mayRepeat?(answer: Answer): boolean;
  /** Whether it may ask for anything. */
  isFree?: boolean;
}

/** The options of the strategies by range and by page, checked. */
export interface StrategyOptions {
  range?: string;
  page?: string;
  size?: number;
  unit?: string;
  of?: string;
  items?: string;
}

/** Whether a value can be that of an option. */
export type Check = (value: unknown) => boolean;

/** A check for each option that a strategy takes: those of the others are declared to be undefined. */
type ChecksOf<Way> = { [Name in keyof Way as Way[Name] extends undefined ? never : Name]-?: Check };

/** The same of each strategy. */
export type OptionTables = [ChecksOf<RangeStrategy>, ChecksOf<PageStrategy>];
