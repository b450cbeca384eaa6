// After a reload: what the page had to forget, so that nobody looks for it.

import { useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Kept } from "../model/kept.ts";

interface Props {
  before: Kept;
  /** Whether the command brings the contract again. */
  bringsContract: boolean;
}

export function ReloadNote({ before: { contract, hasMore }, bringsContract }: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(true);
  const lost = [
    hasMore && t("reload.credentials"),
    contract !== undefined && !bringsContract && t("reload.contract", { name: contract }),
  ].filter(Boolean);
  if (!isOpen || lost.length === 0) return null;
  return (
    <section class="note reload-note" aria-label={t("reload.title")}>
      <p>
        {t("reload.title")} {lost.join(" ")}
      </p>
      <button type="button" class="button small" onClick={() => setOpen(false)}>
        {t("reload.close")}
      </button>
    </section>
  );
}
