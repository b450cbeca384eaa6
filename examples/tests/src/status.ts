// Code of one's own, which takes the client that it is given.

import { type SneCotation, SneError } from "sne-cotation";

export type Status = { ready: true; version: string } | { ready: false; advice: string; again: boolean };

/** Whether the API can be used now; if not, what a person has to do, or whether to ask again later. */
export async function statusOf(sne: SneCotation): Promise<Status> {
  try {
    const { version, etat } = await sne.healthcheck();
    if (etat === "OK") return { ready: true, version };
    return { ready: false, advice: `etat: ${etat}`, again: true };
  } catch (error) {
    if (!(error instanceof SneError)) throw error;
    return { ready: false, advice: error.advice, again: error.retryable };
  }
}
