// Parameters that need not be given, folded away until somebody wants them. What is given, or wrong, is never hidden.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";

interface Props {
  count: number;
  /** Whether there is something in it that must be seen. */
  isUsed: boolean;
  children: ComponentChildren;
}

export function OptionalPart({ count, isUsed, children }: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(isUsed);
  useEffect(() => {
    if (isUsed) setOpen(true);
  }, [isUsed]);
  return (
    <details class="optional-part" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("form.optional", { count })}</summary>
      <div class="optional-fields">{children}</div>
    </details>
  );
}
