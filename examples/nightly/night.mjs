// The job of a night: list the applications to be scored, read each, compute its score, send it back.
//
// It can be killed at any instant and started again by the same command: the list is a file that stays as it is, and
// the
// journal beside the results says what is done. Exit code: 0 all done, 1 some failed, 75 stopped by the quota and to be
// started again, 130 or 143 interrupted, and to be started again.

import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { finished } from "node:stream/promises";
import { SneCotation } from "sne-cotation";
import { fileJournal, linesOf } from "sne-cotation/journal";

const {
  NIGHT_FOLDER: folder = `night-${new Date().toISOString().slice(0, 10)}`,
  NIGHT_MAX_WAIT: maxWait = "900",
  NIGHT_PER_SECOND: perSecond = "20",
  SNE_TOKEN_URL: tokenUrl,
  SNE_API_URL: apiUrl,
  SNE_CLIENT_ID: clientId,
  SNE_CLIENT_SECRET: clientSecret,
} = process.env;
const list = `${folder}/demandes.ndjson`;

/** For Ctrl-C and for whoever stops services: what is under way ends, then the process. */
const stop = new AbortController();
let exitCode = 0;
for (const [signal, code] of /** @type {const} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
])) {
  process.once(signal, () => {
    exitCode = code;
    stop.abort(new Error(signal));
  });
}

const sne = await SneCotation.create({
  environment: { tokenUrl, apiUrl },
  clientId,
  clientSecret,
  contract: readFileSync(new URL("contract.json", import.meta.url), "utf8"),
  rateLimit: { perSecond: Number(perSecond), perDay: 24_000 },
  // A wait that is longer is a pause of the run, not of a call.
  retry: { maxDelay: 1_000 },
});
mkdirSync(folder, { recursive: true });
try {
  if (!existsSync(list)) await writeList();
  await score();
} catch (error) {
  if (exitCode === 0) exitCode = error.kind === "quota" ? 75 : 1;
  console.error(error.kind === undefined ? error : `${error.message}\n${error.advice}`);
} finally {
  await sne.close();
}
process.exitCode = exitCode;

/** A list that is read while it changes shifts; a file does not. It has its name once it is whole. */
async function writeList() {
  const file = createWriteStream(`${list}.part`, { mode: 0o600 });
  const { signal } = stop;
  for await (const { data } of sne.pages("listerDemandes", {}, { maxPages: 10_000, signal }))
    for (const { numero } of data.demandes) file.write(`${JSON.stringify({ numero })}\n`);
  await finished(file.end());
  renameSync(`${list}.part`, list);
}

/** Three calls for each application. All of them can be repeated: none of them does more when it is made twice. */
async function score() {
  const journal = fileJournal(`${folder}/journal.ndjson`, {
    output: `${folder}/cotations.ndjson`,
    errors: `${folder}/rejets.ndjson`,
  });
  const { signal } = stop;
  const run = sne.bulk(cotation, linesOf(list), { journal, idempotent: true, maxWait: Number(maxWait), signal });
  try {
    for await (const { n, ok, row, code, data, error } of run) {
      if (ok) journal.output.write(`${JSON.stringify({ n, ...data })}\n`);
      else journal.errors.write(`${JSON.stringify({ n, kind: error.kind, code, ...JSON.parse(row) })}\n`);
    }
  } finally {
    const { items = 0, ok = 0, failed = 0, calls = 0, resumeAt } = run.summary ?? {};
    console.log(`${items} applications: ${ok} done, ${failed} failed, ${calls} calls`);
    if (resumeAt !== undefined) console.log(`the quota is back at ${new Date(resumeAt).toISOString()}`);
    for (const { calls, within, suggestion } of sne.metrics().quota.seen)
      console.log(`refused after ${calls} calls within the ${within}: rateLimit`, suggestion, "would have avoided it");
  }
  if (run.summary.failed + run.summary.inDoubt > 0) exitCode = 1;
}

/**
 * @param {string} line
 * @param {import("sne-cotation").BulkTools} tools
 */
async function cotation(line, { call }) {
  const { numero } = JSON.parse(line);
  const { data: demande } = await call("lireDemande", { numero });
  const { data: cotation } = await call("calculerCotation", { demande }, { idempotent: true });
  await call("renvoyerCotation", { numero, cotation });
  return { numero, points: cotation.points };
}
