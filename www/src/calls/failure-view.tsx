// A failure, with what to do about it. It stays in the language in which it came.

import { duration } from "../duration.ts";
import { useSpeech } from "../language.ts";
import type { Failure } from "../model/failure.ts";

interface Props {
  failure: Failure;
  id?: string;
  /** Of its heading. */
  level: 2 | 3 | 4;
}

export function FailureView({ failure, id, level }: Props) {
  const { t } = useSpeech();
  const { kind, code, status, message, advice, retryAfter, cause, language } = failure;
  const Heading = `h${level}` as const;
  const Inner = `h${level + 1}` as "h3" | "h4" | "h5";
  return (
    <div class="result failure" id={id}>
      <Heading>{t("failure.title")}</Heading>
      <p class="message" lang={language}>
        {message}
      </p>
      <dl class="facts">
        <Fact name={t("failure.kind")} value={kind} />
        <Fact name={t("failure.code")} value={code} />
        <Fact name={t("answer.status")} value={status} />
        <Fact name={t("failure.retryAfter")} value={retryAfter === undefined ? undefined : duration(retryAfter)} />
        <Fact name={t("failure.cause")} value={cause} />
      </dl>
      {advice && (
        <>
          <Inner>{t("failure.advice")}</Inner>
          <p class="advice" lang={language}>
            {advice}
          </p>
        </>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | number | undefined }) {
  if (value === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}
