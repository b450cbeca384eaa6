// The body of an answer, or of one that failed. A short one is shown as it is; for any other there is a view to search
// and fold it, fetched when it is needed.

import type { BodyViewProps } from "../body-view/body-view.tsx";
import { later } from "../frame/later.tsx";
import { useSpeech } from "../language.ts";
import { ShortBody } from "./short-body.tsx";

const BodyView = later<BodyViewProps>(() => import("../body-view/body-view.tsx").then((it) => it.BodyView));

interface Props {
  data: unknown;
  mediaType: string;
  /** The beginning of all ids in it. */
  id: string;
}

export function Body({ data, mediaType, id }: Props) {
  const { t } = useSpeech();
  if (data === undefined || data === "") return <p class="muted">{t("answer.noBody")}</p>;
  const short = shortText(data);
  if (short !== undefined) return <ShortBody text={short} isJson={typeof data !== "string"} />;
  return <BodyView id={id} data={data} mediaType={mediaType} />;
}

const SHORT = 400;

function shortText(data: unknown): string | undefined {
  if (data instanceof Uint8Array) return undefined;
  if (typeof data === "string") return data.length > SHORT ? undefined : data;
  if (Object.keys(Object(data)).length > SHORT / 10) return undefined;
  const text = JSON.stringify(data, null, 2);
  return text.length > SHORT ? undefined : text;
}
