// The way to the screens. They are links: they can be opened, copied and gone back to as any page.

import { useSpeech } from "../language.ts";
import { addressOf, SCREENS, type Screen } from "../screens.ts";

export function Navigation({ screen }: { screen: Screen }) {
  const { t } = useSpeech();
  return (
    <nav aria-label={t("page.navigation")}>
      <ul class="screens">
        {SCREENS.map((name) => (
          <li key={name}>
            <a href={addressOf(name)} aria-current={name === screen ? "page" : undefined}>
              {t(`screen.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
