// An answer of the API: status, time, the headers that a page may see, and the body.

import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Answer } from "../model/exchange.ts";

interface Props {
  answer: Answer;
  milliseconds: number;
  /** Of these, what was spent waiting for a token. */
  forToken: number;
}

export function AnswerView({ answer: { status, headers, data }, milliseconds, forToken }: Props) {
  const { t } = useSpeech();
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
      <Body data={data} />
      <h4 id="headers-title">{t("answer.headers")}</h4>
      <Headers headers={headers} />
    </div>
  );
}

function time(milliseconds: number, forToken: number, t: Translate): string {
  const total = Math.round(milliseconds);
  if (forToken === 0) return t("answer.milliseconds", { total });
  return t("answer.millisecondsWithToken", { total, token: Math.round(forToken) });
}

function Headers({ headers }: Pick<Answer, "headers">) {
  const { t } = useSpeech();
  if (headers.length === 0) return <p class="muted">{t("answer.noHeaders")}</p>;
  return (
    <table aria-labelledby="headers-title">
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

function Body({ data }: Pick<Answer, "data">) {
  const { t } = useSpeech();
  if (data === undefined || data === "") return <p class="muted">{t("answer.noBody")}</p>;
  if (data instanceof Uint8Array) return <p>{t("answer.bytes", { count: data.length })}</p>;
  return <pre>{typeof data === "string" ? data : JSON.stringify(data, null, 2)}</pre>;
}
