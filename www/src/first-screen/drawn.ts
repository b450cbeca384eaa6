// The first screen as the build has drawn it: what is noted of it until the page listens.

export type Control = HTMLInputElement | HTMLSelectElement;

/** The element that the console is in, with what was done in it. */
export interface DrawnPlace extends HTMLElement {
  drawn?: {
    /** What something was typed into, or chosen in. */
    changed: Set<Control>;
    /** The button that was pressed last. */
    pressed: HTMLButtonElement | undefined;
    /** Ends the noting. */
    controller: AbortController;
  };
}

/** Whether the address leads to the first screen. */
export const isFirstScreen = (): boolean => location.hash === "" || location.hash === "#/connect";
