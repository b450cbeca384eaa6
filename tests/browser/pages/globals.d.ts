// What the pages of these tests hand to the tests, on the global object of the page.

import type { DiagnosisOptions, DiagnosisStep, SneCotation, SneError } from "sne-cotation";
import type { TokenFromRelayOptions } from "sne-cotation/relay/page";
import type { ClientOptions } from "../../node/support/platform.mjs";
import type { Views } from "../../support/views.mjs";

/** What came of a promise, in a form that can leave the page. */
interface Outcome {
  value?: unknown;
  error?: {
    name: string;
    message: string;
    kind?: string;
    code?: string;
    status?: number;
    isSneError?: boolean;
    cause?: { name: string; code?: string; message: string };
  };
}

/** What a page is told of a diagnosis to make; `relay` is a path on the page's own server. */
interface Diagnosing {
  relay?: string;
  options: ClientOptions & { language: "fr" | "en" };
  diagnosis?: DiagnosisOptions;
}

interface Diagnosis {
  ok: boolean;
  steps: DiagnosisStep[];
  report: string;
}

declare global {
  /** pages/package and pages/relay */
  var sne: {
    SneCotation: typeof SneCotation;
    SneError: typeof SneError;
    connect(environment: object, relay: string, options?: TokenFromRelayOptions): Promise<SneCotation>;
    outcome(promise: Promise<unknown>): Promise<Outcome>;
  };
  /** The client that a test leaves in the page. */
  var client: SneCotation;
  /** pages/views */
  var views: Views;
  /** pages/doctor */
  var doctor: { diagnose(given: Diagnosing): Promise<Diagnosis> };
}
