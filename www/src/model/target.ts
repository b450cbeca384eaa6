// Where a call goes, in the terms of whoever makes it from elsewhere: the addresses, and the name that stands for them.

import type { CopyTarget } from "../copy-as/call.ts";
import type { Contract } from "./contract.ts";
import { ENVIRONMENTS } from "./environments.ts";
import type { Form } from "./form.ts";
import type { Settings } from "./settings.ts";

export function targetOf(form: Form, settings: Settings, contract: Contract | undefined): CopyTarget {
  const { environment, values } = form;
  const scope = values.scope.trim() === "" ? undefined : values.scope.trim();
  if (environment === "sandbox" || environment === "production") {
    const { tokenUrl, apiUrl, gateway } = ENVIRONMENTS[environment];
    const basePath = contract?.basePath;
    return { environment, tokenUrl, apiUrl: basePath === undefined ? apiUrl : gateway + basePath, scope };
  }
  const own = environment === "simulator" ? settings.simulator : settings.other;
  return { tokenUrl: own?.tokenUrl ?? "", apiUrl: own?.apiUrl ?? values.apiUrl.trim(), scope };
}
