// Says, where something was to begin, that what is needed to connect is missing, and where it is entered.

import { useSpeech } from "../language.ts";
import { addressOf } from "../screens.ts";

export function Incomplete() {
  const { t } = useSpeech();
  return (
    <p class="field-error" role="alert">
      {t("connect.incomplete")} <a href={addressOf("connect")}>{t("screen.connect")}</a>
    </p>
  );
}
