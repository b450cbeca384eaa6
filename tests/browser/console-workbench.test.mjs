// The workbench in real browsers: the operations, the request and the answer in sight together, nothing that jumps or
// is hidden, few clicks, and a form that begins where it is quickest filled in.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { CONTRACT } from "../support/console-contract.mjs";
import { aConsoleForEachTest, openConsole } from "../support/console-page.mjs";
import { tooWideBy } from "../support/wide.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

/** An object within an object within an object. */
const DEEP = ["a", "b", "c"].reduceRight(
  (within, name) => ({ type: "object", properties: { [name]: within } }),
  /** @type {object} */ ({ type: "string" }),
);
const { paths, ...rest } = JSON.parse(CONTRACT.toString());
const deep = {
  operationId: "deposerProfond",
  parameters: [{ name: "corps", in: "body", required: true, schema: DEEP }],
  responses: { 204: { description: "" } },
};
const WITH_DEEP = Buffer.from(JSON.stringify({ ...rest, paths: { ...paths, "/profond": { post: deep } } }));

for (const [name, launch] of EVERY_BROWSER)
  describe(`the workbench in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: WITH_DEEP });
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    /** @type {Locator} */
    let panel;
    /** @type {Locator} */
    let search;
    beforeEach(async () => {
      ({ site, ui, page } = stage);
      panel = page.locator(".operation-panel");
      search = page.getByLabel("Chercher une opération");
      await page.setViewportSize({ width: 1280, height: 800 });
      await ui.goTo("explore");
      await page.getByText("contract.json : 15 opérations.").waitFor();
    });

    /** Opens an operation by its search field and Enter. @param {string} id */
    async function open(id) {
      await search.fill(id);
      await search.press("Enter");
      await page.locator(`.operation-panel[data-operation="${id}"]`).waitFor();
    }

    /** Opens an operation and fills all of it in; the form is shown. @param {string} id */
    async function openFilledIn(id) {
      await open(id);
      const raw = panel.getByRole("button", { name: "Modifier en JSON" });
      await raw.click();
      await panel.locator("#operation-json").fill(JSON.stringify(site.platform.example(id)));
      await raw.click();
    }

    /** @param {Locator} where @param {number} height of the window */
    async function assertInSight(where, height) {
      const box = await where.boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= height, `${where}: ${JSON.stringify(box)}`);
    }

    it("has the list, the request and the answer in sight together, and sends with Ctrl+Enter", async () => {
      await open("listerOeuvres");
      await panel.locator("h2").click();
      await panel.locator("button").first().press("Control+Enter");
      await panel.locator(".result.success").waitFor();
      for (const part of [search, panel.locator("h2"), panel.locator(".result h3").first()])
        await assertInSight(part, 800);
      assert.equal(await page.evaluate(() => scrollY), 0);
      const [request, answer] = [panel.locator("form"), panel.locator(".operation-answer")];
      assert.ok(((await answer.boundingBox())?.x ?? 0) > ((await request.boundingBox())?.x ?? 0) + 200);
    });

    it("leads from the printed address to an answer in four clicks, without scrolling", async (t) => {
      const opened = await openConsole(stage.browser, site.address, { viewport: { width: 1280, height: 800 } });
      t.after(opened.close);
      const { page } = opened;
      /** @param {Locator} where */
      const click = async (where) => {
        await where.waitFor();
        await assertInSight(where, 800);
        const { x = 0, y = 0, width = 0, height = 0 } = (await where.boundingBox()) ?? {};
        await page.mouse.click(x + width / 2, y + height / 2);
      };
      await click(page.getByRole("link", { name: "Explorer" }));
      await click(page.locator(".operation").first());
      await click(page.getByRole("button", { name: "Remplir avec un exemple" }));
      await click(page.getByRole("button", { name: "Envoyer", exact: true }));
      const answer = page.locator(".operation-answer .result h3").first();
      await answer.waitFor();
      await assertInSight(answer, 800);
      assert.equal(await page.evaluate(() => scrollY), 0);
    });

    it("begins with JSON where a body is deep, the form a switch away, and folds what need not be given", async () => {
      await open("deposerProfond");
      const raw = panel.getByRole("button", { name: "Modifier en JSON" });
      assert.equal(await raw.getAttribute("aria-pressed"), "true");
      await panel.locator("#operation-json").waitFor();
      await raw.click();
      await panel.getByRole("group", { name: "Corps", exact: true }).waitFor();
      await open("listerOeuvres");
      assert.equal(await raw.getAttribute("aria-pressed"), "false");
      const optional = panel.locator(".optional-part");
      await optional.locator("summary").getByText("Facultatifs : 7").waitFor();
      assert.equal(await optional.getAttribute("open"), null);
    });

    it("brings the operation that is chosen into sight on a narrow screen, below its list", async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await search.fill("oeuvre");
      await page.locator(".operation").nth(1).click();
      await page.waitForFunction(() => {
        const title = document.querySelector("#operation-title")?.getBoundingClientRect();
        return title !== undefined && title.top >= 0 && title.bottom <= innerHeight;
      });
      const [list, request] = [page.locator(".workbench-list"), panel.locator("form")];
      assert.ok(((await request.boundingBox())?.y ?? 0) > ((await list.boundingBox())?.y ?? 0));
      assert.equal(await page.evaluate(tooWideBy), 0);
    });

    it("hides nothing that has the focus behind what stays in its place", async () => {
      await openFilledIn("ajouterOeuvre");
      let fields = 0;
      let isSent = false;
      while (!isSent) {
        await page.keyboard.press("Tab");
        const { hidden, isField, isSend } = await page.evaluate(focusedPart);
        assert.equal(hidden, undefined);
        fields += Number(isField);
        isSent = isSend;
        assert.ok(fields < 60, "the button is not reached");
      }
      assert.ok(fields > 10, String(fields));
    });

    it("lays the answer out in rows that fit beside the request", async () => {
      await openFilledIn("ajouterOeuvre");
      await panel.getByRole("button", { name: "Envoyer", exact: true }).click();
      await panel.locator(".result.success [role=tree][aria-busy=false]").waitFor();
      const tree = panel.locator("[role=tree]");
      const { row, tooWide } = await tree.evaluate((tree) => ({
        row: tree.querySelector("[role=treeitem]")?.getBoundingClientRect().height,
        tooWide: tree.scrollWidth - tree.clientWidth,
      }));
      assert.deepEqual({ row, tooWide }, { row: 24, tooWide: 0 });
      await tree.press("End");
      await tree.locator(".active").getByText("}").waitFor();
      const below = await tree.evaluate((tree) => {
        const last = [...tree.querySelectorAll("[role=treeitem]")].at(-1);
        return tree.getBoundingClientRect().bottom - (last?.getBoundingClientRect().bottom ?? 0);
      });
      assert.ok(Math.abs(below) < 24, `${below} pixels below the last row`);
    });
  });

/** In the page: whether what has the focus is hidden, and what it is. */
function focusedPart() {
  const element = /** @type {HTMLElement} */ (document.activeElement);
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isSeen = seen !== null && (element.contains(seen) || seen.contains(element));
  return {
    hidden: isSeen ? undefined : `${element.outerHTML.slice(0, 80)} behind ${seen?.outerHTML.slice(0, 80)}`,
    isField: element.matches("input, select, textarea"),
    isSend: element.matches("[type=submit]"),
  };
}
