// A call as a program for PowerShell, 5.1 and later: with .NET's own client, which any version has, and which shows an
// answer whatever its status.

import { bodyOf, type FormPart, type WrittenBody } from "./body.ts";
import { type Copied, type CopyCall, Files } from "./call.ts";

export async function asPowerShell({ target, sent }: CopyCall): Promise<Copied> {
  const files = new Files();
  const body = await bodyOf(sent, files);
  const scope = target.scope ? [`  scope = ${text(target.scope)}`] : [];
  const own = sent.headers.filter(([name]) => name !== "content-type");
  const [, type] = sent.headers.find(([name]) => name === "content-type") ?? [];
  const content = contentOf(body);
  const lines = [
    "Add-Type -AssemblyName System.Net.Http",
    "$form = @{",
    "  grant_type = 'client_credentials'",
    "  client_id = $env:SNE_CLIENT_ID",
    "  client_secret = $env:SNE_CLIENT_SECRET",
    ...scope,
    "}",
    `$granted = Invoke-RestMethod -Method Post -Uri ${text(target.tokenUrl)} -Body $form`,
    "",
    "$client = New-Object System.Net.Http.HttpClient",
    `$request = New-Object System.Net.Http.HttpRequestMessage ${text(sent.method)}, ${text(sent.url)}`,
    "[void]$request.Headers.TryAddWithoutValidation('Authorization', \"Bearer $($granted.access_token)\")",
    ...own.map(([name, value]) => `[void]$request.Headers.TryAddWithoutValidation(${text(name)}, ${text(value)})`),
    ...content,
    ...(content.length > 0 && type !== undefined && body.type !== "form"
      ? [`[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', ${text(type)})`]
      : []),
    "$answer = $client.SendAsync($request).Result",
    '"$([int]$answer.StatusCode) $($answer.Content.ReadAsStringAsync().Result)"',
    "",
  ];
  return { text: lines.join("\n"), files: files.list };
}

function contentOf(body: WrittenBody): string[] {
  switch (body.type) {
    case "none":
      return [];
    case "text":
      return [
        `$bytes = [Text.Encoding]::UTF8.GetBytes(${text(body.text)})`,
        "$request.Content = New-Object System.Net.Http.ByteArrayContent (, $bytes)",
      ];
    case "file":
      return [
        `$bytes = [IO.File]::ReadAllBytes((Join-Path $PWD ${text(body.file)}))`,
        "$request.Content = New-Object System.Net.Http.ByteArrayContent (, $bytes)",
      ];
    case "form":
      return ["$request.Content = New-Object System.Net.Http.MultipartFormDataContent", ...body.parts.flatMap(partOf)];
  }
}

const TEXT = "[Text.Encoding]::UTF8.GetBytes";
const FILE = "[IO.File]::ReadAllBytes";

function partOf(part: FormPart): string[] {
  const bytes = "text" in part ? `${TEXT}(${text(part.text)})` : `${FILE}((Join-Path $PWD ${text(part.file)}))`;
  const made = `$part = New-Object System.Net.Http.ByteArrayContent (, ${bytes})`;
  const name = text(quoted(part.name));
  if ("text" in part) return [made, `$request.Content.Add($part, ${name})`];
  return [
    made,
    `[void]$part.Headers.TryAddWithoutValidation('Content-Type', ${text(part.type)})`,
    `$request.Content.Add($part, ${name}, ${text(quoted(part.sentAs))})`,
  ];
}

/** .NET writes a name without marks, where it does not need them, and does not mind those that are there. */
const quoted = (name: string) => `"${name.replace(/["\r\n]/g, encodeURIComponent)}"`;

/**
 * Everything between these marks stands for itself. What is no ASCII is written by its number, because Windows
 * PowerShell reads a file without a mark at its beginning in the character encoding of the machine.
 */
function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return literal(value);
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `([regex]::Unescape(${literal(escaped)}))`;
}

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
