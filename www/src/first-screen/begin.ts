// Begins the page: in an empty place, or over the first screen that is there already. What was typed, chosen and
// pressed in that (early.ts) counts.

import { hydrate, render, type VNode } from "preact";
import { type Control, type DrawnPlace, isFirstScreen } from "./drawn.ts";

export function begin(app: VNode): void {
  const place: DrawnPlace | null = document.getElementById("console");
  if (!place) return;
  const { drawn } = place;
  delete place.drawn;
  drawn?.controller.abort();
  // Somebody who has gone on to another screen meanwhile has nothing to lose on this one.
  if (!drawn || !isFirstScreen()) {
    place.replaceChildren();
    render(app, place);
    return;
  }
  // Drawing over it puts back what was there at first.
  const changes = [...drawn.changed].map((control) => ({ control, ...stateOf(control) }));
  hydrate(app, place);
  void again(changes, drawn.pressed);
}

const stateOf = (control: Control) => ({ value: control.value, checked: "checked" in control && control.checked });

/** Does it again, one after the other, as if it were done now. */
async function again(changes: { control: Control; value: string; checked: boolean }[], pressed?: HTMLElement) {
  for (const { control, value, checked } of changes) {
    control.value = value;
    if ("checked" in control) control.checked = checked;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
    await nextTask();
  }
  pressed?.click();
}

/** By then the page is drawn with what has changed. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));
