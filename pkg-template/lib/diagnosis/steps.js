// From the verdicts of the core, which are numbers, to steps as callers get them, in their language.

import { duration, fill, ids } from "./texts.js";

/**
 * @import { DiagnosisCause, DiagnosisEvidence, DiagnosisStep } from "../../types/index.d.ts"
 * @import { Catalogue, ProbeId, Verdict } from "./catalogue.ts"
 * @import { Outcome, SeenExchange, Setting } from "./outcome.ts"
 */

/** @typedef {Partial<Record<ProbeId, Outcome>>} Outcomes */

const none = 255;
const environments = ["production", "sandbox", "custom"];
const apis = ["apiProduction", "apiSandbox", "apiCustom"];

/**
 * Verdicts as crates/diagnosis/src/js/mod.rs writes them, one after the other.
 * @param {Uint8Array} numbers
 * @returns {Generator<Verdict, void>}
 */
export function* verdictsIn(numbers) {
  let place = 0;
  const next = () => {
    place += 1;
    return numbers[place - 1];
  };
  /**
   * @template Item
   * @param {number} length
   * @param {() => Item} read
   */
  const list = (length, read) => Array.from({ length }, read);
  while (place < numbers.length) {
    const [step, status, finding, blocker] = list(4, next);
    const probes = list(next(), next);
    const causes = list(next(), () => [next(), next()]);
    yield {
      id: ids.steps[step],
      status: ids.statuses[status],
      finding: ids.findings[finding],
      blocker: ids.steps[blocker],
      probes: probes.map((probe) => ids.probes[probe]),
      causes: causes.map(([cause, guide]) => ({
        id: ids.causes[cause],
        guide: guide === none ? undefined : ids.guides[guide],
      })),
    };
  }
}

/**
 * A step as callers get it.
 * @param {Verdict} verdict
 * @param {Setting} setting
 * @param {Outcomes} outcomes what came of each probe
 * @param {Catalogue} texts those of its language
 * @returns {DiagnosisStep}
 */
export function stepOf(verdict, setting, outcomes, texts) {
  const { id, status, finding, blocker, probes } = verdict;
  const facts = factsOf(
    verdict,
    setting,
    probes.map((probe) => outcomes[probe]),
    texts,
  );
  const step = texts.steps[blocker];
  const found = texts.findings[finding];
  const causes = verdict.causes.map((cause) => causeOf(cause, facts, texts));
  return {
    id,
    status,
    title: titleOf(id, setting, texts),
    message: fill(found.message, { ...facts, step }),
    evidence: evidenceOf(verdict, setting, outcomes, texts),
    causes,
    advice: causes[0]?.advice ?? fill(found.advice ?? "", { ...facts, step }),
  };
}

/**
 * What a step is called: the last by what is called in it.
 * @param {Verdict["id"]} id
 * @param {Setting} setting
 * @param {Catalogue} texts
 */
function titleOf(id, { lacksHealthcheck, operation }, { steps, words }) {
  if (id !== "healthcheck" || !lacksHealthcheck) return steps[id];
  return operation === undefined ? words.anyCall : fill(words.callOf, { operation });
}

/**
 * @param {Verdict["causes"][number]} cause
 * @param {object} facts
 * @param {Catalogue} texts
 * @returns {DiagnosisCause}
 */
function causeOf({ id, guide }, facts, { causes }) {
  const { message, advice } = causes[id];
  const cause = { id, message: fill(message, facts), advice: fill(advice, facts) };
  return guide === undefined ? cause : { ...cause, guide: { ...guide } };
}

/**
 * What the texts of a verdict may need.
 * @param {Verdict} verdict
 * @param {Setting} setting
 * @param {(Outcome | undefined)[]} outcomes
 * @param {Catalogue} texts
 */
function factsOf({ id }, { environment, other, tokenUrl, apiUrl, operation }, outcomes, texts) {
  const { words } = texts;
  const last = outcomes.at(-1);
  const exchange = last?.exchanges.at(-1);
  const ahead = exchange?.ahead;
  const isOfServer = ["authorization-server", "credentials"].includes(id) || exchange?.url === tokenUrl;
  return {
    environment: words[environments[environment]],
    other: words[environments[other]],
    api: words[apis[environment]],
    status: exchange?.status,
    code: last?.facts?.code,
    error: last?.facts?.code ?? exchange?.status,
    took: `${Math.round(last?.store?.took ?? 0)} ms`,
    operation,
    host: hostOf(isOfServer ? tokenUrl : apiUrl),
    skew:
      ahead !== undefined && Number.isFinite(ahead)
        ? fill(words[ahead < 0 ? "behind" : "ahead"], { time: duration(Math.abs(ahead), texts) })
        : "",
    wait:
      last?.facts?.retryAfter === undefined ? "" : fill(words.wait, { time: duration(last.facts.retryAfter, texts) }),
  };
}

