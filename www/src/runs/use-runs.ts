// The runs that the local server has, looked at again and again while one is under way. They are the server's: a page
// that is loaded anew finds them as they are.

import { useEffect, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { type Failure, failureFrom } from "../model/failure.ts";
import { type KeptRuns, keptRuns } from "./local-runs.ts";

/** Milliseconds between two looks. */
const PAUSE = 500;

export interface RunsModel {
  /** Undefined until they are known. */
  kept: KeptRuns | undefined;
  /** Why they are not known, or not any more. */
  failure: Failure | undefined;
  /** Does something and looks again; says what came in its way. */
  then(work: () => Promise<unknown>): Promise<Failure | undefined>;
}

export function useRuns(): RunsModel {
  const { language } = useSpeech();
  const [kept, setKept] = useState<KeptRuns>();
  const [failure, setFailure] = useState<Failure>();
  const refresh = () =>
    keptRuns(language).then(
      (now) => {
        setKept(now);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(failureFrom(error, language)),
    );
  useEffect(() => void refresh(), []);
  const isMoving = kept?.runs.some(({ state }) => state === "running") === true;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setTimeout(() => void refresh(), PAUSE);
    return () => clearTimeout(timer);
  }, [kept, failure]);
  const then = async (work: () => Promise<unknown>) => {
    try {
      await work();
      return undefined;
    } catch (error) {
      return failureFrom(error, language);
    } finally {
      await refresh();
    }
  };
  return { kept, failure, then };
}
