// The field for a schema: which one is drawn depends on the kind of value. A value that this field could not show is
// shown as JSON.

import { useRef } from "preact/hooks";
import { AnyField } from "./any-field.tsx";
import { ArrayField } from "./array-field.tsx";
import { BooleanField, ChoiceField } from "./choice-field.tsx";
import { type FieldProps, useFormScope } from "./context.ts";
import { FileField } from "./file-field.tsx";
import { ObjectField } from "./object-field.tsx";
import { effective, kindOf } from "./schema.ts";
import { NumberField, TextField } from "./text-field.tsx";
import { fits } from "./values.ts";

export function SchemaField(given: FieldProps) {
  const { definitions } = useFormScope();
  const kind = kindOf(effective(given.schema, definitions));
  const last = useRef({ value: undefined as unknown, isMisfit: false });
  // Once shown as JSON, it stays so until a new value comes from elsewhere: the field does not change while it is used.
  const isMisfit = !fits(given.value, kind) || (last.current.isMisfit && Object.is(last.current.value, given.value));
  last.current = { value: given.value, isMisfit };
  const onChange = (value: unknown) => {
    last.current = { value, isMisfit };
    given.onChange(value);
  };
  const field = { ...given, onChange };
  if (isMisfit) return <AnyField {...field} />;
  switch (kind) {
    case "object":
      return <ObjectField {...field} />;
    case "array":
      return <ArrayField {...field} />;
    case "choice":
      return <ChoiceField {...field} />;
    case "boolean":
      return <BooleanField {...field} />;
    case "string":
      return <TextField {...field} />;
    case "integer":
    case "number":
      return <NumberField {...field} />;
    case "file":
      return <FileField {...field} />;
    case "any":
      return <AnyField {...field} />;
  }
}
