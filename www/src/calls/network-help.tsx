// What a browser hides of a call that failed without an answer, what that usually means on PISTE, and how to check.

import { useSpeech } from "../language.ts";

export function NetworkHelp() {
  const { t } = useSpeech();
  const origin = location.origin;
  return (
    <section class="network-help" aria-labelledby="network-title">
      <h4 id="network-title">{t("network.title")}</h4>
      <p>{t("network.hidden")}</p>
      <h5>{t("network.causes")}</h5>
      <ol>
        <li>{t("network.cause.origin", { origin })}</li>
        <li>{t("network.cause.gateway")}</li>
        <li>{t("network.cause.line")}</li>
      </ol>
      <h5>{t("network.check")}</h5>
      <ul>
        <li>{t("network.check.tools")}</li>
        <li>{t("network.check.outside")}</li>
        <li>{t("network.check.portal")}</li>
      </ul>
    </section>
  );
}
