// A body handed out: to the clipboard, or as a file.

import { type Lines, partsOf } from "./lines.ts";
import { inSlices } from "./slices.ts";

/** The text as it is shown, in parts. */
export async function textParts(lines: Lines): Promise<string[]> {
  const parts: string[] = [];
  await inSlices(partsOf(lines, parts), new AbortController().signal);
  return parts;
}

/** Gives the browser a file to save. */
export function saveFile(parts: BlobPart[], name: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it a while after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const ENDINGS: Readonly<Record<string, string>> = {
  "application/json": "json",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/xml": "xml",
  "text/xml": "xml",
  "text/html": "html",
  "text/csv": "csv",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** The name of a file for a body of that media type. */
export function fileName(stem: string, mediaType: string, kind: "json" | "xml" | "text" | "bytes"): string {
  const [essence = ""] = mediaType.toLowerCase().split(";");
  return `${stem}.${ENDINGS[essence.trim()] ?? { json: "json", xml: "xml", text: "txt", bytes: "bin" }[kind]}`;
}
