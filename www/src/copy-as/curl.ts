// A call as two curl commands, as the guide has them: one for the token, one for the call. Neither the secret nor the
// token is among their arguments, which every user of a machine can see.

import { type Copied, type CopyCall, Files, type SentRequest } from "./call.ts";
import { asBytes, asText, fed, word } from "./shell.ts";

const TOKEN = `sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'`;
/** A file of options that only this command sees. */
const WITH_TOKEN = `--config <(printf 'header = "Authorization: Bearer %s"' "$SNE_TOKEN")`;

export async function asCurl({ target, sent }: CopyCall): Promise<Copied> {
  const files = new Files();
  const scope = target.scope ? [`--data-urlencode ${word(`scope=${target.scope}`)}`] : [];
  const token = [
    `curl -sS -X POST ${word(target.tokenUrl)}`,
    "-H 'Accept: application/json'",
    '--data-urlencode "client_id=$SNE_CLIENT_ID"',
    "--data-urlencode client_secret@-",
    ...scope,
    `-d grant_type=client_credentials | ${TOKEN}`,
  ].join(" \\\n  ");
  const call = await callOf(sent, files);
  const text = `SNE_TOKEN=$(printf %s "$SNE_CLIENT_SECRET" | ${token})\n\n${call}\n`;
  return { text, files: files.list };
}

async function callOf(sent: SentRequest, files: Files): Promise<string> {
  const { method, url, headers } = sent;
  // curl waits for the body of a HEAD that is only named so.
  const verb = method === "HEAD" ? "--head" : `-X ${word(method)}`;
  const glob = /[[\]{}]/.test(url) ? " --globoff" : "";
  const { body, options } = await bodyOf(sent, files);
  const lines = headers.map(([name, value]) => `-H ${word(value === "" ? `${name};` : `${name}: ${value}`)}`);
  return fed(body, [`curl -sS ${verb}${glob} ${word(url)}`, WITH_TOKEN, ...lines, ...options]);
}

/** A body by the pipe; one that is no text from a file; a form by its parts. */
async function bodyOf(sent: SentRequest, files: Files): Promise<{ body?: string; options: string[] }> {
  const { body } = sent;
  if (body === undefined || body === null) return { options: [] };
  if (body instanceof FormData) return { options: [...body].map(([name, value]) => formPart(name, value, files)) };
  // What has no type is not given curl's own.
  const untyped = sent.headers.some(([name]) => name === "content-type") ? [] : ["-H Content-Type:"];
  const text = await asText(body);
  if (text !== undefined) return { body: text, options: [...untyped, "--data-binary @-"] };
  const bytes = await asBytes(body);
  const name = files.add(new Blob(bytes ? [bytes] : []), "corps.bin");
  return { options: [...untyped, `--data-binary @${name}`] };
}

function formPart(name: string, value: string | File, files: Files): string {
  // A form's line breaks leave a browser, or Node, as these two signs.
  if (typeof value === "string") return `--form-string ${word(`${name}=${value.replace(/\r?\n|\r/g, "\r\n")}`)}`;
  const file = files.add(value, value.name);
  const type = value.type ? `;type=${value.type}` : "";
  const original = value.name.replace(/(["\\])/g, "\\$1");
  return `-F ${word(`${name}=@${file};filename="${original}"${type}`)}`;
}
