// What a call takes in the runtime that runs this: the order as JSON in the first argument, what was measured as JSON
// in the last line of its output.

import { perCall } from "../measure/per-call.mjs";

console.log(JSON.stringify(await perCall(JSON.parse(process.argv[2]))));
process.exit(0);
