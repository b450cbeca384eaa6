// What all the fields of one form share.

import { createContext, type RefObject } from "preact";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import type { Mistake } from "./pointers.ts";
import type { Definitions, Schema } from "./schema.ts";

export interface FormScope {
  prefix: string;
  definitions: Definitions;
  mistakes: readonly Mistake[];
  /** Tells screen readers what has just changed. */
  say: (sentence: string) => void;
}

export const FormContext = createContext<FormScope>({
  prefix: "",
  definitions: {},
  mistakes: [],
  say: () => undefined,
});

export const useFormScope = (): FormScope => useContext(FormContext);

/** One field, whatever its kind. */
export interface FieldProps {
  pointer: string;
  label: string;
  schema: Schema;
  value: unknown;
  isRequired: boolean;
  /** An item of an array is always there: nothing typed is not "not given". */
  isItem?: boolean;
  onChange: (value: unknown) => void;
}

/**
 * For what comes and goes: the focus, asked for now, is set once the change is drawn. The element is the first that the
 * selectors find within `root`, in their order.
 */
export function useFocusAfter<E extends HTMLElement>(): {
  root: RefObject<E | null>;
  focusAfter: (...selectors: string[]) => void;
} {
  const root = useRef<E>(null);
  const wanted = useRef<string[]>([]);
  useLayoutEffect(() => {
    const selectors = wanted.current;
    wanted.current = [];
    for (const selector of selectors) {
      const found = root.current?.querySelector<HTMLElement>(selector);
      if (found) return found.focus();
    }
  });
  return { root, focusAfter: (...selectors) => (wanted.current = selectors) };
}

/** Whatever takes the focus in a field. */
export const CONTROLS = ":is(input, select, textarea, button)";
