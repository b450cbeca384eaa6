// What came with a failure, as it came: the API's own words, perhaps, or personal data sent back. Folded away, and not
// in the page at all, until somebody wants to see it.

import { useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Failure } from "../model/failure.ts";
import { Body } from "./body.tsx";

interface Props {
  body: NonNullable<Failure["body"]>;
  /** The beginning of all ids in it. */
  id: string;
}

export function FailedBody({ body: { data }, id }: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="failed-body" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("failure.body")}</summary>
      {isOpen && (
        <>
          <p class="muted">{t("failure.body.warning")}</p>
          <Body data={data} mediaType="" id={id} />
        </>
      )}
    </details>
  );
}
