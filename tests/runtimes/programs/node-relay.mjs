// The relay in another Node: `node.js` of docs/en/relay.md, but for the port.

import { createServer } from "node:http";
import { toNodeHandler } from "sne-cotation/relay";
import { relay } from "./relay.js";

createServer(toNodeHandler(relay)).listen(Number(process.env.PORT), "127.0.0.1");
