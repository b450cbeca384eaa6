// What `sne-cotation bulk` says, in English.

export default {
  "bulk.summary": "calls an operation for every line of a file, within the quota; can be killed and resumed",
  "bulk.description":
    "Each line of JSON, or each row of a CSV file with a header, has the parameters of one call: by their names in " +
    "the " +
    "contract, or as --map says. Results are lines of JSON with n, the number of the row, counted from 0; failures " +
    "too, " +
    "in a file of their own with --errors, together with the row.\n\n" +
    "A run that writes files keeps a journal beside them, without any data: killed at any instant, it goes on with " +
    "--resume, and does nothing twice that may have had an effect (--in-doubt). A quota that is used up is waited " +
    "for, up " +
    "to --max-wait; for longer the run stops with the exit code 75 and says with which command it goes on.\n\n" +
    "Exit code: 0 all done, 1 some failed or are in doubt, 2 wrong usage, 75 stopped and to be resumed, 130 or 143 " +
    "interrupted, and to be resumed as well.",
  "bulk.value.input": "file|-",
  "bulk.operand.input": "lines of JSON, or CSV with ; or , (.csv, or --format csv); - is standard input",
  "bulk.value.operation": "name",
  "bulk.option.operation": "the operation, by its name in the contract; sne-cotation operations lists them",
  "bulk.value.map": "parameter=column",
  "bulk.option.map":
    "the column or field that goes into a parameter; body.city=column for a property of a body. Other columns go " +
    "into " +
    "the parameters of their names",
  "bulk.value.format": "ndjson|csv",
  "bulk.option.format": "what the file is, where its name does not say it (ndjson by default)",
  "bulk.value.encoding": "utf-8|windows-1252",
  "bulk.option.encoding":
    "the characters of the file (utf-8 by default); spreadsheets for Windows often have windows-1252",
  "bulk.option.output": "the file for the results; - is standard output, where a resumed run may repeat lines",
  "bulk.value.errors": "file",
  "bulk.option.errors": "the file for what failed: n, kind, code, status, and the row as it was",
  "bulk.value.journal": "file",
  "bulk.option.journal": "the journal (that of --output with .journal by default)",
  "bulk.option.resume": "goes on with the run of the journal, which must be there",
  "bulk.option.auto-resume": "goes on where there is a journal, begins where there is none: for timers",
  "bulk.option.only-failed": "does again what failed in the run of the journal",
  "bulk.value.in-doubt": "hold|retry",
  "bulk.option.in-doubt":
    "what was under way when a run was killed, and may have had an effect: left as it is and told (hold, the " +
    "default), or " +
    "done again, perhaps twice (retry)",
  "bulk.value.concurrency": "number",
  "bulk.option.concurrency":
    "calls at once (by default what the quota and the time of an answer make of it, at most 8)",
  "bulk.value.per-second": "calls",
  "bulk.option.per-second": "the quota of a second, which is kept to",
  "bulk.value.per-minute": "calls",
  "bulk.option.per-minute": "that of a minute",
  "bulk.value.per-hour": "calls",
  "bulk.option.per-hour": "that of an hour",
  "bulk.value.per-day": "calls",
  "bulk.option.per-day": "that of a day",
  "bulk.value.reserve": "share",
  "bulk.option.reserve": "the part of these quotas that is left to others: 20% or 0.2",
  "bulk.value.max-wait": "time",
  "bulk.option.max-wait": "how long a quota is waited for: 15m (the default), 2h, forever",
  "bulk.value.until": "hh:mm",
  "bulk.option.until": "when the run stops, to be resumed; also a date (2026-12-01T06:00)",
  "bulk.value.stop-after": "number",
  "bulk.option.stop-after": "stops after so many failures",
  "bulk.option.dry-run":
    "checks every row against the contract, sends nothing, and tells the plan: calls, time under the quotas. Needs " +
    "no " +
    "credentials",

  "bulk.noOperation": "which operation? Say --operation NAME; sne-cotation operations lists them",
  "bulk.fileTwice": "{file} is named for two things",
  "bulk.badMap": "--map is written parameter=column",
  "bulk.badCount": "{name} must be a whole number, from 1 to {most}",
  "bulk.badReserve": "--reserve must be a share from 0 to 90%, such as 20% or 0.2",
  "bulk.badMaxWait": "--max-wait is written 90 (seconds), 15m, 1h30m or forever",
  "bulk.badUntil": "--until is written 06:00, or as a date: 2026-12-01T06:00",
  "bulk.nothingToResume": "there is nothing to resume without a journal: name it by --journal, or the files of the run",
  "bulk.empty": "{file} is empty: the first line names the columns",
  "bulk.columnTwice": "two columns have the same name",
  "bulk.noColumn": "there is no column {column}; is the first line the names of the columns?",
  "bulk.noColumns":
    "no column has the name of a parameter of {operation}: say --map parameter=column (sne-cotation operations " +
    "{operation} tells the parameters)",
  "bulk.noParameter": "{operation} has no parameter {parameter}; it has: {allowed}",
  "bulk.notUtf8": "{file} is not in the encoding that was said; if it comes from Excel, try --encoding windows-1252",
  "bulk.utf16": '{file} is in UTF-16 ("Unicode" in Windows, and what PowerShell redirects); save it as UTF-8',
  "bulk.notLines":
    "{file} does not begin with a line of JSON: each row is an object on a line of its own. A list of objects " +
    "becomes that by jq -c '.[]'; a CSV file whose name does not say so is told by --format csv; save a " +
    "spreadsheet as CSV",
  "bulk.unused": "columns that no parameter takes: {columns}",

  "bulk.items": "{count} done",
  "bulk.rate": "{rate}/s",
  "bulk.eta": "{length} left, until {hour}",
  "bulk.failed": "{count} failed",
  "bulk.inDoubt": "{count} in doubt",
  "bulk.paused": "waiting for the quota until {hour}",
  "bulk.seconds": "{count} s",
  "bulk.minutes": "{count} min",
  "bulk.hours": "{count} h",
  "bulk.days": "{count} days",

  "bulk.over": "The run is over.",
  "bulk.stopped.quota": "Stopped: the quota is used up for longer than --max-wait. It makes sense to go on at {hour}.",
  "bulk.stopped.until": "Stopped at the time of --until.",
  "bulk.stopped.errors": "Stopped: too many failures.",
  "bulk.stopped.refused": "Stopped: every call would be refused.",
  "bulk.stopped.signal": "Interrupted.",
  "bulk.stopped.left": "Stopped: nobody reads the results any more.",
  "bulk.stopped.source": "Stopped: the file could not be read to its end.",
  "bulk.stopped.journal": "Stopped: the journal or an output could not be written.",
  "bulk.counts": "{items} rows: {ok} done, {failed} failed, {inDoubt} in doubt",
  "bulk.before": "{count} of them by earlier runs",
  "bulk.effort": "{calls} calls in {length}",
  "bulk.pauses": "pauses for the quota: {count}, {length} in all",
  "bulk.failuresIn": "what failed is in {file}; --only-failed does it again",
  "bulk.aboutDoubt":
    "in doubt: the call had left when its run was killed, and nobody knows what came of it; --in-doubt retry does " +
    "it again",
  "bulk.quota.second": "refused after {calls} calls within the second: --per-second {limit} would have avoided it",
  "bulk.quota.minute":
    "refused after {calls} calls within the minute (to wait: {wait}): --per-minute {limit} would have avoided it",
  "bulk.quota.hour":
    "refused after {calls} calls within the hour (to wait: {wait}): --per-hour {limit} would have avoided it",
  "bulk.quota.day":
    "refused after {calls} calls within the day (to wait: {wait}): --per-day {limit} would have avoided it",
  "bulk.resume": "To go on:\n  {command}",
  "bulk.notResumable": "This run has no journal, and cannot be resumed: name one by --journal.",

  "bulk.plan": "{items} rows, {calls} calls; nothing was sent",
  "bulk.planTime": "time under the quotas ({windows}): {length}",
  "bulk.planWithoutQuota":
    "how long it takes is not known without a quota: --per-second, --per-minute, --per-hour, --per-day",
  "bulk.nightTooShort":
    "a night ({length}) is not enough: it takes {runs}. Run only what has changed, or resume it night after night " +
    "with " +
    "--until and --auto-resume",
  "bulk.untilTooShort":
    "there are {length} until --until, which is not enough: it takes {runs} such runs. Run only what has changed, " +
    "or resume " +
    "it with --auto-resume",
  "bulk.planFailed": "{count} rows do not fit the contract, and would fail; the first of them:",
};
