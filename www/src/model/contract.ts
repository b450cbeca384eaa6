// The contract that the person has brought: read once by the package, for the list of its operations and their forms.

import type { Operation, SneRemark } from "sne-cotation";
import type { Language } from "../messages/index.ts";
import type { Definitions } from "../schema-form/schema.ts";
import { loadPackage } from "./connection.ts";

export interface Contract {
  /** The name of the file. */
  name: string;
  text: string;
  /** The path below which its operations are, on any host; undefined when the contract does not say. */
  basePath: string | undefined;
  operations: readonly Operation[];
  definitions: Definitions;
  /** What is odd about it. */
  remarks: readonly SneRemark[];
}

/** An address that is never called: the client is made to read the contract, not to send anything. */
const NOWHERE = { apiUrl: "https://localhost/" };

/** Rejects with the package's own error when the file is no contract. */
export async function readContract(name: string, text: string, language: Language): Promise<Contract> {
  const { SneCotation } = await loadPackage();
  const getToken = () => Promise.reject(new Error("no call is made"));
  const client = await SneCotation.create({ environment: NOWHERE, getToken, contract: text, language });
  try {
    return {
      name,
      text,
      basePath: basePathOf(text),
      operations: client.operations(),
      definitions: client.definitions(),
      remarks: client.remarks(),
    };
  } finally {
    await client.close();
  }
}

/** The package has read the text by then: it is JSON. */
function basePathOf(text: string): string | undefined {
  const { basePath } = JSON.parse(text.replace(/^\uFEFF/, "")) as { basePath?: unknown };
  return typeof basePath === "string" ? basePath.replace(/\/+$/, "") : undefined;
}
