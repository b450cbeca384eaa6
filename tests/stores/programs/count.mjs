// A process that counts up a cell, one by one, beside others that do the same. STORE says which cell of which store.

import { openStore } from "../support/open.mjs";

const { kind, where, key, times } = JSON.parse(process.env.STORE ?? "");
const { store, close } = await openStore(kind, where);
let cell = await store.read(key);
for (let done = 0; done < times; ) {
  const write = await store.write(key, String(Number(cell.value ?? 0) + 1), cell.version, 600_000);
  if (write.ok) done += 1;
  cell = write;
}
await close();
