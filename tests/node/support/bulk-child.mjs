// A long run in a process of its own, which is killed: it says nothing, and what it has done is in its files.

import { SneCotation } from "sne-cotation";
import { fileJournal, linesOf } from "sne-cotation/journal";
import { BULK } from "../contracts/bulk.mjs";

const [given] = process.argv.slice(2);
/** @type {{ options: import("sne-cotation").Options, files: Record<string, string>, inDoubt: "hold" | "retry" }} */
const { options, files, inDoubt } = JSON.parse(given);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort(new Error(signal)));

const sne = await SneCotation.create({ ...options, contract: BULK });
const journal = fileJournal(files.journal, { output: files.output, errors: files.errors });
const run = sne.bulk("calculer", linesOf(files.input), { journal, inDoubt, concurrency: 8, signal: stop.signal });
try {
  for await (const { n, ok, error, doubt } of run) {
    const line = `${JSON.stringify({ n, doubt, kind: error?.kind })}\n`;
    if (ok) journal.output.write(line);
    else journal.errors.write(line);
  }
} catch (thrown) {
  if (!stop.signal.aborted) throw thrown;
  process.exitCode = 130;
}
await sne.close();
