// The package: `call`, its request and its answer both held against the contract.

import { SWAGGER } from "../contract.mjs";
import { openByContract } from "./own.mjs";

/** @type {import("./index.mjs").Open} */
export const open = (origin) => openByContract(origin, SWAGGER, { request: "error", response: "error" });
