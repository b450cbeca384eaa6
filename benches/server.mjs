// The server of the benchmark, in a process of its own: the least that can answer a token request and a healthcheck.

import { createServer } from "node:http";

const ANSWERS = {
  POST: JSON.stringify({ access_token: "a".repeat(54), token_type: "Bearer", expires_in: 3600 }),
  GET: JSON.stringify({ version: "1.0", etat: "OK" }),
};

const server = createServer((request, response) => {
  request.resume();
  const body = ANSWERS[request.method] ?? "";
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
});

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));

// When the benchmark ends, however it ends, the channel closes; so does this process.
process.once("disconnect", () => process.exit(0));
