// The simulator from CommonJS: a server on a free port, stopped again.

const { createSimulator } = require("sne-cotation/simulator");

async function main() {
  const simulator = await createSimulator();
  const server = await simulator.listen({ port: 0 });
  const { status } = await fetch(`${server.environments.production.apiUrl}/healthcheck`);
  console.log(JSON.stringify({ status }));
  await server.close();
}

main();
