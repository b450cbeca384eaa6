// In place of what the console asks of its local server (src/model/local-server.ts): the same, answered by the
// simulator in the page. A token is asked for as a server would, the API is called as a page would.

import type { CredentialOptions, SneCotation, TokenAnswer } from "sne-cotation";
import { loadPackage } from "../src/model/connection.ts";
import type { DoctorReport, DoctorStep } from "../src/model/diagnosis.ts";
import { failureFrom, localServerSilent, RelayError } from "../src/model/failure.ts";
import type * as LocalServer from "../src/model/local-server.ts";
import { simulatorNow } from "./miniature.ts";

export type { DiagnosisQuestion, TokenQuestion } from "../src/model/local-server.ts";

type Credentials = Pick<CredentialOptions, "clientId" | "clientSecret" | "scope" | "language" | "contract">;
type Fetch = typeof fetch;

export const sendFromPage: typeof LocalServer.sendFromPage = async (url, init) => {
  const simulator = await simulatorNow();
  return simulator.fetchFrom(location.origin)(url, init);
};

export const askForToken: typeof LocalServer.askForToken = async (question, signal) => {
  const { clientId, clientSecret, scope, language } = question;
  const { fetch } = await simulatorNow();
  const grants = new Map<string, TokenAnswer>();
  const noting: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (answer.ok) await note(answer.clone(), grants);
    return answer;
  };
  try {
    const credentials = { clientId, clientSecret, language, ...(scope !== undefined && { scope }) };
    const token = await withClient(credentials, noting, (client) => client.accessToken({ signal }));
    return grants.get(token) ?? { access_token: token };
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RelayError(failureFrom(error, language));
  }
};

/** There is nobody else who would know anything. */
export const forgetPage: typeof LocalServer.forgetPage = async () => undefined;
export const forgetAll: typeof LocalServer.forgetAll = async () => undefined;

/** Nothing else is asked: the demo sends no call by a server, and goes through no list. */
export const ask: typeof LocalServer.ask = (_path, _init, language) =>
  Promise.reject(new RelayError(localServerSilent(language)));

export const diagnoseThere: typeof LocalServer.diagnoseThere = async function* (question, signal) {
  const { form, language, contract, tryOtherEnvironment } = question;
  const { clientId, clientSecret, scope } = form.values;
  const { fetch, environments } = await simulatorNow();
  const credentials = { clientId, clientSecret, language, ...(scope.trim() !== "" && { scope: scope.trim() }) };
  const client = await clientOf({ ...credentials, ...(contract && { contract }) }, fetch);
  const other = tryOtherEnvironment && { tryOtherEnvironment, otherEnvironment: environments.production };
  const steps = [];
  try {
    for await (const step of client.diagnose({ signal, ...other })) {
      steps.push(step);
      yield step as DoctorStep;
    }
  } finally {
    await client.close();
  }
  const { reportOf } = await import("sne-cotation/doctor");
  yield { report: reportOf(steps, { language }) } satisfies DoctorReport;
};

/** The secret is that of an application which exists in this page alone. */
async function clientOf(credentials: Credentials, fetch: Fetch): Promise<SneCotation> {
  const [{ SneCotation }, { environments }] = await Promise.all([loadPackage(), simulatorNow()]);
  const environment = environments.sandbox;
  return SneCotation.create({ environment, ...credentials, fetch, allowSecretInBrowser: true });
}

async function withClient<T>(credentials: Credentials, fetch: Fetch, work: (client: SneCotation) => Promise<T>) {
  const client = await clientOf(credentials, fetch);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** The client gives the token alone; the page shows how long it lives, too. */
async function note(answer: Response, grants: Map<string, TokenAnswer>): Promise<void> {
  const grant = (await answer.json().catch(() => undefined)) as TokenAnswer | undefined;
  if (typeof grant?.access_token === "string") grants.set(grant.access_token, grant);
}
