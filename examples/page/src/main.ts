// The page: it asks the relay for a token, and calls the API itself.

import { SneCotation, SneError } from "sne-cotation";
import { tokenFromRelay } from "sne-cotation/relay/page";
import { environment } from "./environment.js";

const health = document.querySelector("#health") as HTMLElement;

try {
  const getToken = tokenFromRelay("/token", { language: "en" });
  const sne = await SneCotation.create({ environment, getToken, language: "en" });
  const { version, etat } = await sne.healthcheck();
  health.textContent = `version ${version}, etat ${etat}`;
} catch (error) {
  health.textContent = error instanceof SneError ? `${error.message} ${error.advice}` : String(error);
}
