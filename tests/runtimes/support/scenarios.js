// What the package must do in every runtime, in JavaScript that needs nothing of any of them: no test framework, no
// module of Node's.

/** @import { CredentialOptions, SneCotation, SneError } from "sne-cotation" */
/** @import { Facts } from "./world.mjs" */

/**
 * What is used of the package.
 * @typedef {object} Pack
 * @property {typeof import("sne-cotation").SneCotation} SneCotation
 * @property {typeof import("sne-cotation").SneError} SneError
 * @property {typeof import("sne-cotation/simulator").createSimulator} createSimulator
 */

/** What each runtime must have run, so that none is left out unseen. */
export const NAMES = [
  "create and healthcheck",
  "a request",
  "a mistake in create",
  "a call of the contract, both validations",
  "a call against the contract",
  "pages",
  "a diagnosis",
  "an abort during a call",
  "a time limit",
  "an error with its kind and its advice",
  "close",
  "the simulator as a fetch function",
];

/**
 * Runs them in turn; resolves to `{ name: "ok" | what went wrong }`.
 * @param {Pack} pack
 * @param {Facts} world
 */
export async function runScenarios(pack, world) {
  const scenarios = scenariosOf(pack, world);
  /** @type {Record<string, string>} */
  const results = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    results[name] = await scenario().then(
      () => "ok",
      (error) => `${error?.name}: ${error?.message ?? error}`,
    );
  }
  return results;
}

/**
 * @param {Pack} pack
 * @param {Facts} world
 * @returns {Record<string, () => Promise<void>>}
 */
function scenariosOf(
  { SneCotation, SneError, createSimulator },
  { environment, works, withoutProfile, contracted, control },
) {
  /** @param {Partial<CredentialOptions>} [more] */
  const client = (more) => SneCotation.create({ environment, ...works, retry: false, language: "en", ...more });
  /**
   * @param {import("sne-cotation/simulator").Server} server
   * @param {import("sne-cotation/simulator").Fault} fault
   */
  const inject = (server, fault) =>
    fetch(control, { method: "POST", body: JSON.stringify([server, fault]) }).then((sent) => sent.text());
  const slow = () => inject("gateway", { type: "delay", milliseconds: 20_000 });

  return {
    "create and healthcheck": () =>
      using(client(), async (sne) => same(await sne.healthcheck(), { version: "1.0", etat: "OK" })),

    "a request": () =>
      using(client(), async (sne) => {
        const { status, headers, data } = await sne.request({ method: "GET", path: "healthcheck" });
        same([status, data, headers instanceof Headers], [200, { version: "1.0", etat: "OK" }, true]);
      }),

    "a mistake in create": async () => {
      const unknown = { clientSecrets: "x" };
      const error = await failureOf(SneCotation.create({ environment, ...works, ...unknown }));
      same([error instanceof SneError, error.kind], [true, "config"]);
    },

    "a call of the contract, both validations": () =>
      using(client({ ...contracted, validate: { request: "error", response: "error" } }), async (sne) => {
        const { status, data } = await sne.call("lireClassement");
        same([status, typeof (/** @type {{ nom: unknown }} */ (data).nom)], [200, "string"]);
      }),

    "a call against the contract": () =>
      using(client(contracted), async (sne) => {
        const { kind, errors } = await failureOf(sne.call("pageOeuvres", { numeroPage: "two" }));
        same([kind, errors?.length], ["contract", 1]);
      }),

    pages: () =>
      using(client(contracted), async (sne) => {
        const list = async (/** @type {number} */ size) => {
          /** @type {unknown[]} */
          const items = [];
          const options = { strategy: { range: "range", size } };
          for await (const { data } of sne.pages("listerOeuvres", { tri: "titre" }, options)) {
            items.push(.../** @type {unknown[]} */ (data));
          }
          return items;
        };
        const [sevens, tens] = [await list(7), await list(10)];
        same([sevens.length > 7, sevens], [true, tens]);
      }),

    "a diagnosis": () =>
      using(client(), async (sne) => {
        const steps = [];
        for await (const step of sne.diagnose()) steps.push(`${step.id} ${step.status}`);
        const ids = [
          "configuration",
          "authorization-server",
          "credentials",
          "token",
          "gateway",
          "subscription",
          "profile",
          "healthcheck",
        ];
        same(
          steps,
          ids.map((id) => `${id} ok`),
        );
      }),

    "an abort during a call": () =>
      using(client(), async (sne) => {
        await sne.accessToken();
        await slow();
        const controller = new AbortController();
        const call = failureOf(sne.healthcheck({ signal: controller.signal }));
        const reason = new Error("the reader has gone");
        setTimeout(() => controller.abort(reason), 50);
        same([(await call) === reason, (await sne.healthcheck()).etat], [true, "OK"]);
      }),

    "a time limit": () =>
      using(client(), async (sne) => {
        await sne.accessToken();
        await slow();
        const { name, kind } = await failureOf(sne.healthcheck({ timeout: 100 }));
        same([name, kind], ["SneError", "timeout"]);
      }),

    "an error with its kind and its advice": () =>
      using(client(withoutProfile), async (sne) => {
        const error = await failureOf(sne.healthcheck());
        same([error instanceof SneError, error.kind, error.code], [true, "profile", "ERRAUTUSR0001"]);
        same([error.advice.length > 20, JSON.stringify(error).includes(withoutProfile.clientSecret)], [true, false]);
      }),

    close: async () => {
      const sne = await client();
      await sne.healthcheck();
      await sne.close();
      same((await failureOf(sne.healthcheck())).kind, "config");
    },

    "the simulator as a fetch function": async () => {
      const simulator = await createSimulator();
      const { clientId, clientSecret } = simulator.find("works");
      const { fetch } = simulator;
      const opening = SneCotation.create({ environment: "sandbox", clientId, clientSecret, fetch });
      await using(opening, async (sne) => same((await sne.healthcheck()).etat, "OK"));
      same(simulator.exchanges.length, 2);
    },
  };
}

/**
 * @param {Promise<SneCotation>} opening
 * @param {(sne: SneCotation) => unknown} body
 */
async function using(opening, body) {
  const sne = await opening;
  try {
    await body(sne);
  } finally {
    await sne.close();
  }
}

/**
 * @param {Promise<unknown>} promise
 * @returns {Promise<SneError>}
 */
function failureOf(promise) {
  return promise.then(
    () => Promise.reject(new Error("nothing failed")),
    (error) => error,
  );
}

/**
 * @param {unknown} found
 * @param {unknown} expected
 */
function same(found, expected) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}
