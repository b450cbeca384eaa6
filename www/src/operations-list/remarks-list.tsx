// What is odd about the contract, or about what one operation uses of it: folded, so that whoever only wants to call is
// not held up. Not everybody who brings a contract can have it corrected.
//
// Props
//   remarks  as `sne.remarks()` gives them; nothing is drawn where there are none

import type { SneRemark } from "sne-cotation";
import { useSpeech } from "../language.ts";
import { typeset } from "../messages/index.ts";

/** So many are drawn; nobody reads more. */
const MOST = 100;

export function RemarksList({ remarks }: { remarks: readonly SneRemark[] }) {
  const { language, t } = useSpeech();
  if (remarks.length === 0) return null;
  const losesSome = remarks.some(({ costs }) => costs === "operation");
  return (
    <details class={losesSome ? "remarks lost" : "remarks"}>
      <summary>{t("remarks.count", { count: remarks.length })}</summary>
      <ul>
        {remarks.slice(0, MOST).map(({ pointer, rule, message }) => (
          <li key={`${pointer} ${rule}`}>{typeset(message, language)}</li>
        ))}
      </ul>
      {remarks.length > MOST && <p class="muted">{t("remarks.more", { count: remarks.length - MOST })}</p>}
    </details>
  );
}