/**
 * What was seen, each with a line for people.
 * @param {Verdict} verdict
 * @param {Setting} setting
 * @param {Outcomes} outcomes
 * @param {Catalogue} texts
 */
function evidenceOf({ id, finding, probes }, setting, outcomes, texts) {
  const { words } = texts;
  /**
   * @param {string} name
   * @param {string} value
   * @returns {DiagnosisEvidence}
   */
  const fact = (name, value) => ({ text: fill(words[name], { value }), name, value });
  /** @type {DiagnosisEvidence[]} */
  const evidence = id === "configuration" ? settingOf(setting, fact, words) : [];
  if (finding === "clock-off") evidence.push(fact("clock", new Date().toISOString()));
  for (const probe of probes) evidence.push(...exchangesOf(/** @type {Outcome} */ (outcomes[probe]), texts));
  if (id === "store") evidence.push(...storeOf(/** @type {Outcome} */ (outcomes.store), texts));
  const { expiresIn } = outcomes.token ?? {};
  if (id === "token" && expiresIn !== undefined) {
    evidence.push({
      text: fill(words.lifetime, { time: duration(expiresIn, texts) }),
      name: "lifetime",
      value: expiresIn,
    });
  }
  return evidence;
}

/**
 * How long the store takes, and whose clock it has.
 * @param {Outcome} outcome
 * @param {Catalogue} texts
 * @returns {DiagnosisEvidence[]}
 */
function storeOf({ store }, texts) {
  if (store === undefined) return [];
  const { words } = texts;
  const [took, now] = [Math.round(store.took), new Date(store.now).toISOString()];
  const skew = fill(words[store.ahead < 0 ? "storeBehind" : "storeAhead"], {
    time: duration(Math.abs(store.ahead), texts),
  });
  return [
    { text: fill(words.storeTook, { value: took }), name: "storeTook", value: took },
    { text: `${fill(words.storeClock, { value: now })}; ${skew}`, name: "storeClock", value: now },
  ];
}

/**
 * @param {Setting} setting
 * @param {(name: string, value: string) => DiagnosisEvidence} fact
 * @param {Catalogue["words"]} words
 */
function settingOf({ environment, tokenUrl, apiUrl, clientId }, fact, words) {
  const name = environments[environment];
  /** @type {DiagnosisEvidence[]} */
  const evidence = [{ ...fact("environment", words[name]), value: name }];
  if (clientId !== undefined) evidence.push(fact("tokenUrl", tokenUrl));
  evidence.push(fact("apiUrl", apiUrl));
  if (clientId !== undefined) evidence.push(fact("clientId", clientId));
  return evidence;
}

/**
 * @param {Outcome} outcome
 * @param {Catalogue} texts
 * @returns {DiagnosisEvidence[]}
 */
function exchangesOf({ exchanges, reason, facts }, texts) {
  return exchanges.map(({ method, url, status, isOpaque, error, duration: time }, place) => {
    // What the answer says of itself is known of the last one.
    const { code, retryAfter } = place === exchanges.length - 1 ? (facts ?? {}) : {};
    const seen = {
      method,
      url,
      ...(status && { status }),
      code,
      retryAfter,
      error,
      reason: status ? undefined : reason,
      duration: time,
    };
    const known = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
    const given = /** @type {typeof seen} */ (/** @type {unknown} */ (known));
    return { text: lineOf({ ...given, isOpaque }, texts), ...given };
  });
}

/**
 * @param {SeenExchange & { code?: string }} seen
 * @param {Catalogue} texts
 */
function lineOf({ method, url, status, code, error, isOpaque, duration: time }, { words }) {
  const answer = [status ?? (isOpaque ? words.hidden : words.noAnswer), code, error].filter(
    (part) => part !== undefined,
  );
  return `${method} ${url} → ${answer.join(" ")} (${time} ms)`;
}

/** @param {string} address */
function hostOf(address) {
  return URL.canParse(address) ? new URL(address).host : address;
}
