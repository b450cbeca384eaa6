// The code of a call before it is sent: what the form says now, written by the package itself and sent to nobody.
// Folded away until it is wanted, and written only then.

import { useEffect, useState } from "preact/hooks";
import type { Operation } from "sne-cotation";
import type { CopyCall } from "../copy-as/call.ts";
import { CopyAs } from "../copy-as/copy-as.tsx";
import { preparedRequest } from "../copy-as/prepared-request.ts";
import { useSpeech } from "../language.ts";
import { loadPackage } from "../model/connection.ts";
import { type Failure, failureFrom } from "../model/failure.ts";
import type { State } from "../model/state.ts";
import { targetOf } from "../model/target.ts";
import type { Members } from "../schema-form/schema-form.tsx";

interface Props {
  operation: Operation;
  /** Whether it is the console's own, which no contract has. */
  isBuiltIn: boolean;
  values: Members;
  state: State;
}

export function CodeBefore(props: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="code-before" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("explore.code")}</summary>
      {isOpen && <Code {...props} />}
    </details>
  );
}

function Code(props: Props) {
  const { t } = useSpeech();
  const { call, failure } = usePrepared(props);
  if (failure) {
    return (
      <p class="note">
        {t("explore.code.refused")} {failure.message}
      </p>
    );
  }
  return call ? <CopyAs id="code" call={call} /> : <p class="pending">{t("explore.code.pending")}</p>;
}

interface Prepared {
  call?: CopyCall;
  failure?: Failure;
}

/** Milliseconds without a change after which it is written anew: not at every letter. */
const PAUSE = 300;

function usePrepared({ operation, isBuiltIn, values, state: { form, settings, contract } }: Props): Prepared {
  const { language } = useSpeech();
  const [prepared, setPrepared] = useState<Prepared>({});
  useEffect(() => {
    let isWanted = true;
    const target = targetOf(form, settings, contract);
    const { id, method, path } = operation;
    const work = async (): Promise<Prepared> => {
      const text = isBuiltIn ? undefined : contract?.text;
      const sent = await preparedRequest(await loadPackage(), {
        apiUrl: target.apiUrl,
        contract: text,
        language,
        make: (client) => (isBuiltIn ? client.request({ method, path }) : client.call(id, values)),
      });
      const called = isBuiltIn
        ? ({ type: "healthcheck" } as const)
        : ({ type: "operation", id, parameters: values, operation } as const);
      return { call: { target, sent, called } };
    };
    const timer = setTimeout(
      () =>
        void work()
          .catch((error: unknown) => ({ failure: failureFrom(error, language) }))
          .then((done) => isWanted && setPrepared(done)),
      prepared.call || prepared.failure ? PAUSE : 0,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [operation, values, contract, form, language]);
  return prepared;
}
