// Every public entry against the types that it is published with: the same exports, and each as it is declared.

import * as doctor from "../lib/diagnosis/index.js";
import type * as index from "../lib/index.js";
import * as relay from "../lib/relay/index.js";
import * as relayPage from "../lib/relay/page.js";
import * as simulator from "../lib/simulator/index.js";
import * as nodeSimulator from "../lib/simulator/node.js";
import * as journal from "../lib/journal/index.js";
import * as storeCloudflare from "../lib/store/cloudflare.js";
import * as storePostgres from "../lib/store/postgres.js";
import * as storeRedis from "../lib/store/redis.js";
import * as storeSqlite from "../lib/store/sqlite.js";
import * as storeTesting from "../lib/store/testing.js";
import type * as slim from "../lib/slim.js";
import type * as workersIndex from "../lib/workers/index.js";
import * as workersRelay from "../lib/workers/relay.js";
import * as workersSimulator from "../lib/workers/simulator.js";
import type * as DoctorTypes from "../types/doctor.d.ts";
import type * as IndexTypes from "../types/index.d.ts";
import type * as JournalTypes from "../types/journal.d.ts";
import type * as RelayPageTypes from "../types/relay-page.d.ts";
import type * as RelayTypes from "../types/relay.d.ts";
import type * as SimulatorTypes from "../types/simulator.d.ts";
import type * as SlimTypes from "../types/slim.d.ts";
import type * as StoreCloudflareTypes from "../types/store-cloudflare.d.ts";
import type * as StorePostgresTypes from "../types/store-postgres.d.ts";
import type * as StoreRedisTypes from "../types/store-redis.d.ts";
import type * as StoreSqliteTypes from "../types/store-sqlite.d.ts";
import type * as StoreTestingTypes from "../types/store-testing.d.ts";
import { conforms, of } from "./same.ts";
import type { Holds, SameFields, Static, Strict } from "./same.ts";

export type Exports = [
  Holds<SameFields<typeof index, typeof IndexTypes>>,
  Holds<SameFields<typeof workersIndex, typeof IndexTypes>>,
  Holds<SameFields<typeof slim, typeof SlimTypes>>,
  Holds<SameFields<typeof doctor, typeof DoctorTypes>>,
  Holds<SameFields<typeof journal, typeof JournalTypes>>,
  Holds<SameFields<typeof relay, typeof RelayTypes>>,
  Holds<SameFields<typeof workersRelay, typeof RelayTypes>>,
  Holds<SameFields<typeof relayPage, typeof RelayPageTypes>>,
  Holds<SameFields<typeof storeCloudflare, typeof StoreCloudflareTypes>>,
  Holds<SameFields<typeof storePostgres, typeof StorePostgresTypes>>,
  Holds<SameFields<typeof storeRedis, typeof StoreRedisTypes>>,
  Holds<SameFields<typeof storeSqlite, typeof StoreSqliteTypes>>,
  Holds<SameFields<typeof storeTesting, typeof StoreTestingTypes>>,
  Holds<SameFields<typeof simulator, typeof SimulatorTypes>>,
  Holds<SameFields<typeof nodeSimulator, typeof SimulatorTypes>>,
  Holds<SameFields<typeof workersSimulator, typeof SimulatorTypes>>,
];

// Functions, as they are.
doctor satisfies typeof DoctorTypes;
journal satisfies typeof JournalTypes;
storeCloudflare satisfies typeof StoreCloudflareTypes;
storePostgres satisfies typeof StorePostgresTypes;
storeRedis satisfies typeof StoreRedisTypes;
storeSqlite satisfies typeof StoreSqliteTypes;
storeTesting satisfies typeof StoreTestingTypes;
relayPage satisfies typeof RelayPageTypes;
relay satisfies Omit<typeof RelayTypes, "SneError">;
workersRelay satisfies Omit<typeof RelayTypes, "SneError">;
simulator satisfies Omit<typeof SimulatorTypes, "Simulator">;
nodeSimulator satisfies Omit<typeof SimulatorTypes, "Simulator">;
workersSimulator satisfies Omit<typeof SimulatorTypes, "Simulator">;

export type Fields = [
  Holds<SameFields<index.SneCotation, IndexTypes.SneCotation>>,
  Holds<SameFields<slim.SneCotation, SlimTypes.SneCotation>>,
  Holds<SameFields<workersIndex.SneCotation, IndexTypes.SneCotation>>,
  // Two are only there where they are known, and are added then.
  Holds<SameFields<index.SneError, Omit<IndexTypes.SneError, "body" | "read">>>,
  Holds<SameFields<simulator.Simulator, SimulatorTypes.Simulator>>,
  Holds<SameFields<nodeSimulator.Simulator, SimulatorTypes.Simulator>>,
];

// Classes: what they have themselves, and what their instances have.
export function classes(): void {
  conforms<Static<typeof IndexTypes.SneCotation<IndexTypes.AnyOperations>>>(of<typeof index.SneCotation>());
  conforms<Static<typeof SlimTypes.SneCotation<IndexTypes.AnyOperations>>>(of<typeof slim.SneCotation>());
  conforms<Static<typeof IndexTypes.SneCotation<IndexTypes.AnyOperations>>>(of<typeof workersIndex.SneCotation>());
  conforms<Strict<IndexTypes.SneCotation>>(of<index.SneCotation>());
  conforms<Strict<SlimTypes.SneCotation>>(of<slim.SneCotation>());
  // Its name is set on its prototype, where TypeScript does not see it.
  conforms<Omit<Strict<IndexTypes.SneError>, "name" | "body" | "read">>(of<index.SneError>());
  conforms<Strict<SimulatorTypes.Simulator>>(of<simulator.Simulator>());
  conforms<Strict<SimulatorTypes.Simulator>>(of<nodeSimulator.Simulator>());
}
