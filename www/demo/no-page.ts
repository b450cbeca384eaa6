// In place of what tells the doctor whether it is in a page (pkg/lib/platform/runtime.js): the demo makes the diagnosis
// that the console's local server would make. The simulator hides nothing from it, as a browser would.

export const isPage = (): boolean => false;
