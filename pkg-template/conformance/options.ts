// The options that are known where they are read, against those that are declared.

import type { BulkOptions, DiagnosisOptions, FleetOptions } from "../types/index.d.ts";
import type { TokenFromRelayOptions } from "../types/relay-page.d.ts";
import type { RelayOptions } from "../types/relay.d.ts";
import type { ListenOptions, SimulatorOptions, Upstream } from "../types/simulator.d.ts";
import type { BulkOption } from "../lib/bulk/options.js";
import type { DiagnosisOption } from "../lib/diagnosis/options.js";
import type { FleetOption } from "../lib/fleet/options.js";
import type { RelayOption } from "../lib/relay/options.js";
import type { TokenFromRelayOption } from "../lib/relay/page.js";
import type { SimulatorOption } from "../lib/simulator/options.js";
import type { ListenOption } from "../lib/simulator/server.js";
import type { UpstreamOption } from "../lib/simulator/upstream.js";
import type { Holds, SameNames } from "./same.ts";

export type Options = [
  Holds<SameNames<BulkOption, keyof BulkOptions>>,
  Holds<SameNames<DiagnosisOption, keyof DiagnosisOptions>>,
  Holds<SameNames<FleetOption, keyof FleetOptions>>,
  Holds<SameNames<RelayOption, keyof RelayOptions>>,
  Holds<SameNames<TokenFromRelayOption, keyof TokenFromRelayOptions>>,
  Holds<SameNames<SimulatorOption, keyof SimulatorOptions>>,
  Holds<SameNames<ListenOption, keyof ListenOptions>>,
  Holds<SameNames<UpstreamOption, keyof Upstream>>,
];
