// The situations of the guide, a click each: chosen, and tried at once, by a call or, on the screen of the guide, by
// the diagnosis. The other screens have no place for it, but the situation stays.

import { useEffect, useState } from "preact/hooks";
import type { Aside } from "../src/app.tsx";
import { useSpeech } from "../src/language.ts";
import { typeset } from "../src/messages/index.ts";
import { HEALTHCHECK } from "../src/model/exchange.ts";
import { enterContract, enterSituation } from "./miniature.ts";
import { SITUATIONS } from "./situations.ts";
import { TEXTS } from "./texts.ts";

export const SituationsPanel: Aside = ({ model, screen }) => {
  const { language } = useSpeech();
  const { title, purpose, documents, situations } = TEXTS[language];
  const { form, contract } = model.state;
  const [wanted, setWanted] = useState<string>();
  useEffect(() => enterSituation(form.application), [form.application]);
  useEffect(() => enterContract(contract?.text), [contract]);
  // What is to be tried is tried as the form is then: after it has changed.
  useEffect(() => {
    if (wanted === undefined || wanted !== form.application) return;
    setWanted(undefined);
    if (screen === "guide") model.diagnose({ tryOtherEnvironment: true });
    else model.call(HEALTHCHECK);
  }, [wanted, form]);
  const choose = (label: string) => {
    model.chooseApplication(label);
    setWanted(label);
  };
  if (screen !== "guide" && screen !== "connect") return null;
  return (
    <section class="panel situations" aria-labelledby="situations-title">
      <h2 id="situations-title">{typeset(title, language)}</h2>
      <p>
        {typeset(purpose, language)} <a href={`../docs/${language}/`}>{documents}</a>
      </p>
      <ul>
        {SITUATIONS.map(({ label }) => (
          <li key={label}>
            <button
              type="button"
              class="button small"
              aria-pressed={form.application === label}
              onClick={() => choose(label)}
            >
              {situations[label]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
