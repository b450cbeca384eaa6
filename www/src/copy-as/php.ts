// A call as a program in PHP, with nothing but PHP itself.

import { BOUNDARY, bodyOf, headersOf, headOf, type WrittenBody } from "./body.ts";
import { type Copied, type CopyCall, Files } from "./call.ts";

export async function asPhp({ target, sent }: CopyCall): Promise<Copied> {
  const files = new Files();
  const scope = target.scope ? [`    'scope' => ${text(target.scope)},`] : [];
  const body = await bodyOf(sent, files);
  const own = headersOf(sent);
  // PHP would take any other body for a form.
  const isTyped = body.type === "none" || own.some(([name]) => name === "content-type");
  const headers = [
    ...own.map(([name, value]) => `${name}: ${value}`),
    ...(isTyped ? [] : ["content-type: application/octet-stream"]),
  ];
  const lines = [
    "<?php",
    "",
    "function send(string $method, string $url, array $headers, string $content = ''): array",
    "{",
    "    $options = ['method' => $method, 'header' => $headers, 'content' => $content,",
    "        'ignore_errors' => true, 'follow_location' => 0, 'protocol_version' => 1.1, 'timeout' => 30];",
    "    $text = file_get_contents($url, false, stream_context_create(['http' => $options]));",
    "    return [(int) explode(' ', $http_response_header[0])[1], $text];",
    "}",
    "",
    "$form = [",
    "    'grant_type' => 'client_credentials',",
    "    'client_id' => getenv('SNE_CLIENT_ID'),",
    "    'client_secret' => getenv('SNE_CLIENT_SECRET'),",
    ...scope,
    "];",
    `[$status, $granted] = send('POST', ${text(target.tokenUrl)}, [`,
    "    'Accept: application/json',",
    "    'Content-Type: application/x-www-form-urlencoded',",
    "    'Connection: close',",
    "], http_build_query($form));",
    'if ($status !== 200) exit("$status $granted\\n");',
    "$token = json_decode($granted, true)['access_token'];",
    "",
    `[$status, $answer] = send(${text(sent.method)}, ${text(sent.url)}, [`,
    "    'Authorization: Bearer ' . $token,",
    ...headers.map((header) => `    ${text(header)},`),
    "    'Connection: close',",
    `]${contentOf(body)});`,
    'echo "$status $answer\\n";',
    "",
  ];
  return { text: lines.join("\n"), files: files.list };
}

function contentOf(body: WrittenBody): string {
  switch (body.type) {
    case "none":
      return "";
    case "text":
      return `, ${text(body.text)}`;
    case "file":
      return `, file_get_contents(${text(body.file)})`;
    case "form": {
      const parts = body.parts.map((part) => {
        const content = "text" in part ? text(part.text) : `file_get_contents(${text(part.file)})`;
        return `${text(headOf(part))} . ${content} . "\\r\\n"`;
      });
      return `,\n    ${[...parts, text(`--${BOUNDARY}--\r\n`)].join("\n    . ")}\n`;
    }
  }
}

/** PHP takes everything between these marks as it stands, but for two signs. */
function text(value: string): string {
  if (!/[\r\n]/.test(value)) return `'${value.replace(/[\\']/g, "\\$&")}'`;
  const escaped = value
    .replace(/[\\"$]/g, "\\$&")
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n");
  return `"${escaped}"`;
}
