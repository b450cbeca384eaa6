// The environment "simulator": PISTE in miniature as `sne-cotation simulator` serves it, and one of its ready-made
// applications: the one that works, or "simulator:no-profile" and so on. Whoever has no account can try every command,
// and credentials that are meant for PISTE are not sent to whatever listens on that port.

import { DEFAULT_PORT } from "./commands/simulator.js";
import { misuse } from "./problems.js";

/** @import { Context } from "./command.ts" */

/** The word for it, with the label of an application. */
const NAME = /^simulator(?::(.*))?$/s;

/** @param {string | undefined} environment @returns {environment is string} */
export const isMiniature = (environment) => NAME.test(environment ?? "");

/**
 * Whether a command is to talk to it.
 * @param {Partial<Pick<Context, "values" | "env">>} context
 */
export const talksToMiniature = ({ values = {}, env = {} }) => isMiniature(values.environment ?? env.SNE_ENVIRONMENT);

/**
 * What the variables of the environment would be for it: credentials, and addresses unless others are given.
 * @param {string} environment
 * @param {Pick<Context, "command" | "t">} context
 */
export async function miniatureVariables(environment, context) {
  const { createSimulator } = await import("../simulator/index.js");
  const { applications, environments } = await createSimulator();
  const [, label = "works"] = NAME.exec(environment) ?? [];
  const inSandbox = applications.filter((one) => one.environment === "sandbox");
  const application = inSandbox.find((one) => one.label === label);
  if (application === undefined) {
    const allowed = inSandbox.map((one) => one.label).join(", ");
    throw misuse(context, "usage.choice", { name: "simulator:…", allowed });
  }
  const { tokenUrl, apiUrl } = environments.sandbox;
  return {
    credentials: { SNE_CLIENT_ID: application.clientId, SNE_CLIENT_SECRET: application.clientSecret },
    addresses: { SNE_TOKEN_URL: local(tokenUrl), SNE_API_URL: local(apiUrl) },
  };
}

/**
 * The simulator has the first label of PISTE's host as the first segment of the path.
 * @param {string} address
 */
function local(address) {
  const { hostname, pathname } = new URL(address);
  return `http://127.0.0.1:${DEFAULT_PORT}/${hostname.split(".")[0]}${pathname}`;
}
