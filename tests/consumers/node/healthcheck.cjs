// What a person with a CommonJS module writes.

const { SneCotation, SneError } = require("sne-cotation");

async function main({ tokenUrl, apiUrl, clientId, clientSecret }) {
  const sne = await SneCotation.create({ environment: { tokenUrl, apiUrl }, clientId, clientSecret });
  try {
    console.log(JSON.stringify({ answer: await sne.healthcheck() }));
  } catch (error) {
    console.log(JSON.stringify({ isSneError: error instanceof SneError, kind: error.kind }));
  }
  await sne.close();
}

main(JSON.parse(process.argv[2]));
