// A call as a program in Java 17, in one file: `java Appel.java`.

import { BOUNDARY, bodyOf, headersOf, headOf, type WrittenBody } from "./body.ts";
import { type Copied, type CopyCall, Files } from "./call.ts";

export async function asJava({ target, sent }: CopyCall): Promise<Copied> {
  const files = new Files();
  const body = await bodyOf(sent, files);
  const scope = target.scope ? [`            + "&scope=" + encoded(${text(target.scope)})`] : [];
  const publisher = publisherOf(body);
  const lines = [
    ...["io.ByteArrayOutputStream", "net.URI", "net.URLEncoder", "net.http.HttpClient", "net.http.HttpRequest"]
      .concat(["net.http.HttpResponse.BodyHandlers", "nio.charset.StandardCharsets", "nio.file.Files", "nio.file.Path"])
      .concat(["util.regex.Pattern"])
      .filter((name) => isUsed(name, publisher))
      .map((name) => `import java.${name};`),
    "",
    "public class Appel {",
    "    static String encoded(String value) {",
    "        return URLEncoder.encode(value, StandardCharsets.UTF_8);",
    "    }",
    "",
    "    public static void main(String[] arguments) throws Exception {",
    "        var client = HttpClient.newHttpClient();",
    '        var form = "grant_type=client_credentials"',
    '            + "&client_id=" + encoded(System.getenv("SNE_CLIENT_ID"))',
    '            + "&client_secret=" + encoded(System.getenv("SNE_CLIENT_SECRET"))',
    ...scope,
    "            ;",
    `        var granted = client.send(HttpRequest.newBuilder(URI.create(${text(address(target.tokenUrl))}))`,
    '            .header("Content-Type", "application/x-www-form-urlencoded")',
    '            .header("Accept", "application/json")',
    "            .POST(HttpRequest.BodyPublishers.ofString(form))",
    "            .build(), BodyHandlers.ofString());",
    '        var found = Pattern.compile("\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"").matcher(granted.body());',
    '        if (!found.find()) throw new IllegalStateException(granted.statusCode() + " " + granted.body());',
    "",
    ...publisher.before,
    `        var answer = client.send(HttpRequest.newBuilder(URI.create(${text(address(sent.url))}))`,
    '            .header("Authorization", "Bearer " + found.group(1))',
    ...headersOf(sent).map(([name, value]) => `            .header(${text(name)}, ${text(value)})`),
    `            .method(${text(sent.method)}, ${publisher.code})`,
    "            .build(), BodyHandlers.ofString());",
    '        System.out.println(answer.statusCode() + " " + answer.body());',
    "    }",
    "}",
    "",
  ];
  return { text: lines.join("\n").replace("\n            ;", ";"), files: files.list };
}

interface Publisher {
  before: string[];
  code: string;
}

const PUBLISHERS = "HttpRequest.BodyPublishers";

function publisherOf(body: WrittenBody): Publisher {
  switch (body.type) {
    case "none":
      return { before: [], code: `${PUBLISHERS}.noBody()` };
    case "text":
      return { before: [], code: `${PUBLISHERS}.ofString(${text(body.text)})` };
    case "file":
      return { before: [], code: `${PUBLISHERS}.ofFile(Path.of(${text(body.file)}))` };
    case "form": {
      const parts = body.parts.flatMap((part) => [
        written(`${text(headOf(part))}.getBytes(StandardCharsets.UTF_8)`),
        written(
          "text" in part
            ? `${text(part.text)}.getBytes(StandardCharsets.UTF_8)`
            : `Files.readAllBytes(Path.of(${text(part.file)}))`,
        ),
        written('"\\r\\n".getBytes()'),
      ]);
      const before = [
        "        var body = new ByteArrayOutputStream();",
        ...parts,
        written(`${text(`--${BOUNDARY}--\r\n`)}.getBytes()`),
      ];
      return { before, code: `${PUBLISHERS}.ofByteArray(body.toByteArray())` };
    }
  }
}

const written = (bytes: string) => `        body.write(${bytes});`;

/** Only what a program uses is imported. */
function isUsed(name: string, { before, code }: Publisher): boolean {
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (!["ByteArrayOutputStream", "Files", "Path"].includes(short)) return true;
  return new RegExp(`\\b${short}\\b`).test([...before, code].join("\n"));
}

/** A constant of a class holds 65,535 bytes at most. */
const LONGEST = 20_000;

/** In ASCII, whatever the character encoding of the machine: Java reads these escapes anywhere. */
function text(value: string): string {
  if (value.length <= LONGEST) return constant(value);
  const pieces = Array.from({ length: Math.ceil(value.length / LONGEST) }, (_, at) =>
    constant(value.slice(at * LONGEST, (at + 1) * LONGEST)),
  );
  return `String.join("", ${pieces.join(", ")})`;
}

const constant = (value: string) =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Java takes an address by the letter of the standard, which has these signs encoded. */
const address = (url: string) => url.replace(/[|^`{}[\]\\"<>]/g, encodeURIComponent);
