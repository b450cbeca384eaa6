// A browser behind a W3C WebDriver (https://www.w3.org/TR/webdriver2/): the few commands that the tests need.

/** The key under which a WebDriver tells an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** How long a search for an element and a script in the page may take, in milliseconds. */
const TIMEOUTS = { implicit: 10_000, script: 30_000, pageLoad: 30_000 };

/**
 * Opens a session.
 * @param {string} driver the address of the WebDriver
 * @param {Record<string, unknown>} capabilities those that the browser must have
 */
export async function openSession(driver, capabilities) {
  const { sessionId, capabilities: got } = await command(driver, "POST", "/session", {
    capabilities: { alwaysMatch: { timeouts: TIMEOUTS, ...capabilities } },
  });
  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  const send = (method, path, body) => command(driver, method, `/session/${sessionId}${path}`, body);
  /**
   * Waits for an element, by XPath.
   * @param {string} path
   * @returns {Promise<string>}
   */
  const find = async (path) => (await send("POST", "/element", { using: "xpath", value: path }))[ELEMENT];
  return {
    /** @type {{ browserName: string, browserVersion: string }} */
    capabilities: got,
    /** @param {string} url */
    goTo: (url) => send("POST", "/url", { url }),
    /**
     * Runs the body of an asynchronous function in the page, which finds what it is given in `given`; gives what it
     * returns.
     * @param {string} body
     * @param {unknown} [given]
     */
    run: async (body, given) => {
      const script = `const done = arguments[1];
        (async (given) => { ${body} })(arguments[0]).then(
          (value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));`;
      const { value, error } = await send("POST", "/execute/async", { script, args: [given ?? null] });
      if (error !== undefined) throw new Error(error);
      return value;
    },
    find,
    /** @param {string} path */
    click: async (path) => send("POST", `/element/${await find(path)}/click`, {}),
    /** @param {string} path @param {string} text */
    type: async (path, text) => send("POST", `/element/${await find(path)}/value`, { text }),
    /** @param {string} path @returns {Promise<string>} what of it is to be read */
    textOf: async (path) => send("GET", `/element/${await find(path)}/text`),
    close: () => send("DELETE", ""),
  };
}

/**
 * @param {string} driver
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} any: each command has an answer of its own
 */
async function command(driver, method, path, body) {
  const answer = await fetch(`${driver}${path}`, {
    method,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
