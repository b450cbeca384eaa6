// A call as the package's own command: `call` with the names of the contract where they can be written so, else
// `request`.

import { CONTRACT_FILE, type Called, type Copied, type CopyCall, Files, isPresetApi, relativePath } from "./call.ts";
import { asBytes, asText, fed, word } from "./shell.ts";

/** What is accepted when nothing else is said. */
const USUAL = "application/json";

type OperationCall = Extract<Called, { type: "operation" }>;

export async function asCommand(call: CopyCall): Promise<Copied> {
  const files = new Files();
  const { called } = call;
  if (called.type === "healthcheck") return { text: line(undefined, ["healthcheck"], whereTo(call, true)), files: [] };
  const text =
    (called.type === "operation" ? await asCall(call, called, files) : undefined) ?? (await asRequest(call, files));
  return { text, files: files.list };
}

/** Undefined when a name or a value cannot be written behind `call`. */
async function asCall(call: CopyCall, called: OperationCall, files: Files): Promise<string | undefined> {
  const { parameters, consumes } = called.operation;
  const words: string[] = [];
  const options: string[] = [];
  let input: string | undefined;
  for (const [name, value] of Object.entries(called.parameters)) {
    if (value === undefined || value === null) continue;
    const parameter = parameters.find(({ key }) => key === name);
    if (parameter?.in !== "body") {
      const written = pair(name, value, parameter?.schema.type, files);
      if (written === undefined) return undefined;
      words.push(written);
    } else {
      const isJson = consumes.length === 0 || consumes.some((type) => /[/+]json\b/i.test(type));
      input = isJson ? exactJson(value) : await asText(value);
      if (input === undefined) return undefined;
      options.push("--body -");
    }
  }
  return line(
    input,
    ["call", called.id, ...words],
    [...options, `--contract ${CONTRACT_FILE}`, ...whereTo(call, true)],
  );
}

/** `name=value` where the command takes the value for what it is, `name:=json` where that is to be said. */
function pair(name: string, value: unknown, type: unknown, files: Files): string | undefined {
  // The first of these signs ends the name.
  if (name === "" || /[=@]|:$/.test(name)) return undefined;
  // The command gives a file no media type.
  if (value instanceof Blob) return `${name}@${files.add(value, value instanceof File ? value.name : "fichier")}`;
  if (typeof value === "string" && (type === "string" || type === undefined)) return `${name}=${value}`;
  if (typeof value === "bigint") return type === "integer" ? `${name}=${value}` : undefined;
  const json = exactJson(value);
  return json === undefined ? undefined : `${name}:=${json}`;
}

/** Undefined where JSON would not be the value: of integers beyond 2^53 and of bytes. */
function exactJson(value: unknown): string | undefined {
  try {
    return value instanceof Blob || ArrayBuffer.isView(value) ? undefined : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

async function asRequest(call: CopyCall, files: Files): Promise<string> {
  const { method } = call.sent;
  const { headers, body } = await wholeForm(call.sent);
  const own = headers.filter(([name, value]) => name !== "accept" || value !== USUAL);
  const options = own.map(([name, value]) => `-H ${word(`${name}=${value}`)}`);
  const { input, content } = await bodyOf(body, files);
  if (content) options.push(`--body ${content}`);
  return line(input, ["request", method, relativePath(call)], [...options, ...whereTo(call, isPresetApi(call.target))]);
}

/** A form in parts is written out, as its bytes: the command makes none of its own from words. */
async function wholeForm({ headers, body }: CopyCall["sent"]): Promise<Pick<CopyCall["sent"], "headers" | "body">> {
  if (!(body instanceof FormData)) return { headers, body };
  const form = new Response(body);
  const type = form.headers.get("content-type") ?? "";
  return { headers: [...headers, ["content-type", type]], body: await form.arrayBuffer() };
}

async function bodyOf(body: unknown, files: Files): Promise<{ input?: string | undefined; content?: string }> {
  if (body === undefined || body === null) return {};
  const input = await asText(body);
  if (input !== undefined) return { input, content: "-" };
  const bytes = await asBytes(body);
  return { content: files.add(new Blob(bytes ? [bytes] : []), "corps.bin") };
}

function whereTo({ target }: CopyCall, isPreset: boolean): string[] {
  const { environment, tokenUrl, apiUrl, scope } = target;
  const api = `--api-url ${word(apiUrl)}`;
  const where = environment
    ? [`--environment ${environment}`, ...(isPreset ? [] : [api])]
    : [`--token-url ${word(tokenUrl)}`, api];
  return scope ? [...where, `--scope ${word(scope)}`] : where;
}

/** Options first: behind "--", an operand may begin with a dash. */
function line(input: string | undefined, [name = "", ...operands]: string[], options: string[]): string {
  const words = operands.map(word);
  const isDashed = operands.some((operand) => operand.startsWith("-"));
  const rest = isDashed
    ? [...options, `-- ${words.join(" ")}`]
    : [...(words.length > 0 ? [words.join(" ")] : []), ...options];
  return `${fed(input, [`npx sne-cotation ${name}`, ...rest])}\n`;
}
