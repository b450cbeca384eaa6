// All texts of the console, in English. The keys are those of fr.ts; TypeScript refuses one too many or too few.

import type { Messages } from "./fr.ts";
import { views } from "./views/en.ts";

export const en: Messages = {
  ...views,

  "page.title": "SNE-Cotation console",
  "page.otherLanguage": "Français",
  "page.loading": "Loading…",
  "page.navigation": "Screens",
  "page.skip": "Skip to the content",
  "page.dark": "Dark mode",
  "page.light": "Light mode",
  "page.footer":
    "Credentials stay in the memory of this page and of its local server alone; the tab keeps your choices of " +
    "language, colours, environment and way of the calls, and the contract's name, and nothing else.",
  "page.footer.static":
    "What is typed stays in the memory of this page alone; the tab keeps your choices of language, colours and " +
    "environment, and the contract's name, and nothing else.",

  "reload.title": "The page was loaded again.",
  "reload.credentials": "The credentials that were typed, the token and the history are forgotten.",
  "reload.contract": "Choose the contract “{name}” again.",
  "reload.close": "Understood",
  "screen.connect": "Connection",
  "screen.connect.title": "Connect",
  "screen.connect.purpose": "Get a token, call healthcheck, read the answer: from a page, as yours would.",
  "screen.guide": "Guide",
  "screen.guide.title": "The guide, step by step",
  "screen.guide.purpose": "From the PISTE portal to the first call: what is done, what is missing, and what to do.",
  "screen.explore": "Explore",
  "screen.explore.title": "Explore the API",
  "screen.explore.purpose": "Every operation of the contract, a form for each, and what the API answers.",
  "screen.runs": "Runs",
  "screen.runs.title": "Go through a list",
  "screen.runs.purpose": "The same call for every row of a file, within the quota; can be stopped and gone on with.",
  "screen.history": "History",
  "screen.history.title": "The calls of this session",
  "screen.history.purpose": "To make again, to compare, to take along. They go with the page.",
  "screen.traffic": "Traffic",
  "screen.traffic.title": "What the client does",
  "screen.traffic.purpose": "Calls, failures, times and token requests since this page was opened.",

  "status.title": "State of the connection",
  "status.token": "Token obtained",
  "status.tokenFor": "Token good for another",

  "connection.title": "Connection",
  "environment.legend": "Environment",
  "environment.simulator": "Simulator",
  "environment.simulator.hint": "PISTE in miniature, on this machine: no account, no network.",
  "environment.sandbox": "PISTE sandbox",
  "environment.sandbox.hint": "With the portal's application whose name starts with APP_SANDBOX.",
  "environment.production": "PISTE production",
  "environment.production.hint": "With an application made for production: its credentials are different.",
  "environment.other": "Another environment",
  "environment.other.hint": "The API's base address, as the portal has it.",
  "environment.other.how":
    "For another environment, start the command again with --token-url and --api-url: the page can reach only the " +
    "addresses that its server lets it.",

  "source.legend": "Where tokens come from",
  "source.why":
    "PISTE gives a page no token: its authorisation server refuses every request of a browser. A server must ask for " +
    "it.",
  "source.relay": "A relay",
  "source.relay.hint": "On a server of yours, made with sne-cotation/relay.",
  "source.paste": "A pasted token",
  "source.paste.hint": "Obtained elsewhere, for instance with npx sne-cotation token --reveal.",
  "source.route":
    "The page calls the API itself: declare the origin {origin} among the application's “Javascript Origins”.",

  "application.label": "Ready-made application",
  "application.hint": "One that works, and one for each thing that can be missing.",
  "application.none": "None: credentials typed in",
  "application.works": "Nothing is missing",
  "application.disabled": "Application disabled",
  "application.no-subscription": "Not subscribed to the API",
  "application.subscription-pending": "Subscription awaiting approval",
  "application.terms-not-accepted": "Terms of use (CGU) not accepted",
  "application.no-profile": "No business profile (ERRAUTUSR0001)",
  "application.missing-scope": "Tokens without the scope that is needed",
  "application.origin-not-allowed": "Origin of the page not declared",
  "application.blocked": "Access blocked",
  "application.quota-by-second": "Quota: two calls a second",
  "application.quota-by-day": "Quota: two calls today",
  "application.short-lived-tokens": "Tokens live five seconds",
  "application.token-throttled": "One token every ten seconds",

  "field.clientId": "client_id",
  "field.clientSecret": "client_secret",
  "credentials.hint": "On the portal: tab “Applications”, section “Identifiants OAuth” (not “API Keys”).",
  "credentials.options": "Options",
  "field.clientId.missing": "Enter the client_id.",
  "field.clientSecret.missing": "Enter the client_secret.",
  "route.legend": "Which way calls go",
  "route.summary": "Calls go: {route}",
  "route.page": "From this page",
  "route.page.short": "from this page",
  "route.page.hint":
    "As a page of yours would call: the browser asks for CORS, and hides what the gateway does not declare.",
  "route.server": "By the local server",
  "route.server.short": "by the local server",
  "route.server.hint":
    "As a program of yours would call: every status, every header, every reason why there is no answer; no " +
    "“Javascript Origins” are needed.",
  "route.badge": "calls by the local server",
  "route.change": "Send calls by the local server",
  "credentials.route":
    "The local server asks PISTE for the token, because PISTE gives browsers none. The page then calls " +
    "the API itself: declare the origin {origin} among the application's “Javascript Origins”.",
  "field.scope": "scope (optional)",
  "field.scope.hint": "The guide asks for none; other APIs on PISTE want one, such as openid.",
  "field.relayUrl": "Address of the relay",
  "field.relayUrl.missing": "Enter the address of the relay.",
  "field.pastedToken": "Token",
  "field.pastedToken.missing": "Paste a token.",
  "field.apiUrl": "The API's base address",
  "field.apiUrl.missing": "Enter the API's base address.",
  "field.address": "This is no address (https://…).",

  "token.get": "Get a token",
  "token.getAnother": "Get another token",
  "token.forget": "Forget",
  "token.title": "Token",
  "token.none": "No token yet.",
  "token.pending": "Asking for a token…",
  "token.cancelled": "Request cancelled.",
  "token.value": "Value",
  "token.masked": "{start}… ({length} characters)",
  "token.life": "Still valid for",
  "token.obtained": "Obtained at",
  "token.scope": "Scope",
  "token.expired": "expired; the next call asks for another",
  "token.lifeUnknown": "unknown time",

  "call.title": "Call",
  "call.operation": "Call {operation}",
  "call.noSafe": "Every operation of this contract asks for parameters, or changes something:",
  "call.healthcheck": "Call healthcheck",
  "call.cancel": "Cancel",
  "call.takeAlong": "Code of this call",
  "call.none": "The answer will be shown here.",
  "call.pending": "Calling…",
  "call.cancelled": "Call cancelled.",

  "traffic.title": "Traffic of this session",
  "history.title": "Calls",
  "explore.contract": "Contract",
  "explore.healthcheck": "API health",
  "explore.code": "Code of this call: JavaScript, TypeScript, curl, Python…",
  "explore.code.pending": "Writing it…",
  "explore.code.refused": "There is code once the form fits the contract:",
  "explore.shortcut": "or Ctrl+Enter",
  "explore.notSent": "The form says what is wrong.",
  "explore.sendAnyway": "Send all the same",
  "failure.diagnose": "Diagnose",
  "behind.attempts": "Attempts: {count}",
  "behind.failed": "Attempt {attempt} failed:",
  "behind.backOff": "Wait before another attempt: {milliseconds} ms",
  "behind.retryAfter": "Wait that the server asked for: {milliseconds} ms",
  "behind.queue": "Wait for its turn: {milliseconds} ms",
  "behind.deviations": "Deviations of the answer from the contract: {count}",
  "explore.send": "Send",

  "guide.title": "The seven steps",
  "guide.simulator":
    "With the simulator all is ready: these steps are PISTE's. Choose the sandbox or production on the screen " +
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
    "Follow the link in the confirmation mail.",
  "guide.application": "Have a client application",
  "guide.application.sandbox":
    "Tab “Applications”: the portal has made the sandbox's, whose name starts with APP_SANDBOX.\n" +
    "It is the only one that opens the sandbox.",
  "guide.application.production":
    "Tab “Applications”, “Créer une application”.\n" +
    "Check the contact's mail address: the portal does not, and notices about quotas go there.",
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
  "doctor.purpose": "Goes through all that has to be in place, and says what is missing from what it sees.",
  "doctor.tryOther": "Try the other environment too",
  "doctor.tryOther.hint":
    "When the credentials are refused, tells a mix-up of sandbox and production from a wrong secret. The credentials " +
    "are sent there.",
  "doctor.start": "Start the diagnosis",
  "doctor.running": "Diagnosis under way…",
  "connect.incomplete": "What is needed to connect is missing:",
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
  "doctor.page.elsewhere": "Not looked at: calls go by the local server, not from this page.",
  "doctor.page.noSafe": "Not looked at: the contract has no operation without parameters and effect.",
  "doctor.page.failed": "The local server reaches the API, but the browser keeps this page from it.",
  "doctor.page.origin": "The origin {origin} is not declared for the application.",
  "doctor.page.advice":
    "On the portal, tab “Applications”, section “Identifiants OAuth”: add it to the “Javascript Origins”.",

  "answer.title": "Answer",
  "answer.status": "Status",
  "answer.time": "Time",
  "answer.milliseconds": "{total} ms",
  "answer.millisecondsWithToken": "{total} ms, of which {token} ms for the token",
  "answer.headers": "Headers that the page may see",
  "answer.allHeaders": "Headers",
  "answer.headerName": "Name",
  "answer.headerValue": "Value",
  "answer.noHeaders": "None: the server lets the page see none.",
  "answer.body": "Body",
  "answer.noBody": "Empty.",

  "failure.title": "Failure",
  "failure.kind": "Kind",
  "failure.code": "Code",
  "failure.advice": "What to do",
  "failure.retryAfter": "Wait",
  "failure.cause": "Cause",
  "failure.body": "What came back",
  "failure.body.warning":
    "As it came. It may hold personal data, even those that you sent: look before you copy it into a message.",
  "failure.session": "The local server does not know this page any more.",
  "failure.session.advice": "Open the whole address again that the command has printed, with its key.",
  "failure.pastedToken": "The pasted token is not accepted any more.",
  "failure.pastedToken.advice": "Obtain another and paste it on the screen “Connection”.",
  "failure.localServer": "The console's local server does not answer.",
  "failure.localServer.advice":
    "It has probably been stopped: start again the command that printed this page's address, then reload the page.",
  "failure.unexpected": "Unexpected error in the page: {reason}",
  "failure.unexpected.advice": "Reload the page. If it happens again, report it to the project.",

  "network.title": "What the browser does not say",
  "network.hidden":
    "It hides from the page why the call came to nothing: no network, a refused certificate or an answer without " +
    "CORS headers all look alike (“Failed to fetch”).",
  "network.causes": "On PISTE it is usually",
  "network.cause.origin":
    "the origin {origin}, which is not among the application's “Javascript Origins”: the gateway then refuses the " +
    "request;",
  "network.cause.gateway":
    "a failure of the gateway itself (token refused, quota, breakdown), whose answer has no CORS headers: its status " +
    "stays hidden;",
  "network.cause.line": "the network: a proxy, a firewall, an extension of the browser.",
  "network.check": "To check",
  "network.check.route": "The same call by the local server, which sees all of the answer: if it succeeds, it is CORS.",
  "network.check.tools": "The tab “Network” of the browser's tools (F12) does show the status of the answer.",
  "network.check.outside":
    "The same call outside the browser tells the rest: screen “Guide”, diagnosis, or npx sne-cotation doctor.",
  "network.check.portal": "On the portal: tab “Applications”, section “Identifiants OAuth”, “Javascript Origins”.",

  "said.token": "Token obtained.",
  "said.answer": "Answer {status} in {total} ms.",
  "said.failure": "Failure. {message}",
  "said.cancelled": "Cancelled.",
  "said.diagnosis": "Diagnosis over: nothing to mend.",
  "said.diagnosis.failed": "Diagnosis over. {step}: {message}",
  "said.copied": "Copied.",
  "copy.body": "Copy",
  "copy.byHand": "Text to copy",
  "said.forgotten": "Credentials, token and results forgotten.",
};
