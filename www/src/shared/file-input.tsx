// A file to choose. The browser's own control speaks the browser's language, whatever that of the page is: it is there
// for the keyboard and for screen readers, and what one sees is a button of ours.

import type { Ref, TargetedEvent } from "preact";

interface Props {
  id: string;
  /** What is written on the button. */
  text: string;
  input: Ref<HTMLInputElement>;
  accept?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  onChange: (event: TargetedEvent<HTMLInputElement>) => void;
}

export function FileInput({ text, input, ...attributes }: Props) {
  return (
    <span class="file-input">
      <input {...attributes} ref={input} type="file" class="for-the-ear" />
      <label for={attributes.id} class="button small">
        {text}
      </label>
    </span>
  );
}
