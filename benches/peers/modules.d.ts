// What is used of the packages that the benchmarks compare with. They are installed apart (scripts/setup/bench.mjs), so
// that their own types are not there when these files are checked.

declare module "@badgateway/oauth2-client" {
  export class OAuth2Client {
    constructor(options: Record<string, string>);
    clientCredentials(): Promise<object>;
  }
  export class OAuth2Fetch {
    constructor(options: { client: OAuth2Client; getNewToken(): Promise<object> });
    fetch: typeof fetch;
  }
}

declare module "@cfworker/json-schema" {
  export class Validator {
    constructor(schema: object, draft: string);
    validate(value: unknown): { valid: boolean };
  }
}

declare module "ajv" {
  export class Ajv {
    constructor(options: object);
    addSchema(schema: object): Ajv;
    compile(schema: object): (value: unknown) => boolean;
  }
}

declare module "ajv-formats" {
  export default function addFormats(ajv: import("ajv").Ajv): void;
}

declare module "axios" {
  type Config = { headers: { Authorization?: string } };
  export interface Axios {
    get<Data>(path: string): Promise<{ data: Data }>;
    post<Data>(path: string, body: object, options: { params: object }): Promise<{ data: Data }>;
    interceptors: { request: { use(before: (config: Config) => Promise<Config>): void } };
  }
  const axios: { create(options: { baseURL: string; timeout: number }): Axios };
  export default axios;
}

declare module "bottleneck" {
  export default class Bottleneck {
    constructor(options: object);
    schedule(call: () => Promise<unknown>): Promise<unknown>;
    disconnect(): unknown;
  }
}

declare module "ky" {
  type Sent = { json(): Promise<unknown> };
  export interface Ky {
    get(url: string): Sent;
    post(url: string, options: { searchParams: Record<string, string>; json: object }): Sent;
  }
  type Hook = (state: { request: Request }) => Promise<void>;
  const ky: { create(options: { timeout: number; hooks: { beforeRequest: Hook[] } }): Ky };
  export default ky;
}

declare module "ofetch" {
  type Options = { method?: string; query?: Record<string, string>; body?: object };
  type Hook = (context: { options: { headers: Headers } }) => Promise<void>;
  export const ofetch: {
    create(options: {
      baseURL: string;
      timeout: number;
      onRequest: Hook;
    }): <Data>(path: string, options?: Options) => Promise<Data>;
  };
}

declare module "openapi-client-axios" {
  import type { Axios } from "axios";
  export class OpenAPIClientAxios {
    constructor(options: { definition: object; axiosConfigDefaults: object });
    getClient(): Promise<
      Axios & {
        healthcheck(): Promise<{ data: unknown }>;
        chercherDemandes(parameters: object, body: object): Promise<{ data: unknown }>;
      }
    >;
  }
}

declare module "openapi-fetch" {
  type Result = Promise<{ data?: unknown; response: Response }>;
  export default function createClient(options: { baseUrl: string }): {
    use(middleware: { onRequest(context: { request: Request }): Promise<Request> }): void;
    GET(path: string, options: object): Result;
    POST(path: string, options: object): Result;
  };
}

declare module "p-limit" {
  export default function pLimit(concurrency: number): (call: () => Promise<unknown>) => Promise<unknown>;
}

declare module "p-queue" {
  export default class PQueue {
    constructor(options: object);
    add(call: () => Promise<unknown>): Promise<unknown>;
  }
}

declare module "swagger-client" {
  type Sent = { headers: Record<string, string>; signal?: AbortSignal };
  export default class SwaggerClient {
    constructor(options: { spec: object; requestInterceptor(request: Sent): Promise<Sent> });
    execute(call: { operationId: string; parameters?: object }): Promise<{ body: unknown }>;
  }
}
