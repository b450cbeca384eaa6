// The same from CommonJS. Compiled only.

import sne = require("sne-cotation");
import type { Livre, Operations } from "./library.js" with { "resolution-mode": "import" };

export async function titles(options: sne.Options): Promise<string[]> {
  const client: sne.SneCotation<Operations> = await sne.SneCotation.create<Operations>(options);
  const { data } = await client.call("listerLivres");
  return (data.contenu ?? []).map((livre: Livre) => livre.titre);
}
