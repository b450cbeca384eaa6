// Cells in a real Redis: through ioredis, node-redis and a client of one's own, in a cluster too, over lost
// connections, restarts, and a server that stands still.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { redisStore } from "sne-cotation/store/redis";
import { until } from "../node/support/wait.mjs";
import { backwards } from "./support/engine.mjs";
import { conforms, countsInProcesses } from "./support/held.mjs";
import { openStore } from "./support/open.mjs";
import { importPackage } from "./support/packages.mjs";
import { startCluster, startRedis } from "./support/redis.mjs";

const KEY = "sne:{application}:pace";

describe("redisStore", () => {
  const ending = backwards({ after });
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;
  /** @type {Awaited<ReturnType<typeof startCluster>>} */
  let cluster;
  before(async () => {
    [redis, cluster] = await Promise.all([startRedis(ending), startCluster(ending)]);
  });

  for (const kind of /** @type {const} */ (["ioredis", "node-redis"])) {
    conforms(
      kind,
      () => redis,
      () => redis.flush(),
    );
    it(`${kind}: processes lose no write of each other's`, () => countsInProcesses(kind, { path: redis.path }));
  }
  for (const kind of /** @type {const} */ (["ioredis, cluster", "node-redis, cluster"]))
    conforms(
      kind,
      () => cluster,
      () => cluster.flush(),
    );

  it("keeps the cells of an application on one server of a cluster, by the braces in their keys", async () => {
    const { Cluster } = await importPackage("ioredis");
    const client = new Cluster(cluster.ports.map((port) => ({ host: "127.0.0.1", port })));
    const slots = await Promise.all(["token:a", "pace"].map((name) => client.cluster("KEYSLOT", `sne:{b}:${name}`)));
    assert.equal(slots[0], slots[1]);
    client.disconnect();
  });

  it("takes anything with an eval of either form", async () => {
    const { Redis } = await importPackage("ioredis");
    const client = new Redis({ path: redis.path });
    /** @type {[object, object | undefined][]} */
    const clients = [
      [{ eval: (/** @type {string[]} */ ...args) => client.eval(...args) }, undefined],
      [
        {
          /** @param {string} script @param {{ keys: string[], arguments: string[] }} options */
          eval: (script, { keys, arguments: values }) => client.eval(script, keys.length, ...keys, ...values),
        },
        { shape: "node-redis" },
      ],
    ];
    for (const [given, options] of clients) {
      const store = redisStore(/** @type {Parameters<typeof redisStore>[0]} */ (given), options);
      const { version } = await store.read(KEY);
      assert.equal((await store.write(KEY, "value", version, 1000)).ok, true);
    }
    client.disconnect();
  });

  it("says so when eval has the other form", async () => {
    const { createClient } = await importPackage("redis");
    const client = await createClient({ socket: { path: redis.path } }).connect();
    const store = redisStore({ eval: async () => null }, { language: "en" });
    await assert.rejects(store.read(KEY), { name: "SneError", kind: "config", advice: /shape: "ioredis"/ });
    client.destroy();
  });

  it("does a write once that its client sends twice", async () => {
    const { Redis } = await importPackage("ioredis");
    const client = new Redis({ path: redis.path });
    const resent = {
      /** @param {unknown[]} args */
      async eval(...args) {
        await client.eval(...args);
        return client.eval(...args);
      },
    };
    const store = redisStore(/** @type {Parameters<typeof redisStore>[0]} */ (resent));
    const { version } = await store.read(KEY);
    const written = await store.write(KEY, "resent", version, 60_000);
    assert.deepEqual([written.ok, written.value], [true, "resent"]);
    const read = await store.read(KEY);
    assert.deepEqual([read.version, read.value], [written.version, "resent"]);
    client.disconnect();
  });

  for (const kind of /** @type {const} */ (["ioredis", "node-redis"])) {
    it(`${kind}: goes on when the server is back, which has forgotten everything`, async (t) => {
      const ending = backwards(t);
      const its = await startRedis(ending);
      const { store, close } = await openStore(kind, its);
      ending.after(close);
      const first = await store.write(KEY, "before", null, 60_000);
      assert.equal(first.ok, true);
      await its.engine.stop();
      await its.engine.start();
      const cell = await until(() => store.read(KEY).catch(() => undefined));
      assert.equal(cell.version, null);
      assert.equal((await store.write(KEY, "after", first.version, 60_000)).ok, false);
      assert.equal((await store.write(KEY, "after", null, 60_000)).ok, true);
    });
  }

  it("fails when its client does, while the server stands still, and goes on afterwards", async (t) => {
    const ending = backwards(t);
    const its = await startRedis(ending);
    const { Redis } = await importPackage("ioredis");
    const client = new Redis({ path: its.path, commandTimeout: 50 });
    client.on("error", () => {});
    ending.after(() => client.disconnect());
    const store = redisStore(client);
    await store.read(KEY);
    its.engine.signal("SIGSTOP");
    await assert.rejects(store.read(KEY), /timed out/);
    await assert.rejects(store.write(KEY, "value", null, 1000), /timed out/);
    its.engine.signal("SIGCONT");
    assert.ok(await until(() => store.read(KEY).catch(() => undefined)));
  });

  it("refuses what is no client, in both languages", () => {
    for (const client of [undefined, null, 1, "redis://localhost", {}, { eval: "x" }]) {
      const given = /** @type {{ eval(): Promise<unknown> }} */ (/** @type {unknown} */ (client));
      assert.throws(() => redisStore(given), {
        name: "SneError",
        kind: "config",
        message: /n'a pas reçu de client Redis/,
        advice: /ioredis/,
      });
      assert.throws(() => redisStore(given, { language: "en" }), { message: /was given no client of Redis/ });
    }
    const client = { eval: async () => [0, null, null, 1] };
    const shape = /** @type {"ioredis"} */ (/** @type {unknown} */ ("redis"));
    assert.throws(() => redisStore(client, { shape, language: "en" }), { message: /neither "ioredis" nor/ });
    const unknown = /** @type {object} */ ({ prefix: "x", language: "en" });
    assert.throws(() => redisStore(client, unknown), { message: /"prefix"/, advice: /shape, language/ });
    assert.throws(() => redisStore(client, /** @type {object} */ (/** @type {unknown} */ ("en"))), { kind: "config" });
  });
});
