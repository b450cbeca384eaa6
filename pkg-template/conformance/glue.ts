// What wasm-bindgen generates against what generated.d.ts says of it: the names, and what each takes. It is there after
// `npm run build`.

import type * as Client from "../../target/wasm/client/sne_cotation.d.ts";
import type * as Csv from "../../target/wasm/csv/csv.d.ts";
import type * as Diagnosis from "../../target/wasm/diagnosis/diagnosis.d.ts";
import type * as Simulator from "../../target/wasm/simulator/simulator.d.ts";
import type * as Typescript from "../../target/wasm/typescript/typescript.d.ts";
import type * as DeclaredClient from "../lib/wasm/client.js";
import type * as DeclaredCsv from "../lib/wasm/csv.js";
import type * as DeclaredDiagnosis from "../lib/wasm/diagnosis.js";
import type * as DeclaredSimulator from "../lib/wasm/simulator.js";
import type * as DeclaredTypescript from "../lib/wasm/typescript.js";
import type { Holds, SameArities } from "./same.ts";
import { conforms, of } from "./same.ts";

export function glue(): void {
  conforms<Omit<typeof DeclaredClient, "instantiate">>(of<typeof Client>());
  conforms<typeof DeclaredCsv>(of<typeof Csv>());
  conforms<typeof DeclaredDiagnosis>(of<typeof Diagnosis>());
  conforms<typeof DeclaredSimulator>(of<typeof Simulator>());
  conforms<typeof DeclaredTypescript>(of<typeof Typescript>());
}

// A function that takes less would do for TypeScript.
export type Arities = [
  Holds<SameArities<DeclaredClient.Client, Client.Client>>,
  Holds<SameArities<DeclaredCsv.CsvReader, Csv.CsvReader>>,
  Holds<SameArities<DeclaredDiagnosis.Diagnosis, Diagnosis.Diagnosis>>,
  Holds<SameArities<DeclaredSimulator.SimulatorHandle, Simulator.SimulatorHandle>>,
  Holds<SameArities<Omit<typeof DeclaredTypescript, "initSync">, typeof Typescript>>,
];
