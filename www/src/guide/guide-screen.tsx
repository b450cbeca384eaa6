// The guide as a checklist: what to do on the portal at each step, ticked where the console or the doctor can see it.

import { useSpeech } from "../language.ts";
import { STEPS } from "../model/guide-steps.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { DoctorPanel } from "./doctor-panel.tsx";
import { GuideStep } from "./guide-step.tsx";
import { stepStates } from "./steps.ts";

export function GuideScreen({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const { environment } = state.form;
  const states = stepStates(state, state.diagnosis.steps);
  const place = environment === "production" ? "production" : "sandbox";
  return (
    <div class="columns even">
      <DoctorPanel model={model} />
      <section class="panel" aria-labelledby="guide-title">
        <h2 id="guide-title">{t("guide.title")}</h2>
        <p class="note">{t(environment === "simulator" ? "guide.simulator" : `guide.place.${place}`)}</p>
        <ol class="guide">
          {STEPS.map((step, index) => (
            <GuideStep
              key={step}
              step={step}
              number={index + 1}
              place={place}
              state={states[step]}
              isTicked={state.ticked.includes(step)}
              onTick={() => model.tick(step)}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}
