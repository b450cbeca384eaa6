// The policy is in the page, and holds, whatever the server that has its files says: nothing leaves, and nothing but
// its own files becomes a script.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aDemoForEachTest } from "./support.mjs";

for (const [name, launch] of ONE_BROWSER)
  describe(`the policy of the demo in ${name}`, () => {
    const stage = aDemoForEachTest(launch, { mayComplain: true });

    /**
     * The directive that the attempt runs into.
     * @param {() => void} attempt is run in the page
     */
    const violatedBy = async (attempt) => {
      const { page } = stage;
      const violated = page.evaluate(
        () =>
          new Promise((resolve) => {
            const listener = (/** @type {SecurityPolicyViolationEvent} */ event) => resolve(event.effectiveDirective);
            document.addEventListener("securitypolicyviolation", listener, { once: true });
          }),
      );
      await page.evaluate(attempt);
      return violated;
    };

    it("stops a request to somebody else", async () => {
      const attempt = () => void fetch("http://127.0.0.1:9/").catch(() => undefined);
      assert.equal(await violatedBy(attempt), "connect-src");
    });

    it("stops a picture of somebody else's", async () => {
      const attempt = () => {
        new Image().src = "http://127.0.0.1:9/a.png";
      };
      assert.equal(await violatedBy(attempt), "img-src");
    });

    it("stops a form", async () => {
      const attempt = () => {
        const form = document.body.appendChild(document.createElement("form"));
        form.action = "http://127.0.0.1:9/";
        try {
          form.submit();
        } catch {
          // So does Firefox tell the page as well.
        }
      };
      assert.equal(await violatedBy(attempt), "form-action");
    });

    it("stops a text on its way to becoming a part of the page", async () => {
      const attempt = () => {
        try {
          document.body.innerHTML = "<b>x</b>";
        } catch {
          // That is how it is stopped.
        }
      };
      assert.equal(await violatedBy(attempt), "require-trusted-types-for");
    });
  });
