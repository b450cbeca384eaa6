// The one operation that everybody knows: it needs no contract.

import type { Operation } from "sne-cotation";
import { HEALTHCHECK } from "../model/exchange.ts";

/** As the contract would list it. */
export function healthcheckOperation(summary: string): Operation {
  const { id, method, path } = HEALTHCHECK.operation;
  return {
    id,
    method,
    path,
    summary,
    tags: [],
    deprecated: false,
    parameters: [],
    consumes: [],
    produces: [],
    responses: [],
  };
}

/** The contract's operations; without a contract, healthcheck alone. */
export function allOperations(operations: readonly Operation[] | undefined, summary: string): readonly Operation[] {
  return operations ?? [healthcheckOperation(summary)];
}
