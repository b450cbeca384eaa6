// A server component: the call is made on the server, at each request.

import { SneError } from "sne-cotation";
import { cotation } from "../lib/cotation";

export const dynamic = "force-dynamic";

export default async function Page() {
  return <p role="status">{await health()}</p>;
}

async function health(): Promise<string> {
  try {
    const sne = await cotation();
    const { version, etat } = await sne.healthcheck();
    return `version ${version}, etat ${etat}`;
  } catch (error) {
    if (!(error instanceof SneError)) throw error;
    return `${error.message} ${error.advice}`;
  }
}
