// The same for programs: a route handler.

import { cotation } from "../../lib/cotation";

export const dynamic = "force-dynamic";

export async function GET() {
  const sne = await cotation();
  return Response.json(await sne.healthcheck());
}
