// A reader of JSON that says where a text is wrong, by line and column and alike in every browser, and that keeps
// integers which numbers cannot hold, as BigInt.

/** Why a text is no JSON; "members" when it is, but no object where one is needed. */
export type JsonFault =
  | "end" // the text ends too early
  | "token" // neither a value nor anything that may follow one
  | "comma"
  | "colon"
  | "name"
  | "text" // a text without its closing quote
  | "number"
  | "control" // a line break or another control character within a text
  | "escape"
  | "double" // a name that the object has already
  | "deep"
  | "members";

export interface JsonProblem {
  fault: JsonFault;
  /** Where in the text, counted from 0. */
  offset: number;
  /** Counted from 1. */
  line: number;
  column: number;
}

export type JsonReading = { value: unknown } | { problem: JsonProblem };

const DEEPEST = 500;
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORDS: readonly [string, unknown][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

/** Reads a text; an empty one is JSON of nothing, `undefined`. */
export function readJson(text: string): JsonReading {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: new Reader(text).whole() };
  } catch (thrown) {
    if (thrown instanceof Fault) return { problem: { fault: thrown.fault, ...placeOf(text, thrown.offset) } };
    throw thrown;
  }
}

/** The line and the column of a place in a text. */
export function placeOf(text: string, offset: number): Omit<JsonProblem, "fault"> {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { offset, line, column: offset - before.lastIndexOf("\n") };
}

class Fault {
  constructor(
    readonly fault: JsonFault,
    readonly offset: number,
  ) {}
}

class Reader {
  #at = 0;

  constructor(readonly text: string) {}

  whole(): unknown {
    const value = this.#value(0);
    this.#blanks();
    if (this.#at < this.text.length) throw this.#fault("token");
    return value;
  }

  #value(depth: number): unknown {
    if (depth > DEEPEST) throw this.#fault("deep");
    this.#blanks();
    const sign = this.text[this.#at];
    if (sign === "{") return this.#object(depth + 1);
    if (sign === "[") return this.#array(depth + 1);
    if (sign === '"') return this.#string();
    if (sign !== undefined && /[-\d]/.test(sign)) return this.#number();
    return this.#word();
  }

  #object(depth: number): unknown {
    const members = new Map<string, unknown>();
    this.#list("}", () => {
      const begin = this.#at;
      if (this.text[begin] !== '"') throw this.#fault("name");
      const name = this.#string();
      if (members.has(name)) throw new Fault("double", begin);
      this.#blanks();
      if (this.text[this.#at] !== ":") throw this.#fault("colon");
      this.#at += 1;
      members.set(name, this.#value(depth));
    });
    return Object.fromEntries(members);
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#list("]", () => items.push(this.#value(depth)));
    return items;
  }

  /** What stands between brackets, separated by commas. */
  #list(end: string, read: () => void): void {
    this.#at += 1;
    this.#blanks();
    if (this.text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.#blanks();
      read();
      this.#blanks();
      const sign = this.text[this.#at];
      if (sign !== "," && sign !== end) throw this.#fault("comma");
      this.#at += 1;
      if (sign === end) return;
    }
  }

  /** The text between quotes is cut out and left to the platform, once it is known to be sound. */
  #string(): string {
    const begin = this.#at;
    for (this.#at += 1; this.text[this.#at] !== '"'; this.#at += 1) {
      const sign = this.text[this.#at];
      if (sign === undefined) throw new Fault("text", begin);
      if (sign < " ") throw this.#fault("control");
      if (sign === "\\") this.#escape();
    }
    this.#at += 1;
    return JSON.parse(this.text.slice(begin, this.#at)) as string;
  }

  #escape(): void {
    const rest = this.text.slice(this.#at + 1, this.#at + 6);
    if (/^u[\da-fA-F]{4}/.test(rest)) this.#at += 5;
    else if (/^["\\/bfnrt]/.test(rest)) this.#at += 1;
    else throw this.#fault("escape");
  }

  #number(): number | bigint {
    NUMBER.lastIndex = this.#at;
    const [found] = NUMBER.exec(this.text) ?? [];
    const next = this.text[this.#at + (found?.length ?? 0)] ?? "";
    if (found === undefined || /[\w.+-]/.test(next)) throw this.#fault("number");
    this.#at += found.length;
    const number = Number(found);
    return Number.isSafeInteger(number) || /[.eE]/.test(found) ? number : BigInt(found);
  }

  #word(): unknown {
    const found = WORDS.find(([word]) => this.text.startsWith(word, this.#at));
    if (!found) throw this.#fault("token");
    this.#at += found[0].length;
    return found[1];
  }

  #blanks(): void {
    while (/[ \t\r\n]/.test(this.text[this.#at] ?? "")) this.#at += 1;
  }

  #fault(fault: JsonFault): Fault {
    return new Fault(this.#at >= this.text.length ? "end" : fault, this.#at);
  }
}
