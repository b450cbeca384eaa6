// The public types, as a CommonJS module sees them: the same declarations through their .d.cts twins.

import sne = require("sne-cotation");
import doctor = require("sne-cotation/doctor");
import slim = require("sne-cotation/slim");
import relays = require("sne-cotation/relay");
import relayPage = require("sne-cotation/relay/page");
import simulation = require("sne-cotation/simulator");

export async function healthcheck(): Promise<string> {
  const options: sne.Options = { environment: "production", clientId: "id", clientSecret: "secret" };
  const client: sne.SneCotation = await sne.SneCotation.create(options);
  const { etat } = await client.healthcheck();
  return etat;
}

export const isOurs = (error: unknown): error is sne.SneError => error instanceof sne.SneError;

export const report: string = doctor.reportOf([]);

export const create: unknown = slim.SneCotation.create;

export const relay = (options: relays.RelayOptions): relays.TokenRelay => relays.createTokenRelay(options);

export const getToken: sne.TokenOptions["getToken"] = relayPage.tokenFromRelay("/token");

export const applications = async () => (await simulation.createSimulator()).applications;

// @ts-expect-error: there is no such environment
void sne.SneCotation.create({ environment: "moon", clientId: "id", clientSecret: "secret" });
