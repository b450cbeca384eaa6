// A plain editor for JSON: a text area with the numbers of its lines, the place of a mistake in words, and a button
// that sets the text in order. Controlled: the text comes in and goes out.
//
// Props
//   id          of the text area; other ids are made from it
//   label       what is edited
//   text        the text
//   onText      told each change of it
//   describedBy further ids that describe the text area
//   read        how the text is read; default `readJson`, any JSON
//   rows        how tall it is; default 14

import { useMemo, useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import { type JsonProblem, type JsonReading, readJson } from "./read-json.ts";
import { writeJson } from "./write-json.ts";

interface Props {
  id: string;
  label: string;
  text: string;
  onText: (text: string) => void;
  describedBy?: string | undefined;
  read?: (text: string) => JsonReading;
  rows?: number;
}

export function JsonEditor({ id, label, text, onText, describedBy, read = readJson, rows = 14 }: Props) {
  const { t } = useSpeech();
  const area = useRef<HTMLTextAreaElement>(null);
  const reading = useMemo(() => read(text), [text]);
  const problem = "problem" in reading ? reading.problem : undefined;
  const format = () => {
    if (problem) goTo(area.current, problem);
    else onText(formatted(text));
  };
  return (
    <div class="field json-editor">
      <label for={id}>{label}</label>
      <div class="json-lines">
        <Gutter text={text} wrong={problem?.line} />
        <textarea
          ref={area}
          id={id}
          rows={rows}
          value={text}
          wrap="off"
          spellcheck={false}
          autoComplete="off"
          autoCapitalize="none"
          aria-invalid={problem !== undefined}
          aria-describedby={[`${id}-problem`, describedBy].filter(Boolean).join(" ")}
          onInput={(event) => onText(event.currentTarget.value)}
          onScroll={({ currentTarget }) => follow(currentTarget)}
        />
      </div>
      <p class="field-error" id={`${id}-problem`} role="status">
        {problem && sentenceAbout(problem, t)}
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={format}>
          {t("json.format")}
        </button>
        {problem && (
          <button type="button" class="button" onClick={() => goTo(area.current, problem)}>
            {t("json.goTo")}
          </button>
        )}
      </div>
    </div>
  );
}

/** The text as it is written best. It is read as it stands, without the meaning that `read` gives it. */
function formatted(text: string): string {
  const reading = readJson(text);
  return "problem" in reading ? text : (writeJson(reading.value) ?? "");
}

/** "Ligne 3, colonne 7 : il manque …". */
export function sentenceAbout({ fault, line, column }: JsonProblem, t: Translate): string {
  return t("json.problem", { line, column, what: t(`json.fault.${fault}`) });
}

/** The numbers of the lines, for the eye only: they scroll with the text. */
function Gutter({ text, wrong }: { text: string; wrong: number | undefined }) {
  const count = useMemo(() => text.split("\n").length, [text]);
  const numbers = useMemo(() => Array.from({ length: count }, (_, index) => index + 1), [count]);
  return (
    <div class="json-gutter" aria-hidden="true">
      <div>
        {numbers.map((number) => (
          <span key={number} class={number === wrong ? "wrong" : undefined}>
            {number}
          </span>
        ))}
      </div>
    </div>
  );
}

function follow(area: HTMLTextAreaElement): void {
  const gutter = area.previousElementSibling;
  if (gutter) gutter.scrollTop = area.scrollTop;
}

/** Puts the cursor where the mistake is, in sight. */
function goTo(area: HTMLTextAreaElement | null, { offset, line }: JsonProblem): void {
  if (!area) return;
  area.focus();
  area.setSelectionRange(offset, offset);
  const lineHeight = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 3) * lineHeight);
}
