// Words and commands of a POSIX shell, with bodies that come in by a pipe: so that they are in no list of processes,
// and may be of any length.

/** A word that the shell takes as it stands, whatever is in it. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command with an argument a line. */
export function command(parts: readonly string[]): string {
  return parts.join(" \\\n  ");
}

/** The same, with a text on its standard input. */
export function fed(text: string | undefined, parts: readonly string[]): string {
  return text === undefined ? command(parts) : `printf %s ${word(text)} | ${command(parts)}`;
}

/** Bytes as a text, where that is what they are; a shell's words cannot hold a NUL. */
export async function asText(body: unknown): Promise<string | undefined> {
  const bytes = await asBytes(body);
  if (bytes === undefined || bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export async function asBytes(body: unknown): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (typeof body === "string" || body instanceof URLSearchParams) return new TextEncoder().encode(String(body));
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice();
  return undefined;
}
