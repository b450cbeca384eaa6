// The broken situations that the doctor must see through: how each is set up in PISTE in miniature, and which step
// fails of what.

/** @import { DiagnosisOptions, DiagnosisStepId } from "sne-cotation" */
/** @import { Application, Environment, Fault, ReadyMade, Simulator, SimulatorOptions } from "sne-cotation/simulator" */
/** @import { Says } from "./languages.mjs" */
/** @import { Ending } from "./platform.mjs" */
/** @import { Server } from "sne-cotation/simulator" */

const DAY = 86_400;

/** Quotas that are used up before the first call. @param {number} window @param {number} limit */
const spent = (window, limit) => ({ quotas: [{ window, limit, spent: limit }] });

/** More than a diagnosis ever asks for. */
const ALWAYS = 50;

/**
 * @typedef {object} Situation
 * @property {string} name
 * @property {ReadyMade} [label] names the application
 * @property {Partial<Application>} [changes] what is wrong with it
 * @property {[Server, Fault]} [faults] what its server always answers
 * @property {string} [secret] a wrong one
 * @property {Environment} [goesTo] which environment's servers the client goes to
 * @property {SimulatorOptions} [simulator] how PISTE is made
 * @property {DiagnosisOptions} [options] what `diagnose` is told
 * @property {DiagnosisStepId} step the one that must fail
 * @property {string} cause what must come first
 * @property {string[]} [also] the causes that must follow
 * @property {Required<Says>} says what must be said of it
 * @property {number} [guide] the step of the guide that helps
 */

/** @type {Situation[]} */
export const SITUATIONS = [
  {
    name: "wrong secret",
    secret: "not-the-secret",
    options: { tryOtherEnvironment: true },
    step: "credentials",
    cause: "wrong-secret",
    says: { fr: /Identifiants OAuth/, en: /Identifiants OAuth/ },
    guide: 5,
  },
  {
    name: "sandbox credentials on production",
    goesTo: "production",
    options: { tryOtherEnvironment: true },
    step: "credentials",
    cause: "other-environment",
    says: { fr: /autre environnement/, en: /other environment/ },
    guide: 5,
  },
  {
    name: "throttled token server",
    faults: ["authorization-server", "throttled-token"],
    step: "token",
    cause: "throttled",
    says: { fr: /trop de demandes de jeton/, en: /too many token requests/ },
    guide: 6,
  },
  {
    name: "disabled application",
    label: "disabled",
    step: "token",
    cause: "application-disabled",
    says: { fr: /Activée : Oui/, en: /Activée : Oui/ },
    guide: 2,
  },
  {
    name: "no subscription",
    label: "no-subscription",
    step: "subscription",
    cause: "no-subscription",
    also: ["subscription-pending", "terms-not-accepted"],
    says: { fr: /Modifier l'application/, en: /Modifier l'application/ },
    guide: 3,
  },
  {
    name: "subscription pending",
    label: "subscription-pending",
    step: "subscription",
    cause: "no-subscription",
    also: ["subscription-pending"],
    says: { fr: /ne se distinguent pas/, en: /cannot be told apart/ },
    guide: 3,
  },
  {
    name: "terms not accepted",
    label: "terms-not-accepted",
    step: "subscription",
    cause: "no-subscription",
    also: ["terms-not-accepted"],
    says: { fr: /Consentement CGU API/, en: /Consentement CGU API/ },
    guide: 3,
  },
  {
    name: "no business profile",
    label: "no-profile",
    step: "profile",
    cause: "no-profile",
    says: { fr: /api-platau-administration@/, en: /api-platau-administration@/ },
    guide: 7,
  },
  {
    name: "quota by the second",
    changes: spent(1, 2),
    step: "gateway",
    cause: "quota-of-seconds",
    says: { fr: /d'attendre 1 s/, en: /to wait 1 s/ },
  },
  {
    name: "quota by the day",
    changes: spent(DAY, 2),
    step: "gateway",
    cause: "quota-of-day",
    says: { fr: /d'attendre 1 j/, en: /to wait 1 d/ },
  },
  {
    name: "blocked",
    label: "blocked",
    step: "gateway",
    cause: "suspicion",
    says: { fr: /activité jugée suspecte/, en: /found suspicious/ },
  },
  {
    name: "gateway down",
    faults: ["gateway", "outage"],
    step: "gateway",
    cause: "gateway-down",
    says: { fr: /503/, en: /503/ },
  },
  {
    name: "gateway that does not answer",
    faults: ["gateway", "dropped-connection"],
    step: "gateway",
    cause: "gateway-down",
    says: { fr: /Aucune réponse/, en: /No answer/ },
  },
  {
    name: "authorisation server down",
    faults: ["authorization-server", "outage"],
    step: "authorization-server",
    cause: "server-down",
    says: { fr: /503/, en: /503/ },
  },
  {
    name: "authorisation server that does not answer",
    faults: ["authorization-server", "dropped-connection"],
    step: "authorization-server",
    cause: "server-down",
    says: { fr: /Aucune réponse/, en: /No answer/ },
  },
  {
    name: "clock off by a day",
    simulator: { clockSkew: -DAY },
    step: "configuration",
    cause: "clock",
    says: { fr: /avance de 1 j/, en: /is 1 d ahead/ },
  },
];

/**
 * Makes a simulator broken in that way for the length of a test. `options` are those of `create`.
 * @param {Ending} t
 * @param {Situation} situation
 * @param {(options: SimulatorOptions) => Promise<Simulator>} createSimulator
 */
export async function broken(t, situation, createSimulator) {
  const { label = "works", changes, faults, goesTo = "sandbox", secret } = situation;
  const simulator = await createSimulator({ clock: "manual", ...situation.simulator });
  const server = await simulator.listen({ port: 0 });
  t.after(() => server.close());
  const { clientId, clientSecret } = simulator.find(label);
  if (changes) simulator.update(clientId, changes);
  if (faults) simulator.inject(...faults, ALWAYS);
  const environment = server.environments[goesTo];
  const otherEnvironment = server.environments[goesTo === "sandbox" ? "production" : "sandbox"];
  return {
    simulator,
    environment,
    otherEnvironment,
    options: { environment, clientId, clientSecret: secret ?? clientSecret },
    diagnose: situation.options && { ...situation.options, otherEnvironment },
  };
}
