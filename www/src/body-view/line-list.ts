// Lines of a body, and how one more is put behind them. Numbers stand in lists of their own, so that millions of lines
// stay light.

export interface Lines {
  /** Without its indentation. */
  text: string[];
  depth: number[];
  /** Where what a line opens is closed again; 0 of a line that opens nothing. */
  end: number[];
  /** Of JSON: how much of the line is the name of a member, with what is between it and the value; 0 without one. */
  name: number[];
}

export const noLines = (): Lines => ({ text: [], depth: [], end: [], name: [] });

export function push({ text, depth, end, name }: Lines, line: string, level: number, named = 0): void {
  text.push(line);
  depth.push(level);
  end.push(0);
  name.push(named);
}
