// What Lighthouse finds on pages of the site, in a Chromium of its own: accessibility and best practices, on a screen
// and on a phone. What it finds is told with the element; anything is a failure.

import { chromium } from "playwright-core";
import { startSite } from "../../tests/support/site.mjs";
import { setupLighthouse } from "../setup/lighthouse.mjs";
import { say } from "../support/language.mjs";
import { freePort } from "../support/port.mjs";
import { problem } from "../support/problem.mjs";

/** A page of each kind. */
const PAGES = [
  "",
  "docs/fr/",
  "docs/en/",
  "docs/fr/errors.html",
  "docs/en/command.html",
  "examples/node/",
  "reference/index.html",
  "demo/",
];

const CATEGORIES = ["accessibility", "best-practices"];
const FORMS = /** @type {const} */ (["desktop", "mobile"]);

/**
 * What there is in an answer of Lighthouse, as far as it is looked at.
 * @typedef {{ score: number | null, title: string, details?: { items?: { node?: { snippet?: string } }[] } }} Audit
 */

/**
 * Looks at the site in a folder, as it is served below `base`; throws when anything is found.
 * @param {{ folder: string, base: string, executablePath: string }} site
 */
export async function checkWithLighthouse({ folder, base, executablePath }) {
  const { default: lighthouse, desktopConfig } = await setupLighthouse();
  const port = await freePort();
  const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath, args });
  const site = await startSite({ folders: { [base]: folder } });
  /** @type {string[]} */
  const found = [];
  try {
    for (const page of PAGES) {
      for (const form of FORMS) {
        const flags = { port, onlyCategories: CATEGORIES, logLevel: "silent", output: "json" };
        const config = form === "desktop" ? desktopConfig : undefined;
        const { lhr } = await lighthouse(`${site.url}${base}${page}`, flags, config);
        const findings = findingsIn(lhr);
        console.log(`${findings.length === 0 ? "✔" : "✘"} ${page || "/"} (${form}): ${scoresOf(lhr)}`);
        found.push(...findings.map((text) => `${page || "/"} (${form}): ${text}`));
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  if (found.length === 0) return;
  throw problem(`Lighthouse has found:\n${found.join("\n")}`, `Lighthouse a trouvé :\n${found.join("\n")}`);
}

/** @param {{ runtimeError?: { message: string }, audits: Record<string, Audit> }} result */
function findingsIn({ runtimeError, audits }) {
  if (runtimeError !== undefined) return [runtimeError.message];
  return Object.entries(audits)
    .filter(([, { score }]) => score !== null && score < 1)
    .map(([id, { title, details }]) => {
      const places = (details?.items ?? []).map(({ node }) => node?.snippet ?? "").filter((text) => text !== "");
      return [`${id}: ${title}`, ...places.slice(0, 5).map((text) => `    ${text}`)].join("\n");
    });
}

/** @param {{ categories: Record<string, { title: string, score: number | null }> }} result */
const scoresOf = ({ categories }) =>
  Object.values(categories)
    .map(({ title, score }) => `${title} ${score === null ? say("none", "aucun") : Math.round(score * 100)}`)
    .join(", ");
