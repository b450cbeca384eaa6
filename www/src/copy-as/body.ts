// The body of a request, as programs of other languages are given it: a text, the bytes of a file, or a form by its
// parts.

import type { Files, SentRequest } from "./call.ts";
import { asBytes, asText } from "./shell.ts";

/** A part of a form: a text, or a file under the name that it is sent with. */
export type FormPart = { name: string; text: string } | { name: string; file: string; sentAs: string; type: string };

export type WrittenBody =
  | { type: "none" }
  | { type: "text"; text: string }
  | { type: "file"; file: string }
  | { type: "form"; parts: FormPart[] };

/** What cannot be written as a text goes into a file beside the program. */
export async function bodyOf({ body }: SentRequest, files: Files): Promise<WrittenBody> {
  if (body === undefined || body === null) return { type: "none" };
  if (body instanceof FormData) return { type: "form", parts: [...body].map((part) => partOf(part, files)) };
  const text = await asText(body);
  if (text !== undefined) return { type: "text", text };
  const bytes = await asBytes(body);
  return { type: "file", file: files.add(new Blob(bytes ? [bytes] : []), "corps.bin") };
}

/** A form's line breaks leave a browser, or Node, as these two signs. */
function partOf([name, value]: [string, string | File], files: Files): FormPart {
  if (typeof value === "string") return { name, text: value.replace(/\r?\n|\r/g, "\r\n") };
  const type = value.type || "application/octet-stream";
  return { name, file: files.add(value, value.name), sentAs: value.name, type };
}

/** The name of a part as browsers write it between quotation marks. */
export const quotedName = (name: string) => name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");

/** A sign that parts of a form are told from each other by: in none of them by any chance. */
export const BOUNDARY = "------------------------sne-cotation-7f3b1c90d2";

/** The head of a part. */
export function headOf(part: FormPart): string {
  const disposition = `Content-Disposition: form-data; name="${quotedName(part.name)}"`;
  if ("text" in part) return `--${BOUNDARY}\r\n${disposition}\r\n\r\n`;
  return `--${BOUNDARY}\r\n${disposition}; filename="${quotedName(part.sentAs)}"\r\nContent-Type: ${part.type}\r\n\r\n`;
}

/** The headers of a request, with the type of a form that the program writes itself. */
export function headersOf({ headers, body }: SentRequest): readonly (readonly [string, string])[] {
  if (!(body instanceof FormData)) return headers;
  return [...headers, ["content-type", `multipart/form-data; boundary=${BOUNDARY}`]];
}
