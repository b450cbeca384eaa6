// A file that is dropped beside the place for it would be opened in place of the page, and all that is typed be lost.

import { useLayoutEffect } from "preact/hooks";

export function useNoFileOpened(): void {
  useLayoutEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault();
    addEventListener("dragover", refuse);
    addEventListener("drop", refuse);
    return () => {
      removeEventListener("dragover", refuse);
      removeEventListener("drop", refuse);
    };
  }, []);
}
