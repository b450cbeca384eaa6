// `npm run hostile -- --answers 100000 --seed 7`: hostile answers, as many as one likes, to the packed tarball.

import { runInConsumer } from "./test/consumer.mjs";
import { main } from "./support/problem.mjs";

await main(() => runInConsumer("hostile"));
