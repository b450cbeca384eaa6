// The entry for Node: files that a long run is kept in and read from.

export { fileJournal } from "./journal.js";
export { linesOf } from "./lines.js";
