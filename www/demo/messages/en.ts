// The console's texts in English, but for what is not so in the demo. The keys are those of fr.ts.

import { en as ofTheConsole } from "../../src/messages/en.ts";
import type { fr } from "./fr.ts";

export const en: Readonly<Record<keyof typeof fr, string>> = {
  ...ofTheConsole,
  "page.footer":
    "All of it stays in the memory of this page; the tab keeps your choices of language, colours and environment, " +
    "and the contract's name, and nothing else.",
  "guide.simulator":
    "With the simulator everything is ready: these steps are PISTE's. To go through them with your own credentials, " +
    "run npx sne-cotation console.",
  "doctor.page.failed": "A server reaches the API, but the browser keeps this page from it.",
  "application.wrong-secret": "Secret copied wrongly",
  "application.other-environment": "Production credentials, in the sandbox",
  "application.server-down": "Authorisation server down",
  "application.gateway-down": "Gateway down",
};
