// What a client asks of its contract.

import type {
  Answer,
  Client,
  Operation,
  OperationCallOptions,
  Page,
  PagesOptions,
  SneRemark,
} from "../../types/index.d.ts";

/** An answer, with the text that its data was read from, if it was. */
export type TextAnswer = Answer & { text?: string };

/** Sends what `request` takes. */
export type Send = (request: object) => Promise<TextAnswer>;

/** The parameters of a call by their keys. */
export type Parameters = Record<string, unknown>;

/** A contract, or what stands for one that is not there. */
export interface Calls {
  operations(): Operation[];
  definitions: Client["definitions"];
  remarks(): SneRemark[];
  /** Tells the caller's `onEvent` of the remarks, if there are some. */
  tellRemarks?(): void;
  pages(
    send: Send,
    id: string,
    parameters?: object | null,
    options?: PagesOptions,
  ): AsyncGenerator<Page, void, undefined>;
  call(send: Send, id: string, parameters?: object | null, options?: OperationCallOptions): Promise<Answer>;
  /** The API's address in one of PISTE's environments, where the contract has a say in it. */
  address(environment: string): string | undefined;
}
