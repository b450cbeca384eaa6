// A screen whose code is fetched when it is first shown: the first screen does not wait for the others.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import { useSpeech } from "../language.ts";
import { type Failure, localServerSilent } from "../model/failure.ts";

type Loader<Props> = () => Promise<ComponentType<Props>>;

/** A component that stands for another one until that has come. */
export function later<Props extends object>(load: Loader<Props>): ComponentType<Props> & { fetch: () => void } {
  let known: ComponentType<Props> | undefined;
  const fetch = async () => (known ??= await load());
  function Later(props: Props) {
    const { t, language } = useSpeech();
    const [, drawAgain] = useState(0);
    const [failure, setFailure] = useState<Failure>();
    useEffect(() => {
      if (!known)
        fetch()
          .then(() => drawAgain((turn) => turn + 1))
          .catch(() => setFailure(localServerSilent(language)));
    }, []);
    if (failure) return <FailureView failure={failure} level={2} />;
    const Known = known;
    return Known ? <Known {...props} /> : <p class="pending">{t("page.loading")}</p>;
  }
  // What fails now is asked for again, and shown, when it is needed.
  return Object.assign(Later, { fetch: () => void fetch().catch(() => undefined) });
}
