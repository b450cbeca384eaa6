// The relay, for pages that call the API themselves.

import { createTokenRelay } from "sne-cotation/relay";
import { sessionOf } from "../../lib/session";
import { settings } from "../../lib/settings";

let relay: ReturnType<typeof createTokenRelay> | undefined;

export function POST(request: Request) {
  relay ??= createTokenRelay({
    ...settings(),
    allowedOrigins: [process.env.SITE ?? "https://app.example"],
    authorize: (asked) => sessionOf(asked.headers.get("cookie"))?.id,
  });
  return relay(request);
}

export { POST as OPTIONS };
