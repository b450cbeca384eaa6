// A list: items are added, taken out and moved. The focus stays with what one was doing, and what happened is said.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { CONTROLS, type FieldProps, useFocusAfter, useFormScope } from "./context.ts";
import { groupOnly, Hints, Mistakes, Name, NullValue, useDescribed } from "./field-frame.tsx";
import { below } from "./pointers.ts";
import { effective } from "./schema.ts";
import { SchemaField } from "./schema-field.tsx";
import { startOfItem } from "./values.ts";

export function ArrayField(field: FieldProps) {
  const { definitions, say } = useFormScope();
  const { t } = useSpeech();
  const { id, ...described } = useDescribed(field);
  const { root, focusAfter } = useFocusAfter<HTMLFieldSetElement>();
  const whole = effective(field.schema, definitions);
  const { items: itemSchema = {} } = whole;
  const items = Array.isArray(field.value) ? (field.value as unknown[]) : [];
  const keys = useKeys(items.length);

  const add = () => {
    keys.push(items.length);
    field.onChange([...items, startOfItem(itemSchema, definitions)]);
    focusAfter(`:scope > ol > li:last-child > .item-body ${CONTROLS}`);
    say(t("form.said.added", { position: items.length + 1 }));
  };
  const remove = (index: number) => {
    const rest = items.filter((_, other) => other !== index);
    keys.remove(index);
    // A list that has become empty again counts as not given, unless it is itself an item of a list.
    field.onChange(rest.length === 0 && !field.isItem && !field.isRequired ? undefined : rest);
    focusAfter(`:scope > ol > li:nth-child(${Math.min(index + 1, rest.length)}) > .item-head .remove`, ":scope > .add");
    say(t("form.said.removed", { position: index + 1 }));
  };
  const move = (index: number, step: -1 | 1) => {
    const target = index + step;
    if (target < 0 || target >= items.length) return;
    keys.swap(index, target);
    field.onChange(swapped(items, index, target));
    focusAfter(`:scope > ol > li:nth-child(${target + 1}) > .item-head .${step < 0 ? "up" : "down"}`);
    say(t("form.said.moved", { position: target + 1 }));
  };

  return (
    <fieldset ref={root} class="nested" id={id} tabIndex={-1} {...groupOnly(described)}>
      <legend>
        <Name {...field} />
      </legend>
      <NullValue field={field} />
      <Hints {...field} />
      <Mistakes pointer={field.pointer} />
      <ol class="items">
        {items.map((item, index) => (
          <li key={keys.at(index)}>
            <ItemHead label={field.label} index={index} count={items.length} onMove={move} onRemove={remove} />
            <div class="item-body">
              <SchemaField
                pointer={below(field.pointer, index)}
                label={`${field.label} ${index + 1}`}
                schema={itemSchema}
                value={item}
                isRequired={false}
                isItem
                onChange={(value) => field.onChange(items.map((it, other) => (other === index ? (value ?? null) : it)))}
              />
            </div>
          </li>
        ))}
      </ol>
      <button type="button" class="button add" onClick={add}>
        {t("form.add", { name: field.label })}
      </button>
    </fieldset>
  );
}

interface HeadProps {
  label: string;
  index: number;
  count: number;
  onMove: (index: number, step: -1 | 1) => void;
  onRemove: (index: number) => void;
}

/** The buttons stay where they are at both ends, so that the focus does too: there they do nothing and say so. */
function ItemHead({ label, index, count, onMove, onRemove }: HeadProps) {
  const { t } = useSpeech();
  const name = `${label} ${index + 1}`;
  return (
    <div class="item-head">
      <button
        type="button"
        class="special up"
        aria-label={t("form.up", { name })}
        aria-disabled={index === 0}
        onClick={() => onMove(index, -1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="special down"
        aria-label={t("form.down", { name })}
        aria-disabled={index === count - 1}
        onClick={() => onMove(index, 1)}
      >
        ↓
      </button>
      <button
        type="button"
        class="special remove"
        aria-label={t("form.remove", { name })}
        onClick={() => onRemove(index)}
      >
        {t("form.removeShort")}
      </button>
    </div>
  );
}

/** A key for each item that goes with it when it is moved, so that what was typed and opened in it goes along. */
function useKeys(count: number) {
  const state = useRef({ keys: [] as number[], next: 0 }).current;
  const { keys } = state;
  keys.length = Math.min(keys.length, count);
  while (keys.length < count) keys.push(state.next++);
  return {
    at: (index: number) => keys[index] ?? index,
    push: (index: number) => (keys[index] = state.next++),
    remove: (index: number) => keys.splice(index, 1),
    swap: (one: number, other: number) => ([keys[one], keys[other]] = [keys[other] ?? 0, keys[one] ?? 0]),
  };
}

function swapped(items: readonly unknown[], one: number, other: number): unknown[] {
  return items.map((item, index) => (index === one ? items[other] : index === other ? items[one] : item));
}
