// A body that is no text: how much of what it is, how it begins, and a button to save it.

import { useSpeech } from "../language.ts";
import { fileName, saveFile } from "./save.ts";

const SHOWN = 32;

interface Props {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  name: string;
}

export function BytesView({ bytes, mediaType, name }: Props) {
  const { t } = useSpeech();
  const beginning = Array.from(bytes.subarray(0, SHOWN), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return (
    <div class="body-view">
      <dl class="facts">
        <dt>{t("body.type")}</dt>
        <dd>{mediaType || t("body.typeUnknown")}</dd>
        <dt>{t("body.size")}</dt>
        <dd>{t("body.bytes", { count: bytes.length })}</dd>
        <dt>{t("body.beginning")}</dt>
        <dd>
          <code>
            {beginning}
            {bytes.length > SHOWN && " …"}
          </code>
        </dd>
      </dl>
      <div class="buttons">
        <button type="button" class="button" onClick={() => saveFile([bytes], fileName(name, mediaType, "bytes"))}>
          {t("body.save")}
        </button>
      </div>
    </div>
  );
}
