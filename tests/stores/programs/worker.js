// A Worker that holds durableObjectStore against what every store must do, and tells what its objects keep.

import { durableObjectStore, SneStore } from "sne-cotation/store/cloudflare";
import { storeConformance } from "sne-cotation/store/testing";

/**
 * As it is exported by a program, and with what a test asks besides.
 * @typedef {{ readonly url: string, json(): Promise<unknown> }} Asked
 */

/** The object of the package, which forgets and tells what it has when it is asked to. */
export class Tried extends SneStore {
  #storage;

  /** @param {ConstructorParameters<typeof SneStore>[0] & { storage: { deleteAll(): Promise<void> } }} state */
  constructor(state) {
    super(state);
    this.#storage = state.storage;
  }

  /** @override @param {Asked} request */
  async fetch(request) {
    if (request.url.endsWith("/wipe")) await this.#storage.deleteAll();
    else if (!request.url.endsWith("/kept")) return super.fetch(request);
    return Response.json([...(await this.#storage.list()).keys()]);
  }
}

/** Something that is bound by mistake. */
export class Other {
  fetch() {
    return new Response("not found", { status: 404 });
  }
}

/** @typedef {import("sne-cotation/store/cloudflare").DurableObjectNamespaceLike} Namespace */

/**
 * A binding that remembers which objects were asked for.
 * @param {Namespace} namespace
 */
function remembering(namespace) {
  const names = new Set();
  return {
    names,
    /** @param {string} name */
    idFromName(name) {
      names.add(name);
      return namespace.idFromName(name);
    },
    get: (/** @type {unknown} */ id) => namespace.get(id),
  };
}

export default {
  /**
   * @param {Request} request
   * @param {{ TRIED: Namespace, OTHER: Namespace }} env
   */
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const namespace = remembering(env.TRIED);
    /** @param {string} path */
    const tell = (path) =>
      Promise.all(
        Array.from(namespace.names, async (name) => {
          const object = env.TRIED.get(env.TRIED.idFromName(name));
          return (await object.fetch(`https://tried.invalid${path}`, { method: "POST", body: "" })).json();
        }),
      );
    const store = durableObjectStore(namespace, { language: "en" });
    if (pathname === "/checks") {
      const create = () => durableObjectStore(namespace);
      const checks = storeConformance({ create, wipe: () => tell("/wipe"), language: "en" });
      const results = [];
      for (const { name, run } of checks)
        results.push([
          name,
          await run().then(
            () => "passed",
            (error) => String(error?.stack ?? error),
          ),
        ]);
      return Response.json(results);
    }
    if (pathname === "/objects") {
      for (const key of ["sne:{a}:pace", "sne:{a}:token", "sne:{b}:pace", "plain"]) await store.read(key);
      return Response.json([...namespace.names]);
    }
    if (pathname === "/expire") {
      await store.write("sne:{a}:short", "value", null, 50);
      await store.write("sne:{a}:other", "value", null, 100);
      await store.write("sne:{a}:long", "value", null, 600_000);
      return Response.json(await tell("/kept"));
    }
    if (pathname === "/kept") {
      await store.read("sne:{a}:short");
      return Response.json(await tell("/kept"));
    }
    const { name, kind, message, advice } = await durableObjectStore(env.OTHER, { language: "en" })
      .read("key")
      .catch((error) => error);
    return Response.json({ name, kind, message, advice });
  },
};
