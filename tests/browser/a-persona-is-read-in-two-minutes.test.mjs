// A persona in two levels: what one must know fits few screens, all else is folded, and opens by a link, by a search, by
// one button that is remembered, and on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

/** How many windows high the page may be before anything is unfolded. */
const SCREENS = [
  { width: 1280, height: 900, most: 4 },
  { width: 390, height: 844, most: 9 },
];

describe("a persona in two levels", () => {
  const demo = builtSites().find(({ name }) => name === "demo");
  const page = "personas/sophie.html";
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

  const folded = (tab) => tab.locator("main details.fold:not([open])").count();
  const isOpen = (tab, id) => tab.evaluate((id) => document.getElementById(id).open, id);
  const isSeen = (tab, selector) =>
    tab.evaluate((selector) => {
      const box = document.querySelector(selector).getBoundingClientRect();
      return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    }, selector);

  for (const scripts of [true, false]) {
    test(`is few screens high${scripts ? "" : " without scripts"}`, async (context) => {
      for (const { width, height, most } of SCREENS) {
        const tab = await browser.newPage({ viewport: { width, height }, javaScriptEnabled: scripts });
        await goTo(tab, server.url(page));
        const screens = (await tab.evaluate(() => document.documentElement.scrollHeight)) / height;
        context.diagnostic(`${screens.toFixed(2)} screens of ${width} x ${height}`);
        assert.ok(screens <= most, `${screens.toFixed(2)} screens of ${width} x ${height}, more than ${most}`);
        await tab.close();
      }
    });
  }

  for (const [place, { url }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    test(`a link opens a section, and what is around a claim in it, from ${place}`, async () => {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await goTo(tab, url(page));
      assert.ok((await folded(tab)) >= 12, "little is folded");
      await tab.locator('.persona-nav a[href="#empathy"]').click();
      await tab.waitForFunction(() => document.getElementById("empathy").open);
      assert.ok(await isSeen(tab, "#empathy .empathy-field"));
      await tab.locator("#empathy > summary").click();
      assert.ok(!(await isOpen(tab, "empathy")));
      await tab.locator('.persona-nav a[href="#empathy"]').click();
      await tab.waitForFunction(() => document.getElementById("empathy").open, null, { timeout: 2000 });
      await goTo(tab, url("index.html"));
      const claim = "text-persona-sophie.people-who-come-back";
      await goTo(tab, `${url(page)}#${claim}`);
      assert.ok(await isOpen(tab, "moves"), "the section around a claim stays folded");
      assert.ok(await isSeen(tab, `[id="${claim}"]`));
      await tab.locator(".mark").first().click();
      assert.ok(await isOpen(tab, "sources"), "the mark of a claim does not open the sources");
      await tab.close();
    });

    test(`one button opens all, which the browser remembers, from ${place}`, async () => {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await goTo(tab, url(page));
      const button = tab.locator(".folds-button");
      assert.equal(await button.textContent(), "Open all");
      await button.click();
      assert.equal(await folded(tab), 0);
      assert.equal(await button.textContent(), "Close all");
      await goTo(tab, url("personas/mark.html"));
      assert.equal(await folded(tab), 0, "it is forgotten on the next page");
      await tab.locator(".folds-button").click();
      await tab.reload();
      assert.ok((await folded(tab)) > 0, "they stay open");
      await context.close();
    });

    test(`a search shows the sentence and leads to its place, folded or not, from ${place}`, async () => {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      for (const [start, typed, sentence, section] of [
        ["index.html", "bailiff hates", "If your reminder sounds like a bailiff, my customer doesn't hate you.", "words"],
        [page, "warehouse department store", "Four years; before that a department store and a travel site", "who"],
        [page, "vouchers gift", "The twelfth pays, with gift vouchers, four of them.", "day"],
      ]) {
        await goTo(tab, url(start));
        await tab.keyboard.press("/");
        await tab.locator(".search-input").fill(typed.replace("warehouse ", ""));
        const option = tab.locator(".search-result", { has: tab.locator(".search-sentence mark") }).filter({ hasText: "Sophie" }).first();
        await option.waitFor();
        const said = await option.locator(".search-sentence").textContent();
        assert.ok(sentence.replaceAll("'", "’").includes(said.replaceAll("'", "’").replace(/^… | …$/g, "")), `${said} is not ${sentence}`);
        await option.click();
        await tab.waitForFunction((id) => document.getElementById(id)?.open, section);
        const found = await tab.evaluate(() => {
          const range = getSelection().getRangeAt(0);
          const box = range.getBoundingClientRect();
          return { text: range.toString(), seen: box.top >= 0 && box.bottom <= innerHeight };
        });
        assert.ok(sentence.replaceAll("'", "’").startsWith(found.text.replaceAll("'", "’")), found.text);
        assert.ok(found.seen, "the place is out of sight");
      }
      await tab.close();
    });
  }

  test("the list of contents says where one is, and the box to print is never cut off", async () => {
    for (const height of [900, 700, 600]) {
      const tab = await browser.newPage({ viewport: { width: 1280, height }, reducedMotion: "reduce" });
      await goTo(tab, server.url(page));
      await tab.evaluate(() => document.getElementById("jobs").scrollIntoView());
      await tab.waitForFunction(() => document.querySelector(".persona-nav [aria-current]")?.getAttribute("href") === "#jobs");
      for (const open of [false, true]) {
        const box = await tab.evaluate((open) => {
          const paper = document.querySelector(".persona-paper");
          paper.open = open;
          const { top, bottom } = paper.getBoundingClientRect();
          return { top, bottom };
        }, open);
        assert.ok(box.top >= 0 && box.bottom <= height, `${JSON.stringify(box)} in a window of ${height}`);
      }
      await tab.close();
    }
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await goTo(phone, server.url(page));
    assert.ok(await phone.locator(".persona-nav a").first().isVisible(), "no list of contents on a phone");
    await phone.close();
  });

  test("paper shows what is folded", async () => {
    const tab = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    await goTo(tab, server.url(page));
    await tab.emulateMedia({ media: "print" });
    // What is folded is laid out when the page is next drawn.
    const seen = tab.waitForFunction(
      () => {
        const item = document.querySelector("#moves .goals li");
        return item.checkVisibility({ contentVisibilityAuto: true }) && item.getBoundingClientRect().height > 0;
      },
      undefined,
      { timeout: 10_000 },
    );
    await assert.doesNotReject(seen);
    await tab.close();
  });

  test("what is not known makes no empty section", async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const bare = builtSites().flatMap((site) => site.pages.filter((one) => /^personas\/(?!index)/.test(one)).map((one) => ({ site, one })));
    for (const { site, one } of bare) {
      const other = site === demo ? server : await serve(site.folder);
      await goTo(tab, other.url(one));
      const empty = await tab.evaluate(() => [...document.querySelectorAll("main :is(section, details)")].filter((part) => !part.querySelector("li, p, dd, table, svg, a")).map((part) => part.id || part.className));
      assert.deepEqual(empty, [], `${site.name} ${one}`);
      if (other !== server) await other.close();
    }
    await tab.close();
  });
});
