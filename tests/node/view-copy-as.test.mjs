// What the console writes for a terminal and in JavaScript, run as it stands. Other languages: view-copy-as-languages.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SneCotation } from "sne-cotation";
import { load } from "../support/sources.mjs";
import { CONTRACT, testForms } from "./support/copied.mjs";

/** @import { Client } from "./support/platform.mjs" */

const { asCurl } = await load("copy-as/curl.ts");
const { asCommand } = await load("copy-as/command.ts");
const { asJavaScript } = await load("copy-as/javascript.ts");
const { preparedRequest } = await load("copy-as/prepared-request.ts");

describe("a call to take along", () => {
  testForms({
    curl: { write: asCurl, file: "appel.sh", program: "bash" },
    command: { write: asCommand, file: "appel.sh", program: "bash" },
    javascript: { write: asJavaScript, file: "appel.mjs", program: process.execPath },
  });

  it("does not ask for a call to be made that the contract refuses", async () => {
    /** @param {Client} client */
    const make = (client) => client.call("lireLivre", {});
    const preparing = preparedRequest(
      { SneCotation },
      { apiUrl: "https://api.example/", contract: CONTRACT, language: "fr", make },
    );
    await assert.rejects(preparing, { kind: "contract" });
  });
});
