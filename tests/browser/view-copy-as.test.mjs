// A call to take along, in a page. That what it shows really works is tested in Node
// (tests/node/view-copy-as.test.mjs).

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allowClipboard, ONE_BROWSER } from "../support/browsers.mjs";
import { savedBy } from "../support/saved.mjs";
import { assertForEverybody, picture, setProps, viewsForTests } from "../support/views.mjs";

const target = { tokenUrl: "http://127.0.0.1:1/token", apiUrl: "http://127.0.0.1:1/api" };
const sent = {
  method: "POST",
  url: "http://127.0.0.1:1/api/demandes",
  headers: [["content-type", "application/json"]],
  body: '{"ville":"L\'Isle"}',
};

for (const [browser, launch] of ONE_BROWSER)
  describe(`a call to take along in ${browser}`, () => {
    const stage = viewsForTests(launch);

    it("is shown in each form, copied, and passes the rules of accessibility", async () => {
      const page = await stage.show("copy", { call: { target, sent, called: { type: "request" } } });
      await allowClipboard(page);
      for (const [form, found] of [
        ["sne-cotation", "npx sne-cotation request"],
        ["TypeScript", "await SneCotation.create({"],
        ["PowerShell", "New-Object System.Net.Http.HttpRequestMessage 'POST'"],
        ["Python (requests)", "requests.request("],
        ["PHP", "send('POST', 'http://127.0.0.1:1/api/demandes'"],
        ["Java", "public class Appel"],
        ["curl", "curl -sS -X POST http://127.0.0.1:1/api/demandes"],
        ["JavaScript", "await sne.request({"],
      ]) {
        await page.getByLabel("Langage du code").selectOption({ label: form });
        const text = page.getByRole("region", { name: form }).filter({ hasText: found });
        await text.waitFor();
        await page.getByRole("button", { name: "Copier le code" }).click();
        await page.getByText("Copié.").waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text.textContent());
      }
      await assertForEverybody(page);
      await picture(page, "copy");
    });

    it("offers the files that it names", async () => {
      const page = await stage.show("copy", { call: { target, sent, called: { type: "request" } } });
      await setProps(page, {
        call: { target, sent: { ...sent, body: new Uint8Array([0, 255]) }, called: { type: "request" } },
      });
      const { name, bytes } = await savedBy(page, page.getByRole("button", { name: "Enregistrer corps.bin" }));
      assert.equal(name, "corps.bin");
      assert.deepEqual([...bytes], [0, 255]);
    });
  });
