// A form's value as JSON text and back, without loss: integers of any size stay exact, and a file, which JSON has no
// word for, is a mark that means the file of that number.

import { type JsonReading, placeOf, readJson } from "../json-editor/read-json.ts";
import { writeJson } from "../json-editor/write-json.ts";
import { isMembers, type Members } from "./values.ts";

const FILE = "$file";

/** The text, and the files that its marks mean. */
export interface Raw {
  text: string;
  files: readonly Blob[];
}

export function rawFrom(value: Members): Raw {
  const files: Blob[] = [];
  const mark = (it: object) =>
    it instanceof Blob ? { [FILE]: files.push(it), name: it instanceof File ? it.name : "" } : it;
  return { text: writeJson(value, mark) ?? "{}", files };
}

/** An empty text is the value in which nothing is given. */
export function valueFrom(text: string, files: readonly Blob[]): JsonReading {
  const reading = readJson(text);
  if ("problem" in reading) return reading;
  const { value = {} } = reading;
  if (!isMembers(value)) return { problem: { fault: "members", ...placeOf(text, text.search(/\S/)) } };
  return { value: withFiles(value, files) };
}

function withFiles(value: unknown, files: readonly Blob[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withFiles(item, files));
  const number = (value as Members)[FILE];
  const file = typeof number === "number" ? files[number - 1] : undefined;
  if (file) return file;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withFiles(member, files)]));
}
