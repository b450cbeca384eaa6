// A file. The browser does not let a page fill its own field: what was chosen is named beside it, and can be taken
// back.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { FileInput } from "../shared/file-input.tsx";
import type { FieldProps } from "./context.ts";
import { FieldFrame, useDescribed } from "./field-frame.tsx";

export function FileField(field: FieldProps) {
  const { t } = useSpeech();
  const described = useDescribed(field);
  const input = useRef<HTMLInputElement>(null);
  const file = field.value instanceof Blob ? field.value : undefined;
  const remove = () => {
    if (input.current) input.current.value = "";
    field.onChange(undefined);
    input.current?.focus();
  };
  return (
    <FieldFrame field={field}>
      <FileInput
        {...described}
        text={t("form.chooseFile")}
        input={input}
        onChange={({ currentTarget: { files } }) => field.onChange(files?.[0])}
      />
      {file && (
        <p class="chosen-file">
          {t("form.file", { name: file instanceof File ? file.name : "", size: file.size })}{" "}
          <button type="button" class="special" onClick={remove}>
            {t("form.removeFile")}
          </button>
        </p>
      )}
    </FieldFrame>
  );
}
