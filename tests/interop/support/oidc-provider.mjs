// oidc-provider as the authorisation server, on a free port: opaque tokens as PISTE's are, credentials in the body, a
// resource server that asks it about each token.

import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import Provider from "oidc-provider";
import { serve } from "../../node/support/platform.mjs";
import { startResourceServer } from "./resource-server.mjs";

/** @import { TestContext } from "node:test" */

/** The application whose tokens are wanted, unless the test says otherwise. */
export const APPLICATION = { clientId: "APP_SANDBOX_interop", clientSecret: "interop-s3cret-value" };

const OWN = { client_id: APPLICATION.clientId, client_secret: APPLICATION.clientSecret };

/** The gateway's own credentials at the authorisation server: who asks about a token must say who it is. */
const GATEWAY = { client_id: "gateway", client_secret: randomBytes(16).toString("hex") };

/** What the provider has ready-made for demonstrations (keys, storage) it warns of: it is given its own. */
const KEYS = [generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" })];

/**
 * The provider's storage, in memory: as much of it as tokens need.
 * @returns {(model: string) => import("oidc-provider").Adapter}
 */
function storage() {
  /** @type {Map<string, Map<string, object>>} */
  const models = new Map();
  return (model) => {
    const entries = models.get(model) ?? new Map();
    models.set(model, entries);
    return {
      upsert: async (id, payload) => void entries.set(id, payload),
      find: async (id) => entries.get(id),
      destroy: async (id) => void entries.delete(id),
    };
  };
}

const SCOPES = ["openid", "resource.READ", "resource.WRITE"];

/**
 * Starts both servers until the test ends. `application` changes the application as the provider knows it, `provider`
 * its configuration, `needs` is the scope that the API asks for. `outcomes` has what became of every token request, by
 * the provider's own account: "granted" or the code of its refusal.
 * @param {TestContext} t
 * @param {{ application?: object, provider?: object, needs?: string }} [wishes]
 */
export async function startOidcProvider(t, { application = {}, provider: more = {}, needs } = {}) {
  // The provider must know its own address, which it has once the server listens.
  const server = createServer();
  const issuer = await serve(t, server);
  const provider = new Provider(issuer, { ...configuration(application), ...more });
  server.on("request", provider.callback());
  /** @type {string[]} */
  const outcomes = [];
  provider.on("grant.success", () => outcomes.push("granted"));
  provider.on("grant.error", (_context, { error }) => outcomes.push(error));
  /** @param {string} token */
  const introspect = (token) => ask(`${issuer}/token/introspection`, { token, ...GATEWAY }).then((it) => it.json());
  const api = await startResourceServer(t, async (token) => {
    const { active, scope = "" } = await introspect(token);
    return { isActive: active, hasScope: needs === undefined || scope.split(" ").includes(needs) };
  });
  return {
    issuer,
    environment: { tokenUrl: `${issuer}/token`, apiUrl: api.url },
    api,
    outcomes,
    introspect,
    // A provider lets an application revoke its own tokens only.
    /** @param {string} token */
    revoke: (token) => ask(`${issuer}/token/revocation`, { token, ...OWN }),
  };
}

/**
 * Sends a form.
 * @param {string} url
 * @param {Record<string, string>} form
 */
async function ask(url, form) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** @param {object} application */
function configuration(application) {
  const plain = { redirect_uris: [], response_types: [], token_endpoint_auth_method: "client_secret_post" };
  return {
    adapter: storage(),
    clients: [
      {
        ...plain,
        ...OWN,
        grant_types: ["client_credentials"],
        scope: "openid resource.READ",
        ...application,
      },
      { ...plain, ...GATEWAY, grant_types: [] },
    ],
    jwks: { keys: KEYS },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    scopes: SCOPES,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
    },
    ttl: { ClientCredentials: 3600 },
  };
}
