// A Worker whose client lives in a Durable Object, so that all requests share one token. The credentials are secrets of
// the Worker's: `wrangler secret put SNE_CLIENT_ID`, `wrangler secret put SNE_CLIENT_SECRET`.

import { DurableObject } from "cloudflare:workers";
import { SneCotation, SneError } from "sne-cotation";

interface Env {
  COTATION: DurableObjectNamespace<Cotation>;
  SNE_CLIENT_ID: string;
  SNE_CLIENT_SECRET: string;
}

export class Cotation extends DurableObject<Env> {
  #sne = SneCotation.create({
    environment: "sandbox",
    clientId: this.env.SNE_CLIENT_ID,
    clientSecret: this.env.SNE_CLIENT_SECRET,
    language: "en",
  });

  async health() {
    try {
      const sne = await this.#sne;
      return { status: 200, body: await sne.healthcheck() };
    } catch (error) {
      if (!(error instanceof SneError)) throw error;
      const { kind, message, advice } = error;
      return { status: error.retryable ? 503 : 502, body: { kind, message, advice } };
    }
  }
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const cotation = env.COTATION.get(env.COTATION.idFromName("one"));
    const { status, body } = await cotation.health();
    return Response.json(body, { status });
  },
};
