// Where a call goes, in the terms of whoever makes it from elsewhere: the addresses, and the name that stands for them.

import type { CopyTarget } from "../copy-as/call.ts";
import type { Contract } from "./contract.ts";
import type { Form } from "./form.ts";
import type { Settings } from "./settings.ts";

const PISTE = {
  sandbox: {
    host: "https://sandbox-api.piste.gouv.fr",
    tokenUrl: "https://sandbox-oauth.piste.gouv.fr/api/oauth/token",
  },
  production: { host: "https://api.piste.gouv.fr", tokenUrl: "https://oauth.piste.gouv.fr/api/oauth/token" },
};
const BASE_PATH = "/mtes/sne-cotation/v1.0";

export function targetOf(form: Form, settings: Settings, contract: Contract | undefined): CopyTarget {
  const { environment, values } = form;
  const scope = values.scope.trim() === "" ? undefined : values.scope.trim();
  if (environment === "sandbox" || environment === "production") {
    const { host, tokenUrl } = PISTE[environment];
    return { environment, tokenUrl, apiUrl: host + (contract?.basePath ?? BASE_PATH), scope };
  }
  const own = environment === "simulator" ? settings.simulator : settings.other;
  return { tokenUrl: own?.tokenUrl ?? "", apiUrl: own?.apiUrl ?? values.apiUrl.trim(), scope };
}
