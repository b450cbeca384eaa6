// All mistakes at once, above the form: each leads to its field. It takes the focus when new ones arrive.

import { useEffect, useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { CONTROLS } from "./context.ts";
import { idOf, type Mistake, nearest } from "./pointers.ts";

interface Props {
  prefix: string;
  mistakes: readonly Mistake[];
  /** Whether it is a value of the contract's own that is wrong. */
  isOwnExample: (mistake: Mistake) => boolean;
}

export function ErrorSummary({ prefix, mistakes, isOwnExample }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list of links is no fieldset
    <div ref={box} class="error-summary" tabIndex={-1} role="group" aria-labelledby={`${prefix}summary`}>
      <p class="message" id={`${prefix}summary`}>
        {t(mistakes.length === 1 ? "form.mistake" : "form.mistakes", { count: mistakes.length })}
      </p>
      <ul>
        {mistakes.map((mistake, index) => (
          <li key={index}>
            <a href={`#${idOf(prefix, mistake.pointer)}`} onClick={(event) => goTo(event, prefix, mistake)}>
              <code>{mistake.pointer}</code> {mistake.message}
            </a>
            {isOwnExample(mistake) && <p>{t("form.ownExample")}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** By hand, so that the page's address does not change. */
function goTo(event: Event, prefix: string, { pointer }: Mistake): void {
  event.preventDefault();
  const place = nearest(prefix, pointer);
  const within = (selector: string) => place?.querySelector<HTMLElement>(selector);
  const control = place?.matches("fieldset") ? (within("input:checked") ?? within(CONTROLS)) : place;
  (control ?? place)?.focus();
  place?.scrollIntoView({ block: "center" });
}
