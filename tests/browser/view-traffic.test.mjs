// The traffic in a page: from the events and the metrics of a real client, which is made to fail, to be slow and to be
// given up; in charts, and in the tables that say the same.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { SneCotation } from "sne-cotation";
import { startSimulator } from "../support/simulator.mjs";
import { assertForEverybody, picture, setProps, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneEvent } from "sne-cotation" */

for (const [browser, launch] of ONE_BROWSER)
  describe(`the traffic in ${browser}`, () => {
    const stage = viewsForTests(launch);

    /** @param {{ clientId: string, clientSecret: string }} application */
    const credentialsOf = ({ clientId, clientSecret }) => ({ clientId, clientSecret });

    /**
     * What a client tells of good calls, two that fail, one that is given up and one under way.
     * @param {TestContext} t
     */
    async function realTraffic(t) {
      const { simulator, environments, application, close } = await startSimulator();
      t.after(close);
      /** @type {SneEvent[]} */
      const events = [];
      /** @param {SneEvent} event */
      const onEvent = (event) => events.push(event);
      const options = { environment: environments.production, retry: false, onEvent };
      const sne = await SneCotation.create({ ...options, ...credentialsOf(application("works")) });
      for (let call = 0; call < 10; call += 1) await sne.healthcheck();
      await sne.request({ path: "/nowhere" }).catch(() => {});
      simulator.inject("gateway", { type: "gateway-timeout" });
      for (let call = 0; call < 2; call += 1) await sne.healthcheck().catch(() => {});
      await sne.healthcheck({ signal: AbortSignal.abort() }).catch(() => {});
      const metrics = sne.metrics();
      await sne.close();
      return { events: [...events, { type: "call", time: Date.now(), call: 99 }], metrics };
    }

    it("is told in numbers, charts and tables, and passes the rules of accessibility", async (t) => {
      const { events, metrics } = await realTraffic(t);
      const ends = events.filter(({ type }) => type === "call-end");
      for (const language of LANGUAGES) {
        const page = await stage.show("traffic", { events, metrics }, { language });
        const facts = await page
          .locator(".facts")
          .evaluate((list) =>
            Object.fromEntries(
              [...list.querySelectorAll("dt")].map((name) => [name.textContent, name.nextSibling?.textContent]),
            ),
          );
        const { calls, succeeded, aborted, failures, retries, tokenRequests } = metrics;
        const failed = Object.values(failures).reduce((sum, count) => sum + count);
        assert.deepEqual([aborted, failed], [1, 2]);
        const expected = [calls + 1, succeeded, failed, aborted, 1, retries, tokenRequests, 0].map(String);
        assert.deepEqual(Object.values(facts), expected);
        assert.equal(
          await page.locator(".time-chart").nth(1).locator("svg rect:not(pattern rect)").count(),
          ends.length,
        );
        const kinds = page.getByRole("table", { name: language === "fr" ? "Échecs par type" : "Failures by kind" });
        const shown = await kinds
          .getByRole("row")
          .evaluateAll((rows) => rows.map((row) => /** @type {HTMLElement} */ (row).innerText.split(/\s+/)));
        assert.deepEqual(shown.map(([kind, count]) => [kind, Number(count)]).sort(), Object.entries(failures).sort());
        await page.locator("summary").nth(1).press("Enter");
        assert.equal(await page.locator("details[open] tbody tr").count(), ends.length);
        await assertForEverybody(page);
        await picture(page, `traffic-${language}`);
      }
    });

    it("tells failures and what was given up apart by pattern, not by colour alone", async () => {
      /** @param {object} [more] */
      const end = (more) => ({ type: "call-end", time: 1, call: 1, duration: 10, ...more });
      const events = [
        end(),
        end({ reason: "gateway-timeout", kind: "gateway" }),
        end({ reason: "aborted", kind: "timeout" }),
      ];
      const page = await stage.show("traffic", { events });
      const fills = await page
        .locator("svg rect.bar:not(pattern rect)")
        .evaluateAll((bars) => bars.slice(0, 3).map((bar) => getComputedStyle(bar).fill));
      assert.equal(new Set(fills).size, 3);
      assert.match(fills[1], /url\(/);
      assert.equal(fills[2], "none");
    });

    it("counts calls by the minute, by more minutes in a long session, and what they waited", async () => {
      const MINUTE = 60_000;
      /** @param {number} minute @param {object} [more] */
      const end = (minute, more) => ({ type: "call-end", time: minute * MINUTE + 1, call: 1, duration: 10, ...more });
      const failed = { reason: "gateway-timeout", kind: "gateway" };
      const waits = [1500, 700].map((duration) => ({ type: "wait", time: 1, cause: "back-off", duration }));
      const few = [...waits, end(0), end(0, failed), end(2)];
      const page = await stage.show("traffic", { events: few, quota: "12, pour les 45 s à venir" });
      const chart = page.locator(".time-chart").first();
      await chart.getByText("Appels par minute, de 0 à 2").waitFor();
      const rows = () =>
        chart
          .locator("tbody tr")
          .evaluateAll((all) => all.map((row) => Array.from(row.querySelectorAll("td"), (cell) => cell.textContent)));
      assert.deepEqual(await rows(), [
        ["1", "1", "0"],
        ["0", "0", "0"],
        ["1", "0", "0"],
      ]);
      assert.match(String(await page.locator(".facts").textContent()), /Attentes2 \(3 s\)Appels restants \(quota\)12/);
      const many = Array.from({ length: 20_000 }, (_, number) =>
        end(Math.floor(number / 200), number % 4 ? {} : failed),
      );
      await setProps(page, { events: many });
      await chart.getByText("Appels par 5 minutes, de 0 à 1").waitFor();
      const shown = await rows();
      assert.deepEqual([shown.length, shown[0]], [20, ["750", "250", "0"]]);
      await assertForEverybody(page);
    });

    it("says that there is nothing yet, and shows what comes", async () => {
      const page = await stage.show("traffic", { events: [] });
      await page.getByText("Rien encore").waitFor();
      await setProps(page, { events: [{ type: "token", time: 1, duration: 7, attempt: 1 }] });
      await page.getByText("Durée des demandes de jeton, de 0 à 10 ms").waitFor();
      assert.equal(await page.getByRole("img").count(), 1);
    });
  });
