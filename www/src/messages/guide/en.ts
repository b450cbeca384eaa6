// The texts of the screen “Guide”: the seven steps, and the diagnosis.

import type { guide as french } from "./fr.ts";

export const guide: Readonly<Record<keyof typeof french, string>> = {
  "guide.title": "The seven steps",
  "guide.simulator":
    "With the simulator everything is ready: these steps are PISTE's. Choose the sandbox or production on the screen " +
    "“Connection” to go through them.",
  "guide.place.sandbox": "What to do for the sandbox (the portal's environment SANDBOX).",
  "guide.place.production": "What to do for production.",
  "guide.seen": "Seen by the console.",
  "guide.pretended": "The simulator pretends; nothing was seen on the portal.",
  "guide.wrong": "The diagnosis reports a problem here.",
  "guide.account": "Create an account on the portal",
  "guide.account.todo":
    "On piste.gouv.fr, “Créer un compte”.\n" +
    "In “Code de l'organisation”, enter 984b19.\n" +
    "Follow the link in the confirmation e-mail.",
  "guide.application": "Have a client application",
  "guide.application.sandbox":
    "Tab “Applications”: the portal has made the sandbox's, whose name starts with APP_SANDBOX.\n" +
    "It is the only one that opens the sandbox.",
  "guide.application.production":
    "Tab “Applications”, “Créer une application”.\n" +
    "Check the contact's e-mail address: the portal does not, and notices about quotas go there.",
  "guide.subscription": "Subscribe to the API",
  "guide.subscription.sandbox":
    "Open the application, “Modifier l'application”.\n" +
    "Tick “SNE-Cotation site-ecole”, then “Appliquer les modifications”.\n" +
    "Accept the terms of use where the page “Consentement CGU API” asks for it.",
  "guide.subscription.production":
    "Open the application, “Modifier l'application”.\n" +
    "Tick “SNE-Cotation”, then “Appliquer les modifications”.\n" +
    "Accept the terms of use where the page “Consentement CGU API” asks for it.",
  "guide.approval": "Wait for the approval",
  "guide.approval.todo":
    "The API's administrators approve each subscription; until then, the API answers 403 without a word.\n" +
    "Without news, write to api-platau-administration@developpement-durable.gouv.fr.",
  "guide.credentials": "Note the credentials",
  "guide.credentials.todo":
    "Open the application, section “Identifiants OAuth” (not “API Keys”).\n" +
    "Copy the client_id; “View secret” shows the client_secret.\n" +
    "To call from this page, “Javascript Origins” must have {origin}.",
  "guide.token": "Get a token",
  "guide.token.todo":
    "Enter the credentials on the screen “Connection” and ask for a token.\n" +
    "Those of the sandbox are worth nothing in production, and the other way round.",
  "guide.call": "Call healthcheck",
  "guide.call.todo":
    "The API answers “OK” when nothing is missing.\n" +
    "ERRAUTUSR0001: the business profile is missing, which the administrators of SNE-Cotation give to the " +
    "application.",

  "doctor.title": "Diagnosis",
  "doctor.purpose": "Goes through everything that has to be in place and, from what it sees, says what is missing.",
  "doctor.tryOther": "Try the other environment too",
  "doctor.tryOther.hint":
    "When the credentials are refused, tells a mix-up of sandbox and production from a wrong secret. The credentials " +
    "are sent there.",
  "doctor.start": "Start the diagnosis",
  "doctor.running": "Diagnosis under way…",
  "doctor.ok": "in order",
  "doctor.failed": "needs fixing",
  "doctor.skipped": "not looked at",
  "doctor.unknown": "cannot be seen from here",
  "doctor.causes": "Possible causes, the most likely first",
  "doctor.evidence": "What was seen",
  "doctor.copy": "Copy the report",
  "doctor.guide": "(guide, step {step})",
  "doctor.static":
    "Without a local server, the diagnosis is made in a terminal: npx sne-cotation doctor. This page ticks by itself " +
    "what its calls show.",
  "doctor.page": "Call from this page",
  "doctor.page.ok": "The page calls the API itself.",
  "doctor.page.skipped": "Not looked at: a step before it failed.",
  "doctor.page.elsewhere": "Not looked at: calls go through the local server, not from this page.",
  "doctor.page.noSafe": "Not looked at: the contract has no operation without parameters and effect.",
  "doctor.page.failed": "The local server reaches the API, but the browser keeps this page from it.",
  "doctor.page.origin": "The origin {origin} is not declared for the application.",
  "doctor.page.advice":
    "On the portal, tab “Applications”, section “Identifiants OAuth”: add it to the “Javascript Origins”.",
};
