// The search in a body: what for, how many there are, on to the next and back.

import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Search } from "./use-view.ts";

interface Props {
  id: string;
  search: Search;
  onQuestion: (question: string) => void;
  onStep: (step: 1 | -1) => void;
}

export function SearchBar({ id, search, onQuestion, onStep }: Props) {
  const { t } = useSpeech();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && search.question !== "") onQuestion("");
    else return;
    event.preventDefault();
  };
  return (
    <div class="body-search">
      <div class="field">
        <label for={`${id}-search`}>{t("body.search")}</label>
        <input
          id={`${id}-search`}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          value={search.question}
          onInput={({ currentTarget }) => onQuestion(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <button type="button" class="button" onClick={() => onStep(-1)}>
        {t("body.previous")}
      </button>
      <button type="button" class="button" onClick={() => onStep(1)}>
        {t("body.next")}
      </button>
      <p class="muted" role="status">
        {countOf(search, t)}
      </p>
    </div>
  );
}

function countOf({ question, matches, at, isOver }: Search, t: Translate): string {
  if (question === "") return "";
  if (!isOver) return t("body.searching");
  const count = matches.line.length;
  if (count === 0) return t("body.nothingFound");
  return t(matches.isCut ? "body.matchOfMore" : "body.match", { number: at + 1, count });
}
