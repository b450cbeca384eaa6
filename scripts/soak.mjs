// `npm run soak -- --minutes 10`, or `--calls 1000000`: one client of the packed tarball under faults for a long time.

import { runInConsumer } from "./test/consumer.mjs";
import { main } from "./support/problem.mjs";

await main(() => runInConsumer("soak", ["--expose-gc"]));
