#!/usr/bin/env node
// The command `sne-cotation`. All of it is in lib/cli.

import { main } from "../dist/cli.js";

process.exitCode = await main(process.argv.slice(2));
