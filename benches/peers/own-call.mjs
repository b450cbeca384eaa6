// The package: `call`, by the contract, which says what the request is made of; nothing is held against its schemas.

import { SWAGGER } from "../contract.mjs";
import { openByContract } from "./own.mjs";

/** @type {import("./index.mjs").Open} */
export const open = (origin) => openByContract(origin, SWAGGER, false);
