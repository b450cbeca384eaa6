// An answer of the API: status, time, the headers that a page may see, and the body.

import type { BodyViewProps } from "../body-view/body-view.tsx";
import { later } from "../frame/later.tsx";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Answer } from "../model/exchange.ts";

const BodyView = later<BodyViewProps>(() => import("../body-view/body-view.tsx").then((it) => it.BodyView));

interface Props {
  /** The beginning of all ids in it. */
  id: string;
  answer: Answer;
  milliseconds: number;
  /** Of these, what was spent waiting for a token. */
  forToken: number;
}

export function AnswerView({ id, answer, milliseconds, forToken }: Props) {
  const { t } = useSpeech();
  const { status, headers } = answer;
  return (
    <div class="result success">
      <h3>{t("answer.title")}</h3>
      <dl class="facts">
        <dt>{t("answer.status")}</dt>
        <dd>{status}</dd>
        <dt>{t("answer.time")}</dt>
        <dd>{time(milliseconds, forToken, t)}</dd>
      </dl>
      <h4>{t("answer.body")}</h4>
      <Body answer={answer} id={`${id}-body`} />
      <h4 id={`${id}-headers`}>{t("answer.headers")}</h4>
      <Headers id={`${id}-headers`} headers={headers} />
    </div>
  );
}

function time(milliseconds: number, forToken: number, t: Translate): string {
  const total = Math.round(milliseconds);
  if (forToken === 0) return t("answer.milliseconds", { total });
  return t("answer.millisecondsWithToken", { total, token: Math.round(forToken) });
}

function Headers({ id, headers }: { id: string } & Pick<Answer, "headers">) {
  const { t } = useSpeech();
  if (headers.length === 0) return <p class="muted">{t("answer.noHeaders")}</p>;
  return (
    <table aria-labelledby={id}>
      <thead>
        <tr>
          <th scope="col">{t("answer.headerName")}</th>
          <th scope="col">{t("answer.headerValue")}</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A short body is shown as it is; for any other there is a view to search and fold it, fetched when it is needed. */
function Body({ answer: { data, headers }, id }: Pick<Props, "answer" | "id">) {
  const { t } = useSpeech();
  if (data === undefined || data === "") return <p class="muted">{t("answer.noBody")}</p>;
  const short = shortText(data);
  if (short !== undefined) return <pre>{short}</pre>;
  const mediaType = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  return <BodyView id={id} data={data} mediaType={mediaType} />;
}

const SHORT = 400;

function shortText(data: unknown): string | undefined {
  if (data instanceof Uint8Array) return undefined;
  if (typeof data === "string") return data.length > SHORT ? undefined : data;
  if (Object.keys(Object(data)).length > SHORT / 10) return undefined;
  const text = JSON.stringify(data, null, 2);
  return text.length > SHORT ? undefined : text;
}
