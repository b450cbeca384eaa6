// The one client of the program: one token, one pace, one circuit for all of it.

import { SneCotation } from "sne-cotation";

/** Where the program's settings come from: its environment. */
function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

/** PISTE's environment, or addresses of one's own: those of the simulator on this machine, say. */
function environment() {
  const { SNE_TOKEN_URL: tokenUrl, SNE_API_URL: apiUrl, SNE_ENVIRONMENT: name } = process.env;
  if (tokenUrl && apiUrl) return { tokenUrl, apiUrl };
  return name === "production" ? "production" : "sandbox";
}

export function createClient(): Promise<SneCotation> {
  return SneCotation.create({
    environment: environment(),
    clientId: variable("SNE_CLIENT_ID"),
    clientSecret: variable("SNE_CLIENT_SECRET"),
    rateLimit: { perSecond: 10 },
    language: "en",
  });
}
