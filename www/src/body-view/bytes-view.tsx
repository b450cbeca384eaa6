// A body that is no text: a picture as such, a PDF to be opened, of anything else how much of what it is and how it
// begins; and a button to save it.

import { useEffect, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { fileName, saveFile } from "./save.ts";

const SHOWN = 32;
/** What a browser draws, and what runs nothing in it. */
const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon)\b/i;
const PDF = /^application\/pdf\b/i;

interface Props {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  name: string;
}

export function BytesView({ bytes, mediaType, name }: Props) {
  const { t } = useSpeech();
  const type = typeOf(bytes, mediaType);
  const isPicture = PICTURES.test(type);
  const address = useAddress(bytes, isPicture || PDF.test(type) ? type : undefined);
  const [size, setSize] = useState("");
  const beginning = Array.from(bytes.subarray(0, SHOWN), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return (
    <div class="body-view">
      {address !== undefined && isPicture && (
        <img
          class="body-picture"
          src={address}
          alt={t("body.picture")}
          onLoad={({ currentTarget }) => setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)}
        />
      )}
      <dl class="facts">
        <dt>{t("body.type")}</dt>
        <dd>{type || t("body.typeUnknown")}</dd>
        <dt>{t("body.size")}</dt>
        <dd>
          {t("body.bytes", { count: bytes.length })}
          {size !== "" && `, ${size}`}
        </dd>
        {address === undefined && (
          <>
            <dt>{t("body.beginning")}</dt>
            <dd>
              <code>
                {beginning}
                {bytes.length > SHOWN && " …"}
              </code>
            </dd>
          </>
        )}
      </dl>
      <div class="buttons">
        {address !== undefined && !isPicture && (
          <a class="button" href={address} target="_blank" rel="noreferrer">
            {t("body.openPdf")}
          </a>
        )}
        <button type="button" class="button" onClick={() => saveFile([bytes], fileName(name, mediaType, "bytes"))}>
          {t("body.save")}
        </button>
      </div>
    </div>
  );
}

/** How files of these types begin: where the page may not see the type, and where it says nothing. */
const BEGINNINGS: [type: string, bytes: string][] = [
  ["image/png", "\x89PNG"],
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/gif", "GIF8"],
  ["application/pdf", "%PDF-"],
];

function typeOf(bytes: Uint8Array, mediaType: string): string {
  if (mediaType !== "" && !/^application\/octet-stream\b/i.test(mediaType)) return mediaType;
  const beginning = String.fromCharCode(...bytes.subarray(0, 8));
  return BEGINNINGS.find(([, signs]) => beginning.startsWith(signs))?.[0] ?? mediaType;
}

/** An address of this page for the bytes, as long as they are shown. */
function useAddress(bytes: Uint8Array<ArrayBuffer>, type: string | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (type === undefined) return;
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setAddress(made);
    return () => {
      setAddress(undefined);
      URL.revokeObjectURL(made);
    };
  }, [bytes, type]);
  return address;
}
