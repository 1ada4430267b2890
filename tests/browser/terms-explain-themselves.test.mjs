// A term of the glossary says what it means on hover, focus and touch; Escape takes it away; without scripts it is a link.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

const PAGE = "personas/sophie.html";

describe("terms", () => {
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

  const notes = (tab) => tab.locator(".term-note:visible");
  const shown = async (tab) => {
    await tab.locator(".term-note:visible").first().waitFor();
    return notes(tab).textContent();
  };
  const gone = (tab) => tab.waitForFunction(() => [...document.querySelectorAll(".term-note")].every((note) => note.hidden));
  const open = async (options = {}) => {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const tab = await context.newPage();
    await goTo(tab, server.url(PAGE));
    return tab;
  };
  /** Whether the note lies in the window, below or above its term and not over it. */
  const placed = (tab) =>
    tab.evaluate(() => {
      const note = document.querySelector(".term-note:not([hidden])").getBoundingClientRect();
      const word = document.querySelector("a.term.open").getClientRects()[0];
      return note.left >= 0 && note.right <= innerWidth && (note.top >= word.bottom || note.bottom <= word.top) && Math.min(Math.abs(note.top - word.bottom), Math.abs(word.top - note.bottom)) < 12;
    });

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    test(`a pointer that rests on a term, or goes on to what it means, from ${place}`, async () => {
      const tab = await browser.newPage();
      const watching = await watch(tab);
      watching.start(home());
      await goTo(tab, url(PAGE));
      const term = tab.locator("a.term").first();
      await term.hover();
      assert.ok((await shown(tab)).length > 20);
      assert.ok(await placed(tab), "the note is beside its term and in the window");
      await notes(tab).hover();
      await tab.waitForTimeout(500);
      assert.equal(await notes(tab).count(), 1, "it stays while the pointer is on it");
      await tab.mouse.move(2, 2);
      await gone(tab);
      assert.deepEqual(await watching.stop(), []);
      await tab.close();
    });
  }

  test("the focus shows it, describes the link with it, and Escape takes it away without moving the focus", async () => {
    const tab = await open();
    const term = tab.locator("a.term").first();
    // With the keyboard: a focus that a program sets is no focus that shows.
    await tab.keyboard.press("Tab");
    await term.focus();
    const text = await shown(tab);
    const described = await term.evaluate((link) => document.getElementById(link.getAttribute("aria-describedby")).textContent);
    assert.equal(described, text);
    assert.equal(await notes(tab).getAttribute("role"), "tooltip");
    await tab.keyboard.press("Escape");
    await gone(tab);
    assert.ok(await term.evaluate((link) => link === document.activeElement));
    await tab.context().close();
  });

  test("Escape takes away what a pointer shows, while the pointer stays", async () => {
    const tab = await open();
    await tab.locator("a.term").first().hover();
    await shown(tab);
    await tab.keyboard.press("Escape");
    await gone(tab);
    await tab.waitForTimeout(400);
    assert.equal(await notes(tab).count(), 0);
    await tab.context().close();
  });

  test("the first tap explains, the second one leads to the term, a tap elsewhere takes it away", async () => {
    const tab = await open({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
    const term = tab.locator("a.term").first();
    await term.tap();
    await shown(tab);
    assert.ok(await placed(tab), "the note is beside its term and in the window");
    assert.match(tab.url(), /sophie\.html/);
    await tab.touchscreen.tap(4, 4);
    await gone(tab);
    await term.tap();
    await shown(tab);
    await term.tap();
    await tab.waitForURL(/terms\/.*\.html$/);
    await tab.context().close();
  });

  test("axe finds nothing while a term is explained, light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ reducedMotion: "reduce", colorScheme, bypassCSP: true });
      const tab = await context.newPage();
      await withAxe({ tab });
      await goTo(tab, server.url(PAGE));
      await tab.locator("a.term").first().hover();
      await shown(tab);
      assert.deepEqual(await violations(tab), []);
      await context.close();
    }
  });

  test("without scripts a term is a link to its page", async () => {
    const tab = await open({ javaScriptEnabled: false });
    await tab.locator("a.term").first().click();
    assert.match(tab.url(), /terms\/.*\.html$/);
    await tab.context().close();
  });
});
