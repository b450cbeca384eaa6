// In place of the package's diagnosis, which the console leaves to its local server (vite.config.ts).

export const packed = "";

export function diagnose(): never {
  throw new Error("the console diagnoses on its local server");
}
