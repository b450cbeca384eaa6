// What is done without the package: a token, and a call with it. Prints the milliseconds since the process began, and
// how many of them it had the processor, which says more where the machine has other work.

const [, , origin] = process.argv;

const form = new URLSearchParams({ grant_type: "client_credentials", client_id: "id", client_secret: "secret" });
const { access_token: token } = await (await fetch(`${origin}/token`, { method: "POST", body: form })).json();
const answer = await fetch(`${origin}/api/healthcheck`, { headers: { authorization: `Bearer ${token}` } });
const { etat } = await answer.json();
if (etat !== "OK") throw new Error(etat);
const total = performance.now();
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ total, processor: (user + system) / 1000 }));
