// One step of the guide: ticked by what was seen, or by the person where nothing can be seen.

import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { StepName } from "../model/guide-steps.ts";
import type { StepState } from "./steps.ts";

const SAID = { done: "guide.seen", pretended: "guide.pretended", wrong: "guide.wrong" } as const;

interface Props {
  step: StepName;
  number: number;
  place: "sandbox" | "production";
  state: StepState;
  isTicked: boolean;
  onTick: () => void;
}

export function GuideStep({ step, number, place, state, isTicked, onTick }: Props) {
  const { t } = useSpeech();
  const seen = `${step}-seen`;
  return (
    <li class={`guide-step ${state}`}>
      <h3>
        <label class="choice">
          <input
            type="checkbox"
            checked={state === "done" || isTicked}
            // What was seen is not for the person to take back; the box stays where the keyboard finds it.
            aria-disabled={state === "done"}
            aria-describedby={state === "open" ? undefined : seen}
            onClick={(event) => {
              if (state === "done") event.preventDefault();
              else onTick();
            }}
          />
          <span>
            {number}. {t(`guide.${step}`)}
          </span>
        </label>
      </h3>
      {state !== "open" && (
        <p class="seen" id={seen}>
          {t(SAID[state])}
        </p>
      )}
      <ul>
        {todo(step, place, t)
          .split("\n")
          .map((line) => (
            <li key={line}>
              <Linked text={line} />
            </li>
          ))}
      </ul>
    </li>
  );
}

/** Addresses that the guide names, as links. */
const ADDRESSES = /(piste\.gouv\.fr|[\w.-]+@[\w.-]+\.gouv\.fr)/;

function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(ADDRESSES).map((piece, index) => {
        if (index % 2 === 0) return piece;
        const isMail = piece.includes("@");
        return (
          <a key={piece} href={isMail ? `mailto:${piece}` : `https://${piece}/`} target="_blank" rel="noreferrer">
            {piece}
          </a>
        );
      })}
    </>
  );
}

/** One thing to do a line. */
function todo(step: StepName, place: Props["place"], t: Translate): string {
  switch (step) {
    case "application":
    case "subscription":
      return t(`guide.${step}.${place}`);
    case "credentials":
      return t("guide.credentials.todo", { origin: location.origin });
    default:
      return t(`guide.${step}.todo`);
  }
}
