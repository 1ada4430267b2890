// The search opens, finds while typing, leads on and closes, by keyboard alone, from a server and from disk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

describe("the search", () => {
  const demo = builtSites().find(({ name }) => name === "demo");
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(demo.folder);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const options = (tab) => tab.locator("dialog.search [role=option]");
  const active = (tab) =>
    tab.evaluate(() => {
      const input = document.querySelector(".search-input");
      return document.getElementById(input.getAttribute("aria-activedescendant"))?.querySelector(".search-name").textContent;
    });
  async function type(tab, text) {
    await tab.locator(".search-input").fill(text);
    await tab.waitForFunction(() => document.querySelector(".search-status").textContent !== "…");
  }

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    test(`opens with /, finds people with faces and leads to them, from ${place}`, async () => {
      const tab = await browser.newPage();
      const watching = await watch(tab);
      watching.start(home());
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      await goTo(tab, url("all/tags.html"));
      assert.ok(!asked.some((address) => address.includes("search-index")), "the index is loaded before anybody searches");
      await tab.keyboard.press("/");
      await type(tab, "sophei");
      assert.match(await tab.locator(".search-status").textContent(), /^\d+ found$/);
      assert.match(await active(tab), /^Sophie/);
      const face = options(tab).first().locator("img");
      assert.ok(await face.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the face is not there");
      await tab.keyboard.press("Enter");
      await tab.waitForURL(/personas\/sophie\.html$/);
      assert.deepEqual(await watching.stop(), []);
      await tab.close();
    });
  }

  test("arrow keys choose, Escape closes and gives the focus back", async () => {
    const tab = await browser.newPage();
    await goTo(tab, server.url("index.html"));
    await tab.locator("button.search-button").focus();
    await tab.keyboard.press("Enter");
    await type(tab, "checkout");
    const first = await active(tab);
    await tab.keyboard.press("ArrowDown");
    const second = await active(tab);
    assert.notEqual(second, first);
    await tab.keyboard.press("ArrowUp");
    assert.equal(await active(tab), first);
    await tab.keyboard.press("ArrowUp");
    assert.equal(await active(tab), await options(tab).last().locator(".search-name").textContent(), "the list does not go round");
    assert.equal(await tab.locator("dialog.search [aria-selected=true]").count(), 1);
    await tab.keyboard.press("Escape");
    assert.ok(await tab.evaluate(() => !document.querySelector("dialog[open]") && document.activeElement.matches(".search-button")));
    await tab.keyboard.press("Control+k");
    assert.ok(await tab.evaluate(() => document.querySelector("dialog.search").open && document.activeElement.matches(".search-input")));
    await type(tab, "xqzvwk");
    assert.match(await tab.locator(".search-status").textContent(), /^Nothing found for “xqzvwk”/);
    assert.equal(await tab.locator(".search-input").getAttribute("aria-expanded"), "false");
    await tab.close();
  });

  test("has no violation of axe while it is open, light, dark and narrow", async () => {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 700 }, reducedMotion: "reduce" });
      const tab = await context.newPage();
      await withAxe({ tab });
      await goTo(tab, server.url("personas/index.html"));
      await tab.keyboard.press("/");
      for (const text of ["checkout", "xqzvwk", ""]) {
        await type(tab, text);
        assert.deepEqual(await violations(tab), [], `${colorScheme} ${width} “${text}”`);
      }
      const wider = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector("dialog").scrollWidth > document.querySelector("dialog").clientWidth);
      assert.ok(!wider, `${width} is too narrow for it`);
      await context.close();
    }
  });

  test("is a link to everything by name without scripts", async () => {
    const tab = await browser.newPage({ javaScriptEnabled: false });
    await goTo(tab, server.url("personas/index.html"));
    assert.equal(await tab.locator("button.search-button").count(), 0);
    await tab.locator("a.search-button").click();
    await tab.waitForURL(/all\/a-z\.html$/);
    const links = await tab.locator(".a-z-names a").count();
    assert.ok(links >= demo.pages.filter((page) => /^(segments|icps|personas|jobs|journeys|qualification|evidence|terms|pages)\/(?!index)/.test(page)).length, `${links} names`);
    await tab.close();
  });
});
