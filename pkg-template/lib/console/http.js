// The few things that every answer of the console's server needs.

/** A request that is not served, and why. Nothing of the request is repeated in it. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** In the form of an SneError's, so that the page reads one form only. */
  toJSON() {
    const { status, message } = this;
    return { name: "ConsoleError", kind: "request", status, message };
  }
}

/** Sends a whole body; Node itself leaves it out after HEAD. */
export function send(response, { status = 200, type, cache, body }) {
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length, "Cache-Control": cache });
  response.end(body);
}

/** Sends JSON that nobody keeps: it may hold a token. */
export function sendJson(response, status, value) {
  send(response, { status, type: "application/json", cache: "no-store", body: Buffer.from(JSON.stringify(value)) });
}

/** The JSON of a request, which must say that it is JSON: a form on another site cannot. */
export async function readJson(request, longest) {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") throw new Refusal(415, "the body must be application/json");
  const text = await readText(request, longest);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}

async function readText(request, longest) {
  const pieces = [];
  let length = 0;
  // Not destroyed when we stop reading: the refusal still has to be sent on the same connection.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    length += piece.length;
    if (length > longest) throw new Refusal(413, `the body is longer than ${longest} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
