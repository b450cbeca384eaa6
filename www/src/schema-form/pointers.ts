// JSON Pointers (RFC 6901), by which a mistake finds its field, and the ids of the page's elements made from them.

/** One mistake, as an `SneError` of kind "contract" lists them. */
export interface Mistake {
  pointer: string;
  rule: string;
  message: string;
}

export function below(pointer: string, part: string | number): string {
  return `${pointer}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The names in a pointer, from the outside in. */
export function segmentsOf(pointer: string): string[] {
  const [, ...parts] = pointer.split("/");
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The id of the field for a pointer. Without a blank, since ids are also given in lists. */
export function idOf(prefix: string, pointer: string): string {
  return prefix + encodeURIComponent(pointer);
}

/** The element for a pointer or, where the form draws none, for the nearest place around it. */
export function nearest(prefix: string, pointer: string): HTMLElement | null {
  for (let place = pointer; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const found = document.getElementById(idOf(prefix, place));
    if (found) return found;
  }
  return null;
}
