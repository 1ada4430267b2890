// What a reader chooses on a page (a score, people side by side, a filter) does what it says, stays in the
// address, and needs nothing but the page, from a server and from disk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

describe("choices", () => {
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
  const profile = "icps/fashion-lifestyle-webshop.html";

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    /** Opens a page with a choice in its address, takes steps there, and sees that nothing was refused or asked from elsewhere. */
    async function visit(page, choice, steps) {
      const context = await browser.newContext({ reducedMotion: "reduce" });
      const tab = await context.newPage();
      const watching = await watch(tab);
      watching.start(home());
      await goTo(tab, url(page) + choice);
      await steps(tab);
      assert.deepEqual(await watching.stop(), []);
      await context.close();
    }

    test(`the calculator scores a worked account as the page does, and its address keeps it, from ${place}`, () =>
      visit(profile, "", async (tab) => {
        const head = () => tab.locator(".fit-head").textContent();
        const side = () => tab.locator(".fit-side").textContent();
        assert.match(await side(), /No score yet/);
        assert.ok(await tab.locator(".fit-head .tier").isHidden(), "an empty form has a tier");
        await tab.locator(".fit-top select").selectOption({ label: "Fjordkind" });
        assert.match(await head(), /^C88\.9/);
        assert.match(await side(), /Delivers in the Netherlands or Belgium: meets no level/);
        await tab.getByLabel("Netherlands", { exact: true }).check();
        assert.match(await head(), /^A100/);
        assert.ok(await tab.locator(".fit-warning").first().isHidden());
        await tab.reload();
        assert.match(await head(), /^A100/, "the address does not keep the choice");
        await tab.getByRole("spinbutton", { name: "Years trading" }).fill("0.5");
        assert.match(await side(), /Trades for less than a year: years trading less than 1/);
        assert.match(await head(), /^94\.4/, "a firm that is disqualified wears a tier");
        await tab.locator(".fit-top select").selectOption({ label: "Linde & Laars" });
        assert.match(await head(), /^A–C69\.4 to 97\.2/, "what is not known decides the tier");
        assert.match(await side(), /To ask: delivers to, platform, events/);
        await tab.getByRole("button", { name: "Clear" }).click();
        assert.match(await side(), /No score yet/);
        assert.equal(new URL(tab.url()).search, "");
      }));

    test(`two to four people stand side by side, from ${place}`, () =>
      visit("compare/personas.html", "?show=sophie&show=mark", async (tab) => {
        const shown = () => tab.locator("table.compare thead th:visible a").evaluateAll((links) => links.map((link) => /([^/]+)\.html$/.exec(link.href)[1]).sort());
        assert.deepEqual(await shown(), ["mark", "sophie"]);
        const all = await tab.locator(".compare-row:visible").count();
        await tab.locator(".compare-only input").check();
        const different = await tab.locator(".compare-row:visible").count();
        assert.ok(different > 0 && different < all, `${different} of ${all} differ`);
        assert.equal(await tab.locator(".compare-same:visible").count(), 0);
        await tab.reload();
        assert.deepEqual(await shown(), ["mark", "sophie"], "the address does not keep the choice");
        assert.equal(await tab.locator(".compare-row:visible").count(), different, "the address does not keep what is left out");
        const boxes = tab.locator(".compare-face input");
        for (let at = 0; at < (await boxes.count()); at += 1) if (await boxes.nth(at).isEnabled()) await boxes.nth(at).check();
        const before = await shown();
        assert.equal(before.length, 4, "more than four");
        await tab.reload();
        assert.deepEqual(await shown(), before, "the address does not keep the choice");
      }));

    test(`an index shows what was asked for, from ${place}`, () =>
      visit("evidence/index.html", "", async (tab) => {
        const items = () => tab.locator("main [data-filtered]:visible").count();
        const all = await items();
        await tab.locator(".filter-input").first().selectOption({ index: 1 });
        const some = await items();
        assert.ok(some > 0 && some < all, `${some} of ${all}`);
        assert.match(await tab.locator(".filter-status").textContent(), new RegExp(`${some} of ${all}`));
        await tab.reload();
        assert.equal(await items(), some, "the address does not keep the choice");
        await tab.emulateMedia({ media: "print" });
        assert.ok(await tab.locator(".filter-status").isVisible(), "paper does not say that it shows a part");
        await tab.emulateMedia({ media: "screen" });
        await tab.locator(".filter-clear").click();
        assert.equal(await items(), all);
        assert.ok(await tab.locator(".filter-input").first().evaluate((select) => select === document.activeElement), "the focus is lost");
      }));

    test(`what to say is shown for one person, from ${place}`, () =>
      visit("all/say.html", "?persona=Mark+Peeters", async (tab) => {
        const people = () => tab.locator("[data-only-persona]:visible").evaluateAll((cells) => [...new Set(cells.map((cell) => cell.dataset.onlyPersona))]);
        assert.deepEqual(await people(), ["Mark Peeters"]);
        const hidden = await tab.locator(".k-say:not(:visible)").count();
        assert.ok(hidden > 0, "a journey without Mark is shown");
        await tab.locator(".filter-clear").click();
        assert.ok((await people()).length > 1);
        assert.equal(await tab.locator(".k-say:not(:visible)").count(), 0);
      }));

    test(`opportunities are sorted by a column and back, from ${place}`, () =>
      visit("all/opportunities.html", "", async (tab) => {
        const values = (column) => tab.locator(`.sortable tbody:first-of-type tr td:nth-child(${column})`).evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.value ?? cell.textContent)));
        const ascending = (list) => list.every((value, at) => at === 0 || list[at - 1] <= value);
        const first = await values(1);
        assert.ok(ascending(first));
        await tab.locator("#by-effort button").focus();
        await tab.keyboard.press("Enter");
        assert.ok(ascending(await values(6)));
        assert.equal(await tab.locator("[aria-sort]").count(), 1);
        assert.equal(await tab.locator("#by-effort").getAttribute("aria-sort"), "ascending");
        await tab.keyboard.press("Enter");
        assert.ok(ascending((await values(6)).reverse()));
        await tab.reload();
        assert.equal(await tab.locator("#by-effort").getAttribute("aria-sort"), "descending", "the address does not keep the order");
        await tab.locator("#by-value button").click();
        assert.equal(await tab.locator("#by-value").getAttribute("aria-sort"), "descending", "the most valuable are not first");
        await tab.locator("#by-number button").click();
        assert.deepEqual(await values(1), first);
      }));
  }

  test("the pages with choices have no violation of axe, light, dark and narrow", async () => {
    const pages = [profile, "compare/personas.html", "compare/icps.html", "personas/index.html", "terms/index.html", "all/a-z.html", "all/say.html", "all/opportunities.html"];
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const tab = await context.newPage();
      await withAxe({ tab });
      for (const page of pages) {
        await goTo(tab, server.url(page));
        assert.deepEqual(await violations(tab), [], `${page} ${colorScheme} ${width}`);
        const wider = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wider, `${page} is wider than ${width}`);
      }
      await context.close();
    }
  });

  test("without scripts the pages show all, and no control", async () => {
    const tab = await browser.newPage({ javaScriptEnabled: false });
    await goTo(tab, server.url("compare/personas.html"));
    const people = demo.pages.filter((page) => /^personas\/[^/]+\.html$/.test(page) && !/(index|-slides|-poster|-card)\.html$/.test(page)).length;
    assert.equal(await tab.locator("table.compare thead th:visible").count(), people);
    for (const page of ["compare/personas.html", profile, "evidence/index.html", "all/say.html", "all/opportunities.html"]) {
      await goTo(tab, server.url(page));
      assert.equal(await tab.locator("main :is(button, select, input, label):visible").count(), 0, page);
    }
    await tab.close();
  });
});
