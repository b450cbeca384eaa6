// A call as a program in Python, with requests.

import { bodyOf, type FormPart } from "./body.ts";
import { type Copied, type CopyCall, Files } from "./call.ts";

export async function asPython({ target, sent }: CopyCall): Promise<Copied> {
  const files = new Files();
  const scope = target.scope ? [`        "scope": ${text(target.scope)},`] : [];
  const body = await bodyOf(sent, files);
  const own = sent.headers.map(([name, value]) => `        ${text(name)}: ${text(value)},`);
  const content = contentOf(body);
  const lines = [
    "import os",
    "",
    "import requests",
    "",
    "granted = requests.post(",
    `    ${text(target.tokenUrl)},`,
    "    data={",
    '        "grant_type": "client_credentials",',
    '        "client_id": os.environ["SNE_CLIENT_ID"],',
    '        "client_secret": os.environ["SNE_CLIENT_SECRET"],',
    ...scope,
    "    },",
    '    headers={"Accept": "application/json"},',
    "    timeout=30,",
    ")",
    "granted.raise_for_status()",
    "",
    "answer = requests.request(",
    `    ${text(sent.method)},`,
    `    ${text(sent.url)},`,
    "    headers={",
    '        "Authorization": "Bearer " + granted.json()["access_token"],',
    ...own,
    "    },",
    ...content,
    "    timeout=30,",
    ")",
    "print(answer.status_code, answer.text)",
    "",
  ];
  return { text: lines.join("\n"), files: files.list };
}

function contentOf(body: Awaited<ReturnType<typeof bodyOf>>): string[] {
  switch (body.type) {
    case "none":
      return [];
    case "text":
      return [`    data=${text(body.text)}.encode(),`];
    case "file":
      return [`    data=open(${text(body.file)}, "rb").read(),`];
    case "form":
      return ["    files=[", ...body.parts.map((part) => `        ${partOf(part)},`), "    ],"];
  }
}

function partOf(part: FormPart): string {
  if ("text" in part) return `(${text(part.name)}, (None, ${text(part.text)}))`;
  const { name, file, sentAs, type } = part;
  return `(${text(name)}, (${text(sentAs)}, open(${text(file)}, "rb"), ${text(type)}))`;
}

/** What JSON escapes, Python reads. */
const text = (value: string) => JSON.stringify(value);
