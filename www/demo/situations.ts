// The situations of the guide: what each is made of in the simulator. Each is one of the applications to choose from,
// by its label: those that the simulator has ready, and some more, which are made of these.

import type { Application, Fault, Server, Simulator } from "sne-cotation/simulator";
import type { Application as ShownApplication } from "../src/model/settings.ts";

export interface Situation {
  label: string;
  /** What a server answers, every time. */
  faults?: readonly [Server, Fault];
  /** What is different about its application. */
  changes?: Partial<Application>;
}

const DAY = 86_400;
const DAILY = 280_000;
/** More than anybody ever sends. */
const ALWAYS = 1000;

/** In the order in which somebody meets them who follows the guide. */
export const SITUATIONS = [
  { label: "works" },
  { label: "disabled" },
  { label: "no-subscription" },
  { label: "subscription-pending" },
  { label: "terms-not-accepted" },
  { label: "wrong-secret" },
  { label: "other-environment" },
  { label: "origin-not-allowed" },
  { label: "no-profile" },
  { label: "quota-by-day", changes: { quotas: [{ window: DAY, limit: DAILY, spent: DAILY }] } },
  { label: "blocked" },
  { label: "server-down", faults: ["authorization-server", "outage"] },
  { label: "gateway-down", faults: ["gateway", "outage"] },
] as const satisfies readonly Situation[];

export type SituationLabel = (typeof SITUATIONS)[number]["label"];

/** The applications that the page offers, with those of the situations that the simulator has not ready. */
export function applicationsOf(simulator: Simulator): ShownApplication[] {
  const works = fieldsOf(simulator.find("works"));
  const ready = simulator.applications.filter(({ environment }) => environment === "sandbox").map(fieldsOf);
  return [
    ...ready,
    { ...works, label: "wrong-secret", clientSecret: "simulated-secret-mistyped" },
    { ...fieldsOf(simulator.find("works", "production")), label: "other-environment" },
    { ...works, label: "server-down" },
    { ...works, label: "gateway-down" },
  ];
}

function fieldsOf({ label, name, clientId, clientSecret }: Application): ShownApplication {
  return { label, name, clientId, clientSecret };
}

/** Puts the simulator into a situation, out of the one before; any label that is not one of these is none. */
export function arrange(simulator: Simulator, label: string): void {
  const { faults, changes }: Situation = SITUATIONS.find((one) => one.label === label) ?? { label };
  simulator.clearFaults();
  if (faults) simulator.inject(...faults, ALWAYS);
  if (changes) simulator.update(simulator.find(label).clientId, changes);
}
