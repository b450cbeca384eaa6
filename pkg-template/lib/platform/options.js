// Options that another part of the package is to read, but for those that are not its affair.

/**
 * The options without some of them, and with others. Getters are left as they are: one may throw, which the core tells
 * as a mistake; and so are options that cannot be looked at at all.
 * @template {object} Given
 * @param {Given} options
 * @param {string[]} names
 * @param {PropertyDescriptorMap} [more]
 * @returns {Given}
 */
export function without(options, names, more = {}) {
  try {
    const others = { ...Object.getOwnPropertyDescriptors(options), ...more };
    for (const name of names) Reflect.deleteProperty(others, name);
    return Object.create(Object.getPrototypeOf(options), others);
  } catch {
    return options;
  }
}
