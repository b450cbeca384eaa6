// What a browser hides of a call that failed without an answer, what that usually means on PISTE, and how to check:
// only where it can have hidden something.

import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Failure } from "../model/failure.ts";

/**
 * Whether the browser may have kept an answer from the page: the page itself has called another origin, over a line
 * that was there. What the local server tells, it has seen.
 */
export function mayBeHidden({ kind, isLocal, isRelayed }: Failure, { route, target }: Exchange): boolean {
  if (kind !== "network" || isLocal || isRelayed || route !== "page" || !navigator.onLine) return false;
  return !URL.canParse(target.apiUrl) || new URL(target.apiUrl).origin !== location.origin;
}

interface Props {
  /** Sends calls by the local server from now on; undefined where there is none. */
  onOtherRoute: (() => void) | undefined;
}

export function NetworkHelp({ onOtherRoute }: Props) {
  const { t } = useSpeech();
  const origin = location.origin;
  return (
    <section class="network-help" aria-labelledby="network-title">
      <h4 id="network-title">{t("network.title")}</h4>
      <p>{t("network.hidden")}</p>
      <h5>{t("network.causes")}</h5>
      <ol>
        <li>{t("network.cause.origin", { origin })}</li>
        <li>{t("network.cause.gateway")}</li>
        <li>{t("network.cause.line")}</li>
      </ol>
      <h5>{t("network.check")}</h5>
      <ul>
        {onOtherRoute && (
          <li>
            <p>{t("network.check.route")}</p>
            <button type="button" class="button small" onClick={onOtherRoute}>
              {t("route.change")}
            </button>
          </li>
        )}
        <li>{t("network.check.tools")}</li>
        <li>{t("network.check.outside")}</li>
        <li>{t("network.check.portal")}</li>
      </ul>
    </section>
  );
}
