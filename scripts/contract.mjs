// `npm run contract -- FILE [--seeds N]`: see tests/contract/run.mjs. The file is found from where the command was typed.

import { resolve } from "node:path";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

const from = process.env.INIT_CWD ?? process.cwd();
const isFile = (arg, place, args) => !arg.startsWith("-") && args[place - 1] !== "--seeds";
process.argv = process.argv.map((arg, place, args) => (place >= 2 && isFile(arg, place, args) ? resolve(from, arg) : arg));

await main(() => runInConsumer("contract"));
