// A process that counts up a cell of a file that may not be there yet, beside others that do the same at once.

import { sqliteStore } from "sne-cotation/store/sqlite";

const [path, times] = process.argv.slice(2);
const store = sqliteStore(path);
let cell = await store.read("count");
for (let done = 0; done < Number(times); ) {
  const write = await store.write("count", String(Number(cell.value ?? 0) + 1), cell.version, 600_000);
  if (write.ok) done += 1;
  cell = write;
}
console.log((await store.read("count")).value);
store.close();
