// The call that needs nothing but a token, for the page: that of the package's diagnosis.

import { firstCallOf } from "sne-cotation/doctor";
import type { Contract } from "./contract.ts";
import { type Call, HEALTHCHECK } from "./exchange.ts";

/** Undefined where a contract has no such operation. */
export function firstCall(contract: Contract | undefined): Call | undefined {
  const first = contract && firstCallOf(contract);
  if (contract === undefined || first?.path === HEALTHCHECK.operation.path) return HEALTHCHECK;
  if (first === undefined) return undefined;
  const { id, method, path } = first;
  return { operation: { id, method, path, isBuiltIn: false }, parameters: {} };
}

/**
 * As much of a contract as its diagnosis needs: its base path, and the operation that is called in place of
 * `healthcheck`. Undefined where a diagnosis goes as it does without a contract.
 */
export function contractToDiagnose(contract: Contract | undefined): object | undefined {
  if (contract === undefined) return undefined;
  const first = firstCallOf(contract);
  if (first?.path === HEALTHCHECK.operation.path) return undefined;
  const { basePath } = contract;
  const head = { swagger: "2.0", info: { title: "", version: "" }, ...(basePath !== undefined && { basePath }) };
  if (first === undefined) return { ...head, paths: NOTHING_TO_CALL };
  const { id, path, produces } = first;
  return { ...head, paths: { [path]: { get: { operationId: id, produces, responses: {} } } } };
}

const NOTHING_TO_CALL = { "/": { post: { responses: {} } } };
