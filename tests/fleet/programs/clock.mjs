// A host whose clock is wrong: whatever tells the time of day is off by so many milliseconds.

/** @param {number} skew */
export function setClock(skew) {
  if (skew === 0) return;
  const Right = Date;
  const now = () => Right.now() + skew;
  globalThis.Date = /** @type {DateConstructor} */ (
    class extends Right {
      /** @param {[] | [number]} time */
      constructor(...time) {
        super(...(time.length === 0 ? /** @type {[number]} */ ([now()]) : time));
      }
      /** @override */
      static now() {
        return now();
      }
    }
  );
}
