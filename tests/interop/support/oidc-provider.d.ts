// oidc-provider brings no types: as much of it as the tests use.

declare module "oidc-provider" {
  /** Where the provider keeps the entries of one of its models. */
  export interface Adapter {
    upsert(id: string, payload: object): Promise<void>;
    find(id: string): Promise<object | undefined>;
    destroy(id: string): Promise<void>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): import("node:http").RequestListener;
    on(event: "grant.success", listener: (context: object) => void): this;
    on(event: "grant.error", listener: (context: object, refusal: { error: string }) => void): this;
  }
}
