// The body of an answer: JSON and XML set out and foldable, other text as it is, pictures shown, other bytes described;
// searched, copied and saved.
// Only the rows in sight are drawn, and what takes long is done in slices, so that megabytes do not hold up the page.
//
// Props
//   data       what `sne.call` and `sne.request` give as `data`
//   mediaType  the answer's `Content-Type`, if the page may see it; default ""
//   name       of the file to save, without its ending; default "reponse"
//   id         the beginning of all ids in it; default "body"
//
// Keys, in the text: arrows, Page and Home/End go through it; left folds or goes to what is around, right unfolds. In
// the search field Enter goes to the next match, Shift+Enter to the one before.

import { useSpeech } from "../language.ts";
import { BytesView } from "./bytes-view.tsx";
import { bodyKind } from "./lines.ts";
import { TextView } from "./text-view.tsx";

export interface BodyViewProps {
  data: unknown;
  mediaType?: string;
  name?: string;
  id?: string;
}

export function BodyView({ data, mediaType = "", name = "reponse", id = "body" }: BodyViewProps) {
  const { t } = useSpeech();
  const kind = bodyKind(data, mediaType);
  if (kind === "empty") return <p class="muted">{t("answer.noBody")}</p>;
  if (kind === "bytes") return <BytesView bytes={data as Uint8Array<ArrayBuffer>} mediaType={mediaType} name={name} />;
  return <TextView data={data} kind={kind} mediaType={mediaType} name={name} id={id} />;
}
