// The call that needs nothing but a token, by which one sees that all is well: `healthcheck`; of a contract that has
// none, the first operation that changes nothing and asks for nothing. The page of the console goes by it, too.

/** @import { ContractSeen } from "../../types/doctor.d.ts" */
/** @import { Operation } from "../../types/index.d.ts" */

const METHOD = "GET";
const HEALTHCHECK = "/healthcheck";

/**
 * A path that is an address as it stands: nothing to be filled in, nothing that has to be escaped. One that would leave
 * the API has a remark.
 */
const PLAIN = /^\/[^{}?#\\%\s\p{Cc}]*$/u;

/**
 * Whether an operation is the one that the guide knows.
 * @param {Pick<Operation, "method" | "path"> | undefined} operation
 */
export const isHealthcheck = (operation) => operation?.method === METHOD && operation.path === HEALTHCHECK;

/**
 * The operation; undefined where a contract has none such.
 * @param {ContractSeen} contract
 * @returns {Operation | undefined}
 */
export function firstCallOf({ operations, remarks }) {
  const unusable = new Set(remarks.flatMap(({ costs, operations }) => (costs === "operation" ? operations : [])));
  /** @param {Operation} operation */
  const isSafe = ({ id, method, path, parameters }) =>
    method === METHOD && PLAIN.test(path) && parameters.every(({ required }) => !required) && !unusable.has(id);
  return operations.find(isHealthcheck) ?? operations.find(isSafe);
}
