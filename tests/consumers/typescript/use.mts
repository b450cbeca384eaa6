// The public types, as an ES module sees them. Compiled only; what must not compile says so.

import { SneCotation, SneError, type AbortSignalLike, type Operation } from "sne-cotation";
import type { DiagnosisStep } from "sne-cotation";
import { firstCallOf, reportOf, resultOf, stepsOf } from "sne-cotation/doctor";
import { SneCotation as SlimSneCotation } from "sne-cotation/slim";
import { createTokenRelay, toNodeHandler, type TokenRelay } from "sne-cotation/relay";
import type { NodeRequestLike, NodeResponseLike } from "sne-cotation/relay";
import { tokenFromRelay } from "sne-cotation/relay/page";
import { createSimulator } from "sne-cotation/simulator";

export async function onAServer(): Promise<string> {
  const sne: SneCotation = await SneCotation.create({
    environment: "sandbox",
    clientId: "id",
    clientSecret: "secret",
    timeout: 30_000,
    language: "fr",
  });
  const { version, etat } = await sne.healthcheck();
  const token: string = await sne.accessToken();
  sne.forgetToken();
  await sne.close();
  return `${version} ${etat} ${token}`;
}

export async function inAPage(): Promise<number> {
  const sne = await SneCotation.create({
    environment: { tokenUrl: "https://token.example/", apiUrl: "https://api.example/v1.0" },
    getToken: async ({ signal, rejected }) => {
      const aborted: boolean = signal.aborted;
      return { access_token: `${aborted} ${rejected}`, expires_in: 3600 };
    },
  });
  const { status, headers, data } = await sne.request({ method: "GET", path: "/healthcheck", query: { a: "b" } });
  await sne.request({ method: "POST", path: "/lots/cloture", allowEmpty: true });
  const unknownToUs: unknown = data;
  return status + Object.keys(headers).length + String(unknownToUs).length;
}

export function told(error: unknown): string {
  if (!(error instanceof SneError)) return "another error";
  if (error.kind === "profile") return error.code ?? error.advice ?? error.message;
  // @ts-expect-error: there is no such kind
  if (error.kind === "moon") return "";
  const { status, retryable, retryAfter, attempts } = error;
  return `${status} ${retryable} ${retryAfter} ${attempts}`;
}

export async function forTests(): Promise<string> {
  const simulator = await createSimulator({ contract: { swagger: "2.0" }, seed: 1 });
  const parameters: Record<string, unknown> = simulator.example("operation", { seed: 2 });
  const { url, environments, close } = await simulator.listen({
    port: 0,
    upstream: { url: "http://localhost", timeout: 5 },
  });
  const [application] = simulator.applications;
  await SlimSneCotation.create;
  await close();
  const { production, sandbox } = environments;
  return `${Object.keys(parameters)} ${url} ${production.apiUrl} ${sandbox.tokenUrl} ${application?.clientId}`;
}

export async function relayOnAServer(): Promise<TokenRelay> {
  const relay = createTokenRelay({
    environment: "production",
    clientId: "id",
    clientSecret: "secret",
    authorize: async (request) => request.headers.get("cookie") ?? false,
    allowedOrigins: ["https://app.example"],
    rateLimit: { perMinute: 5 },
    onError: (error) => report(error instanceof SneError ? error.kind : "another"),
  });
  await relay.ready();
  const handler: (request: NodeRequestLike, response: NodeResponseLike) => Promise<void> = toNodeHandler(relay);
  void handler;
  return relay;
}

export async function byContract(contract: string): Promise<string> {
  const sne = await SneCotation.create({ environment: "sandbox", clientId: "id", clientSecret: "secret", contract });
  const [first]: Operation[] = sne.operations();
  const keys = first?.parameters.filter(({ required }) => required).map(({ key, schema }) => `${key} ${schema.type}`);
  interface Page {
    page: number;
  }
  const given: Page = { page: 1 };
  const { data } = await sne.call<{ etat: string }>(first?.id ?? "GET /healthcheck", given, {
    idempotent: true,
    timeout: 5_000,
  });
  await sne.call("healthcheck");
  try {
    await sne.call("healthcheck", null);
  } catch (error) {
    if (error instanceof SneError)
      for (const { pointer, rule, message } of error.errors ?? []) report(pointer + rule + message);
  }
  return `${data.etat} ${keys} ${Object.keys(sne.definitions())}`;
}

export async function byPages(sne: SneCotation, signal: AbortSignalLike): Promise<number> {
  let count = 0;
  const strategy = ({ data }: { data: { suite?: string } }, previous: object) =>
    data.suite && { ...previous, suite: data.suite };
  for await (const { status, data, parameters } of sne.pages<{ suite?: string }>(
    "chercher",
    {},
    { strategy, signal, maxPages: 5 },
  )) {
    count += status + (data.suite?.length ?? 0) + Object.keys(parameters).length;
  }
  for await (const { data } of sne.pages<string[]>("lister", null, {
    strategy: { range: "range", size: 50, unit: "items" },
  }))
    count += data.length;
  for await (const { headers } of sne.pages("lister", {}, { strategy: "page" }))
    report(headers.get("content-range") ?? "");
  return count;
}

export const wrongStrategy = (sne: SneCotation) =>
  // @ts-expect-error: a range has no total
  sne.pages("lister", {}, { strategy: { range: "range", of: "total" } });

// @ts-expect-error: parameters are an object
export const wrongParameters = (sne: SneCotation) => sne.call("healthcheck", 1);

export async function diagnosed(sne: SneCotation, signal: AbortSignalLike): Promise<string> {
  const steps: DiagnosisStep[] = [];
  for await (const step of sne.diagnose({ signal, timeout: 5_000, tryOtherEnvironment: true })) {
    const { id, status, causes, evidence } = step;
    const first: string | undefined = causes[0]?.guide?.title ?? evidence[0]?.text;
    if (id === "profile" && status === "failed") report(first ?? step.advice);
    steps.push(step);
  }
  return resultOf(steps).ok ? "" : reportOf(steps, { language: "fr", version: "1.0.0" });
}

export const mistaken = (error: SneError): DiagnosisStep["status"] | undefined =>
  stepsOf(error, { language: "en" })[0]?.status;

export const calledFirst = (sne: SneCotation): string | undefined =>
  firstCallOf({ operations: sne.operations(), remarks: sne.remarks() })?.path;

export const wrongOther = (sne: SneCotation) =>
  // @ts-expect-error: the other environment has both addresses
  sne.diagnose({ otherEnvironment: { tokenUrl: "https://token.example/" } });

declare function report(text: string): void;

export const throughARelay = () =>
  SneCotation.create({ environment: "production", getToken: tokenFromRelay("/token", { credentials: "include" }) });

// @ts-expect-error: a relay decides who may ask
void createTokenRelay({ environment: "sandbox", clientId: "id", clientSecret: "secret", allowedOrigins: [] });

const own = {
  environment: "sandbox",
  clientId: "id",
  clientSecret: "secret",
  allowedOrigins: ["https://a.example"],
} as const;

// @ts-expect-error: true is no session key
void createTokenRelay({ ...own, authorize: () => true });

const getToken = () => ({ access_token: "" });

// @ts-expect-error: a relay needs credentials
void createTokenRelay({ authorize: () => "ada", allowedOrigins: ["https://a.example"], getToken });

// @ts-expect-error: there is no such environment
void SneCotation.create({ environment: "moon", clientId: "id", clientSecret: "secret" });

// @ts-expect-error: an unknown option is a mistake
void SneCotation.create({ environment: "sandbox", clientId: "id", clientSecret: "secret", colour: "red" });
