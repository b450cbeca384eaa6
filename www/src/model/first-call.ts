// The call that needs nothing but a token, by which one sees that all is well: healthcheck; of a contract that has
// none, whatever it has that changes nothing and asks for nothing.

import type { Contract } from "./contract.ts";
import { type Call, HEALTHCHECK } from "./exchange.ts";

const { method: METHOD, path: PATH } = HEALTHCHECK.operation;

/** Undefined where a contract has no such operation. */
export function firstCall(contract: Contract | undefined): Call | undefined {
  if (contract === undefined || hasHealthcheck(contract.operations)) return HEALTHCHECK;
  const safe = contract.operations.find(
    ({ method, parameters }) => method === METHOD && parameters.every(({ required }) => !required),
  );
  if (safe === undefined) return undefined;
  const { id, method, path } = safe;
  return { operation: { id, method, path, isBuiltIn: false }, parameters: {} };
}

export const hasHealthcheck = (operations: Contract["operations"]): boolean =>
  operations.some(({ method, path }) => method === METHOD && path === PATH);
