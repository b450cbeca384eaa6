// Cancels what is under way. It is shown only meanwhile, and hands the focus back when it disappears.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";

interface Props {
  onClick: () => void;
  returnTo: RefObject<HTMLButtonElement | null>;
}

export function CancelButton({ onClick, returnTo }: Props) {
  const { t } = useSpeech();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(
    () => () => {
      if (document.activeElement === button.current) returnTo.current?.focus();
    },
    [],
  );
  return (
    <button ref={button} type="button" class="button" onClick={onClick}>
      {t("call.cancel")}
    </button>
  );
}
