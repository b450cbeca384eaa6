// What the contract says of an operation, to be read: its description, and each answer that it can give with its schema
// and an example of it.

import { useMemo } from "preact/hooks";
import type { Operation, OperationResponse } from "sne-cotation";
import { useSpeech } from "../language.ts";
import { exampleOf } from "../schema-form/examples.ts";
import type { Definitions, Schema } from "../schema-form/schema.ts";
import { Markdown } from "./markdown.tsx";
import { SchemaTree } from "./schema-tree.tsx";

export interface ReferenceProps {
  operation: Operation;
  definitions: Definitions;
}

export function Reference({ operation: { description, summary, responses, parameters }, definitions }: ReferenceProps) {
  const { t } = useSpeech();
  const body = parameters.find((parameter) => parameter.in === "body");
  return (
    <div class="reference">
      {description && description !== summary && <Markdown text={description} />}
      {body?.schema && (
        <details class="reference-part">
          <summary>{t("reference.body")}</summary>
          <SchemaTree schema={body.schema} definitions={definitions} />
        </details>
      )}
      {responses.length > 0 && (
        <details class="reference-part">
          <summary>
            {t("reference.answers", { list: responses.map(({ status }) => statusOf(status, t)).join(", ") })}
          </summary>
          {responses.map((response) => (
            <Answer key={response.status} response={response} definitions={definitions} />
          ))}
        </details>
      )}
    </div>
  );
}

const statusOf = (status: string, t: ReturnType<typeof useSpeech>["t"]) =>
  status === "default" ? t("reference.otherStatus") : status;

function Answer({ response, definitions }: { response: OperationResponse; definitions: Definitions }) {
  const { t } = useSpeech();
  const { status, description, schema } = response;
  return (
    <section class="reference-answer" aria-label={statusOf(status, t)}>
      <p>
        <strong>{statusOf(status, t)}</strong> {description}
      </p>
      {schema ? (
        <>
          <SchemaTree schema={schema} definitions={definitions} />
          <Example schema={schema} definitions={definitions} />
        </>
      ) : (
        <p class="muted">{t("reference.noSchema")}</p>
      )}
    </section>
  );
}

function Example({ schema, definitions }: { schema: Schema; definitions: Definitions }) {
  const { t } = useSpeech();
  const text = useMemo(() => JSON.stringify(exampleOf(schema, definitions), null, 2), [schema, definitions]);
  if (text === undefined) return null;
  return (
    <details>
      <summary>{t("reference.example")}</summary>
      <pre>{text}</pre>
    </details>
  );
}
