// What a person with an ES module writes. The addresses and credentials come from the test; everything else is as in
// the README.

import { SneCotation, SneError } from "sne-cotation";

const { tokenUrl, apiUrl, clientId, clientSecret } = JSON.parse(process.argv[2]);
const sne = await SneCotation.create({ environment: { tokenUrl, apiUrl }, clientId, clientSecret });
try {
  console.log(JSON.stringify({ answer: await sne.healthcheck() }));
} catch (error) {
  const isSneError = error instanceof SneError;
  console.log(JSON.stringify({ isSneError, kind: isSneError && error.kind }));
}
await sne.close();
