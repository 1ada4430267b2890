// The whole book in one file: from disk, with and without scripts, it shows one page at a time, finds, and asks for nothing.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations, withAxe } from "./lib/axe.mjs";
import { goTo, launch } from "./lib/browser.mjs";
import { buildOneFile } from "./lib/sites.mjs";
import { watch } from "./lib/watch.mjs";

describe("the book in one file", () => {
  let browser;
  let address;
  before(async () => {
    address = pathToFileURL(buildOneFile()).href;
    browser = await launch();
  });
  after(() => browser?.close());

  const shown = (tab) => tab.evaluate(() => [...document.querySelectorAll(".one-page")].filter((page) => page.checkVisibility()).map(({ id }) => id));

  for (const scripts of [true, false]) {
    test(`shows the page that the address names, ${scripts ? "with" : "without"} scripts`, async () => {
      const context = await browser.newContext({ javaScriptEnabled: scripts });
      const tab = await context.newPage();
      await goTo(tab, address);
      assert.deepEqual(await shown(tab), ["index.html"]);
      await tab.locator(".one-page:visible a[href='#personas/sophie.html']").first().click();
      assert.deepEqual(await shown(tab), ["personas/sophie.html"]);
      assert.ok(await tab.locator(".one-page:visible h1").isVisible());
      await tab.locator(".one-page:visible a[href^='#journeys/from-search-to-live.html']").first().click();
      assert.deepEqual(await shown(tab), ["journeys/from-search-to-live.html"]);
      await tab.goBack();
      assert.deepEqual(await shown(tab), ["personas/sophie.html"]);
      await context.close();
    });
  }

  test("the search leads to a sentence, and nothing is asked for or refused", async () => {
    const tab = await browser.newPage();
    const watching = await watch(tab);
    watching.start(address);
    await goTo(tab, address);
    await tab.keyboard.press("/");
    await tab.locator(".search-input").fill("see my payment page and remember they have a life");
    await tab.locator("dialog.search [role=option]").first().waitFor();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => String(getSelection()).includes("remember they have a life"));
    assert.deepEqual(await shown(tab), ["personas/sophie.html"]);
    assert.deepEqual(await watching.stop(), []);
    await tab.close();
  });

  test("prints the page that is shown, or all", async () => {
    const tab = await browser.newPage();
    await goTo(tab, `${address}#personas/sophie.html`);
    await tab.evaluate(() => {
      window.calls = [];
      window.print = () => window.calls.push(document.body.hasAttribute("data-all"));
    });
    await tab.locator(".print-book").click();
    assert.deepEqual(await tab.evaluate(() => window.calls), [true]);
    await tab.emulateMedia({ media: "print" });
    assert.deepEqual(await shown(tab), ["personas/sophie.html"]);
    await tab.evaluate(() => document.body.setAttribute("data-all", ""));
    assert.ok((await shown(tab)).length > 100);
    await tab.close();
  });

  test("has no violation of axe", async () => {
    const tab = await browser.newPage();
    await withAxe({ tab });
    for (const page of ["index.html", "personas/sophie.html", "icps/fashion-lifestyle-webshop.html"]) {
      await goTo(tab, "about:blank");
      await goTo(tab, `${address}#${page}`);
      // What is not shown has nothing that axe could find, and makes it slow.
      await tab.evaluate(() => document.querySelectorAll(".one-page:not(.shown)").forEach((page) => page.remove()));
      assert.deepEqual(await violations(tab), [], page);
    }
    await tab.close();
  });
});
