// The server of the page: its files as Vite has built them, and the relay. A real one has a login; here, whoever opens
// the page has a session.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { createTokenRelay, toNodeHandler } from "sne-cotation/relay";

const { PORT = "3000", SNE_TOKEN_URL, SNE_API_URL, SNE_CLIENT_ID, SNE_CLIENT_SECRET } = process.env;
const DIST = new URL("./dist/", import.meta.url);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

const isOwn = Boolean(SNE_TOKEN_URL && SNE_API_URL);
const api = new URL(SNE_API_URL ?? "https://sandbox-api.piste.gouv.fr").origin;
const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${api}`;

const sessions = new Set();
const sessionOf = (cookie) => /(?:^|; )session=([\w-]+)/.exec(cookie ?? "")?.[1];

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://page");
  if (pathname === "/token") return handleToken(request, response);
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  const file = new URL(name, DIST);
  const body = file.href.startsWith(DIST.href) ? await readFile(file).catch(() => undefined) : undefined;
  if (body === undefined) return response.writeHead(404).end();
  const headers = { "Content-Type": TYPES[extname(name)], "Content-Security-Policy": policy };
  if (name === "index.html") headers["Set-Cookie"] = `session=${newSession()}; HttpOnly; SameSite=Strict`;
  return response.writeHead(200, headers).end(body);
});

function newSession() {
  const id = randomUUID();
  sessions.add(id);
  return id;
}

await new Promise((resolve) => server.listen(Number(PORT), "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const relay = createTokenRelay({
  environment: isOwn ? { tokenUrl: SNE_TOKEN_URL, apiUrl: SNE_API_URL } : "sandbox",
  clientId: SNE_CLIENT_ID,
  clientSecret: SNE_CLIENT_SECRET,
  allowedOrigins: [origin],
  authorize: (request) => {
    const id = sessionOf(request.headers.get("cookie"));
    return sessions.has(id) && id;
  },
  onError: (error) => console.error(`${error.kind ?? error.name}: ${error.message}`),
});
const handleToken = toNodeHandler(relay);
await relay.ready();
console.log(origin);
