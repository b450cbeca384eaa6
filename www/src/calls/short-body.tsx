// A body of a few lines, as it is: with the colours of JSON, and a button to copy it.

import type { ComponentChildren } from "preact";
import { useSpeech } from "../language.ts";
import { CopyButton } from "../shared/copy-button.tsx";

export function ShortBody({ text, isJson }: { text: string; isJson: boolean }) {
  const { t } = useSpeech();
  return (
    <div class="short-body">
      <pre>{isJson ? coloured(text) : text}</pre>
      <CopyButton text={text}>{t("copy.body")}</CopyButton>
    </div>
  );
}

/** A name, another text, a number, a literal: by the order of the groups. */
const TOKENS = /("(?:[^"\\]|\\.)*")(?=: )|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;
const NAMES = ["name", "text", "number", "literal"];

function coloured(json: string): ComponentChildren[] {
  const pieces: ComponentChildren[] = [];
  let place = 0;
  for (const match of json.matchAll(TOKENS)) {
    const kind = match.slice(1).findIndex((group) => group !== undefined);
    pieces.push(json.slice(place, match.index));
    pieces.push(<span class={`token-${NAMES[kind]}`}>{match[0]}</span>);
    place = match.index + match[0].length;
  }
  return [...pieces, json.slice(place)];
}
