// Ticks on a path stay in the browser and nowhere else; the tour is walked with links and arrow keys; the home page
// shows the persona of the week. From a server and from disk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

const PATH = "paths/sales.html";

describe("newcomers", () => {
  const sites = builtSites();
  const demo = sites.find(({ name }) => name === "demo");
  const dutch = sites.find(({ name }) => name === "dutch");
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

  const status = (tab) => tab.getByRole("status").textContent();
  const box = (tab, title) => tab.getByRole("checkbox", { name: title });

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    /** Opens a page in a browser of its own, takes steps there, and sees that nothing was refused or asked from elsewhere. */
    async function visit(page, steps, prepare = async () => {}) {
      const context = await browser.newContext({ reducedMotion: "reduce" });
      const tab = await context.newPage();
      await prepare({ tab });
      const watching = await watch(tab);
      watching.start(home());
      const [file, choice] = page.split("?");
      await goTo(tab, url(file) + (choice ? `?${choice}` : ""));
      await steps(tab, context);
      assert.deepEqual(await watching.stop(), []);
      await context.close();
    }

    test(`a tick is counted, kept, and shows where to go on, from ${place}`, () =>
      visit(PATH, async (tab, context) => {
        assert.equal(await status(tab), "Steps done: 0 of 10");
        const onward = tab.locator(".path-continue");
        assert.equal(await onward.textContent(), "Begin: Whom we look for, and whom we leave alone");
        await box(tab, "Whom we look for, and whom we leave alone").check();
        await box(tab, "Two hours beside Joris").check();
        assert.equal(await status(tab), "Steps done: 2 of 10");
        assert.equal(await tab.getByRole("progressbar", { name: "How far you are" }).getAttribute("value"), "2");
        assert.equal(await onward.textContent(), "Continue: Meet Sophie, and then Mark", "it leads past a step that is not done");
        await onward.click();
        assert.match(tab.url(), /#step-2$/);

        await tab.reload();
        assert.equal(await status(tab), "Steps done: 2 of 10", "a reload forgets");
        assert.ok(await box(tab, "Two hours beside Joris").isChecked());
        const other = await context.newPage();
        await goTo(other, url("paths/marketing.html"));
        assert.equal(await status(other), "Steps done: 0 of 10", "a tick counts on another path");
        await other.close();
      }));

    test(`what is kept is forgotten on demand, and brought back, from ${place}`, () =>
      visit(PATH, async (tab) => {
        const again = () => tab.locator(".path-reset");
        assert.ok(await again().isHidden(), "there is nothing to start again");
        await box(tab, "Meet Sophie").check();
        await again().click();
        assert.equal(await status(tab), "Steps done: 0 of 10");
        assert.equal(await again().textContent(), "Undo");
        await again().click();
        assert.equal(await status(tab), "Steps done: 1 of 10");
        await again().click();
        await tab.reload();
        assert.equal(await status(tab), "Steps done: 0 of 10");
        assert.equal(await tab.evaluate(() => localStorage.length), 0, "something stays behind");
      }));

    test(`the whole path can be ticked by keyboard, from ${place}`, () =>
      visit(PATH, async (tab) => {
        for (const one of await tab.getByRole("checkbox").all()) {
          await one.focus();
          await tab.keyboard.press("Space");
        }
        assert.equal(await status(tab), "Every step is done. Well done!");
        assert.ok(await tab.locator(".path-continue").isHidden());
      }));

    test(`ticks work where the browser keeps nothing, or nonsense, from ${place}`, async () => {
      const blocked = () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        });
      await visit(PATH, async (tab) => {
        assert.match(await tab.locator(".path-note").textContent(), /only until you leave the page/);
        await box(tab, "Meet Sophie").check();
        assert.equal(await status(tab), "Steps done: 1 of 10");
      }, ({ tab }) => tab.addInitScript(blocked));
      for (const nonsense of ["{", "null", "7", "{\"length\":1}", "[[], null, 3, \"no such step\"]"]) {
        await visit(PATH, async (tab) => {
          await tab.evaluate((text) => {
            localStorage.setItem(`personabook path: ${document.querySelector(".path-tools").dataset.path}`, text);
          }, nonsense);
          await tab.reload();
          assert.equal(await status(tab), "Steps done: 0 of 10", nonsense);
        });
      }
    });

    test(`the index of paths and the home page say how far one is, from ${place}`, () =>
      visit("paths/index.html", async (tab) => {
        assert.equal(await tab.locator(".path-so-far progress").count(), 0);
        const path = await tab.locator(".path-so-far").evaluateAll((all) => {
          const one = all.find((each) => each.dataset.path.endsWith("/sales"));
          const steps = one.dataset.steps.split("\n");
          localStorage.setItem(`personabook path: ${one.dataset.path}`, JSON.stringify([steps[0], steps[2], "no such step"]));
          return { title: one.closest("article").querySelector("h2").textContent, steps: steps.length };
        });
        await tab.reload();
        const says = `2 of ${path.steps} steps done`;
        assert.deepEqual(await tab.locator(".path-so-far-text").allTextContents(), [says]);
        await tab.locator(".site-title").click();
        await tab.waitForURL(/index\.html$/);
        assert.deepEqual(await tab.locator(".home-go-on .path-so-far-text").allTextContents(), [says]);
        await tab.locator(".home-go-on a").click();
        await tab.waitForURL(/paths\/sales\.html$/);
        assert.equal(await tab.locator("h1").textContent(), path.title);
      }));

    test(`the tour is walked by its links and by the arrow keys, from ${place}`, () =>
      visit("index.html", async (tab) => {
        await tab.getByRole("navigation", { name: "New here?" }).getByRole("link", { name: "Meet our customer in ten minutes" }).click();
        const seen = [];
        for (;;) {
          await tab.waitForLoadState();
          seen.push(await tab.locator(".tour-place").textContent());
          const next = tab.locator(".tour-bar [rel=next]");
          if (!(await next.count())) break;
          const expected = await next.evaluate((link) => link.href);
          if (seen.length % 2) await next.click();
          else await tab.keyboard.press("ArrowRight");
          await tab.waitForURL(expected);
        }
        assert.deepEqual(seen, Array.from({ length: 7 }, (_, index) => `${index + 1} of 7`));
        await tab.keyboard.press("ArrowRight");
        await tab.keyboard.press("ArrowLeft");
        await tab.waitForURL(/tour-journey/);
        assert.equal(await tab.locator(".tour-place").textContent(), "6 of 7");

        // The keys keep their meaning in a menu, and with another key held down.
        await tab.locator(".menu summary").first().focus();
        await tab.keyboard.press("ArrowLeft");
        await tab.keyboard.press("Alt+Shift+ArrowLeft");
        await tab.waitForTimeout(100);
        assert.match(tab.url(), /tour-journey/);
      }));

    test(`the home page shows the persona of the week, from ${place}`, async () => {
      const shown = async (tab) => [await tab.locator(".home-voice .week-who a").textContent(), await tab.locator(".week-question").isVisible()];
      await visit("index.html?week=2026-W47", async (tab) => {
        // 47 modulo seven personas, first the one with a place, then by id: sophie, daan, ingrid, lotte, mark, nadia.
        assert.deepEqual(await shown(tab), ["Nadia El Amrani", true]);
        assert.equal(await tab.locator(".home-voice").count(), 1);
        assert.ok(await tab.locator(".home-voice img").evaluate((image) => image.decode().then(() => true)));
      });
      await visit("index.html?week=2026-W49", async (tab) => assert.deepEqual(await shown(tab), ["Sophie van Dijk", true]));
    });
  }

  test("axe finds no violation in what the scripts make", async () => {
    const tab = await browser.newPage();
    await withAxe({ tab });
    await goTo(tab, server.url(PATH));
    await box(tab, "Meet Sophie").check();
    assert.deepEqual(await violations(tab), []);
    await tab.locator(".path-reset").click();
    assert.deepEqual(await violations(tab), []);
    await goTo(tab, `${server.url("index.html")}?week=2026-W48`);
    assert.equal(await tab.locator(".home-voice.week").count(), 1);
    assert.deepEqual(await violations(tab), []);
    await tab.close();
  });

  test("the week is that of the calendar, also around New Year", async () => {
    const { url } = fromServerAndDisk(demo, () => server)["a server"];
    const ids = ["sophie", "daan", "ingrid", "lotte", "mark", "nadia", "tom"];
    for (const [day, week] of [["2026-11-22", 47], ["2026-11-23", 48], ["2026-12-31", 53], ["2027-01-03", 53], ["2027-01-04", 1], ["2024-12-30", 1]]) {
      const tab = await browser.newPage();
      await tab.clock.setFixedTime(new Date(`${day}T12:00:00`));
      await goTo(tab, url("index.html"));
      const link = await tab.locator(".home-voice .week-who a").getAttribute("href");
      assert.equal(link, `personas/${ids[week % 7]}.html`, day);
      await tab.close();
    }
  });

  test("without script there are no boxes to tick on screen, and the page shows one voice", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    const { url } = fromServerAndDisk(demo, () => server).disk;
    await tab.goto(url(PATH));
    assert.equal(await tab.locator("input").count(), 0);
    await tab.goto(url("index.html"));
    assert.equal(await tab.locator(".home-voice").count(), 1);
    assert.equal(await tab.locator(".week-question").count(), 0);
    await context.close();
  });

  test("a book without paths has one, in its own language, whose ticks are kept", async () => {
    if (!dutch.pages.includes("learn/path.html")) return assert.ok(process.env.PAGES, "the Dutch book has no path");
    const { url } = fromServerAndDisk(dutch, () => server).disk;
    const tab = await browser.newPage();
    await goTo(tab, url("learn/path.html"));
    assert.equal(await tab.getByRole("heading", { level: 1 }).textContent(), "Je eerste weken");
    await tab.getByRole("checkbox").first().check();
    await tab.reload();
    assert.match(await status(tab), /^Stappen gedaan: 1 van \d+$/);
    await tab.close();
  });
});
