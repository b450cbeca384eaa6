// The console in a browser, as a person works it: by what is written on its controls.

import { openPage } from "./chromium.mjs";

const WORDS = {
  fr: { get: "Obtenir un jeton", forget: "Oublier", call: "Appeler healthcheck", cancel: "Annuler", other: "English" },
  en: { get: "Get a token", forget: "Forget", call: "Call healthcheck", cancel: "Cancel", other: "Français" },
};

/**
 * Opens the console and waits until it can be used. `language` and `viewport` as the test wants them, `colours` "light"
 * or "dark". Resolves to what `openPage` gives, and the ways to work the console.
 */
export async function openConsole(browser, url, { language = "fr", viewport, colours = "light" } = {}) {
  const opened = await openPage(browser);
  const { page } = opened;
  page.setDefaultTimeout(10_000);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  if (viewport) await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: colours });
  await page.goto(url);
  await page.getByLabel("client_id").waitFor();
  const words = WORDS[language];
  if (language === "en") await page.getByRole("button", { name: WORDS.fr.other }).click();
  const press = (what) => page.getByRole("button", { name: words[what], exact: true }).click();
  return {
    ...opened,
    requests,
    words,
    press,
    /** Chooses a ready-made application. */
    choose: (label) => page.locator("select").selectOption(label),
    type: async ({ clientId, clientSecret }) => {
      await page.getByLabel("client_id").fill(clientId);
      await page.getByLabel("client_secret").fill(clientSecret);
    },
    /** What the call and the connection show. */
    call: page.getByRole("region", { name: /^(Appel|Call)$/ }),
    connection: page.getByRole("region", { name: /^(Connexion|Connection)$/ }),
    said: page.getByRole("status"),
    close: opened.close,
  };
}
