// A call as a program with this package, credentials from the environment.

import { CONTRACT_FILE, type Copied, type CopyCall, Files, relativePath } from "./call.ts";
import { asText } from "./shell.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export async function asJavaScript(call: CopyCall): Promise<Copied> {
  const files = new Files();
  const made = await callOf(call, files);
  const create = optionsOf(call);
  const reads = /\breadFile\(/.test(made + create);
  const lines = [
    ...(reads ? ['import { readFile } from "node:fs/promises";'] : []),
    'import { SneCotation } from "sne-cotation";',
    "",
    "const { SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret } = process.env;",
    `const sne = await SneCotation.create(${create});`,
    made,
    "await sne.close();",
    "",
  ];
  return { text: lines.join("\n"), files: files.list };
}

function optionsOf({ target, called }: CopyCall): string {
  const { environment, tokenUrl, apiUrl, scope } = target;
  const isNamed = environment !== undefined;
  const where = isNamed
    ? `environment: ${text(environment)}`
    : `environment: { tokenUrl: ${text(tokenUrl)}, apiUrl: ${text(apiUrl)} }`;
  const parts = [where, "clientId", "clientSecret"];
  if (scope) parts.push(`scope: ${text(scope)}`);
  if (called.type === "operation") parts.push(`contract: await readFile(${text(CONTRACT_FILE)}, "utf8")`);
  // A contract's base path is only taken with the contract.
  else if (isNamed && called.type === "request") parts.push(`apiUrl: ${text(apiUrl)}`);
  return `{\n${parts.map((part) => `  ${part},\n`).join("")}}`;
}

async function callOf(call: CopyCall, files: Files): Promise<string> {
  const { called } = call;
  if (called.type === "healthcheck") return "console.log(await sne.healthcheck());";
  const made =
    called.type === "operation"
      ? `sne.call(${text(called.id)}, ${literal(called.parameters, files, "")})`
      : `sne.request(${literal(await requestOf(call), files, "")})`;
  return `const { status, data } = await ${made};\nconsole.log(status, data);`;
}

async function requestOf(call: CopyCall): Promise<Record<string, unknown>> {
  const { method, headers, body } = call.sent;
  const text = await asText(body);
  const given = text === undefined ? body : new Code(bodyCode(text, headers));
  const own = headers.filter(([name, value]) => value !== "application/json" || name !== "accept");
  const [path, search] = relativePath(call).split(/\?(.*)/s);
  return {
    method,
    path,
    ...(search && { query: queryOf(search) }),
    ...(own.length > 0 && { headers: Object.fromEntries(own) }),
    ...(given !== undefined && { body: given }),
  };
}

function queryOf(search: string): Record<string, string[]> {
  const pairs = [...new URLSearchParams(search)];
  const names = [...new Set(pairs.map(([name]) => name))];
  return Object.fromEntries(names.map((name) => [name, pairs.filter(([it]) => it === name).map(([, value]) => value)]));
}

/** JSON as the value that it is, if it is written again as it was; any other text as its bytes, sent as they are. */
function bodyCode(text: string, headers: CopyCall["sent"]["headers"]): string {
  const [, type = ""] = headers.find(([name]) => name === "content-type") ?? [];
  if (/[/+]json\b/i.test(type) && isExact(text)) return literal(JSON.parse(text), new Files(), "  ");
  return `new TextEncoder().encode(${JSON.stringify(text)})`;
}

function isExact(json: string): boolean {
  try {
    return JSON.stringify(JSON.parse(json)) === json;
  } catch {
    return false;
  }
}

/** JavaScript that is written already. */
class Code {
  constructor(readonly text: string) {}
}

/** A value as JavaScript writes it. */
export function literal(value: unknown, files: Files, indent: string): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return text(value);
  const inner = `${indent}  `;
  if (value instanceof Code) return value.text;
  if (value instanceof FormData) return formLiteral(value, files);
  if (value instanceof Blob) return fileLiteral(value, files);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `new Uint8Array(await readFile(${text(files.add(new Blob([value as BlobPart]), "corps.bin"))}))`;
  }
  if (Array.isArray(value))
    return between(
      "[",
      value.map((item) => literal(item ?? null, files, inner)),
      "]",
      indent,
    );
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return between(
    "{",
    members.map(([name, member]) => `${key(name)}: ${literal(member, files, inner)}`),
    "}",
    indent,
  );
}

/** A name between brackets is a name, "__proto__" too. */
function key(name: string): string {
  if (name === "__proto__") return `[${text(name)}]`;
  return IDENTIFIER.test(name) ? name : text(name);
}

function fileLiteral(file: Blob, files: Files): string {
  const name = file instanceof File ? file.name : "fichier";
  const type = file.type ? `, { type: ${text(file.type)} }` : "";
  return `new File([await readFile(${text(files.add(file, name))})], ${text(name)}${type})`;
}

function formLiteral(form: FormData, files: Files): string {
  const parts = [...form].map(([name, value]) => `form.append(${text(name)}, ${literal(value, files, "")});`);
  return `await (async (form) => {\n  ${parts.join("\n  ")}\n  return form;\n})(new FormData())`;
}

function between(begin: string, parts: string[], end: string, indent: string): string {
  return parts.length === 0
    ? begin + end
    : `${begin}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${end}`;
}

const text = (value: unknown): string => JSON.stringify(value) ?? "undefined";
