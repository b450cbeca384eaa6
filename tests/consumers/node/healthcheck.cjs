// What a person with a CommonJS module writes.

const { SneCotation, SneError } = require("sne-cotation");

/** @param {Record<"tokenUrl" | "apiUrl" | "clientId" | "clientSecret", string>} settings */
async function main({ tokenUrl, apiUrl, clientId, clientSecret }) {
  const sne = await SneCotation.create({ environment: { tokenUrl, apiUrl }, clientId, clientSecret });
  try {
    console.log(JSON.stringify({ answer: await sne.healthcheck() }));
  } catch (error) {
    const isSneError = error instanceof SneError;
    console.log(JSON.stringify({ isSneError, kind: isSneError && error.kind }));
  }
  await sne.close();
}

main(JSON.parse(process.argv[2]));
