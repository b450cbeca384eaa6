// An answer of the API: status, time, the headers that a page may see, and the body.

import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Answer } from "../model/exchange.ts";
import type { Route } from "../model/forward.ts";
import { Body } from "./body.tsx";
import { quotaLeft } from "./quota.ts";

interface Props {
  /** The beginning of all ids in it. */
  id: string;
  answer: Answer;
  milliseconds: number;
  /** Of these, what was spent waiting for a token. */
  forToken: number;
  /** The way that the call went: a page sees but the headers that it is let see. */
  route: Route;
}

export function AnswerView({ id, answer, milliseconds, forToken, route }: Props) {
  const { t } = useSpeech();
  const { status, headers, data } = answer;
  const quota = quotaLeft(headers, t);
  const mediaType = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  return (
    <div class="result success">
      <h3>{t("answer.title")}</h3>
      <dl class="facts">
        <dt>{t("answer.status")}</dt>
        <dd>{status}</dd>
        <dt>{t("answer.time")}</dt>
        <dd>{time(milliseconds, forToken, t)}</dd>
        {quota !== undefined && (
          <>
            <dt>{t("answer.quota")}</dt>
            <dd>{quota}</dd>
          </>
        )}
      </dl>
      <h4>{t("answer.body")}</h4>
      <Body data={data} mediaType={mediaType} id={`${id}-body`} />
      <h4 id={`${id}-headers`}>{t(route === "page" ? "answer.headers" : "answer.allHeaders")}</h4>
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
