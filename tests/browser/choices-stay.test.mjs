// What a reader chooses on a page (a score, people side by side, a filter) does what it says, stays in the
// address, and needs nothing but the page, from a server and from disk.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, goTo, launch } from "./lib/browser.mjs";
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
  const places = {
    "a server": { url: (page) => server.url(page), home: () => server.root },
    disk: { url: (page) => pathToFileURL(path.join(demo.folder, page)).href, home: () => pathToFileURL(demo.folder + path.sep).href },
  };
  const profile = "icps/fashion-lifestyle-webshop.html";

  for (const [place, { url, home }] of Object.entries(places)) {
    async function visit(page, steps) {
      const context = await browser.newContext({ bypassCSP: false, reducedMotion: "reduce" });
      const tab = await context.newPage();
      const watching = await watch(tab);
      watching.start(home());
      await goTo(tab, url(page));
      await steps(tab);
      assert.deepEqual(await watching.stop(), []);
      await context.close();
    }

    test(`the calculator scores a worked account as the page does, and its address keeps it, from ${place}`, () =>
      visit(profile, async (tab) => {
        const head = () => tab.locator(".fit-head").textContent();
        assert.match(await head(), /^C0/);
        await tab.locator(".fit-top select").selectOption({ label: "Fjordkind" });
        const scored = await head();
        assert.match(scored, /^C88\.9/);
        assert.match(await tab.locator(".fit-result").textContent(), /Delivers in the Netherlands or Belgium/);
        await tab.getByLabel("Netherlands", { exact: true }).check();
        assert.match(await head(), /^A100/);
        await tab.reload();
        assert.match(await head(), /^A100/, "the address does not keep the choice");
        await tab.getByLabel("Years trading", { exact: true }).fill("0.5");
        assert.match(await tab.locator(".fit-result").textContent(), /Trades for less than a year/);
        await tab.getByRole("button", { name: "Clear" }).click();
        assert.match(await head(), /^C0|^C2\.8/);
        assert.equal(new URL(tab.url()).search, "");
      }));

    test(`two to four people stand side by side, from ${place}`, () =>
      visit("compare/personas.html?show=sophie&show=mark", async (tab) => {
        const shown = () => tab.locator("table.compare thead th:visible").evaluateAll((heads) => heads.map((head) => head.dataset.id).sort());
        assert.deepEqual(await shown(), ["mark", "sophie"]);
        const boxes = tab.locator(".compare-face input");
        for (let place = 0; place < (await boxes.count()); place += 1) if (await boxes.nth(place).isEnabled()) await boxes.nth(place).check();
        assert.equal((await shown()).length, 4, "more than four");
        const all = await tab.locator(".compare-row:visible").count();
        await tab.locator(".compare-only input").check();
        assert.ok((await tab.locator(".compare-row:visible").count()) <= all);
        assert.equal(await tab.locator(".compare-same:visible").count(), 0);
        const before = await shown();
        await tab.reload();
        assert.deepEqual(await shown(), before, "the address does not keep the choice");
      }));

    test(`an index shows what was asked for, from ${place}`, () =>
      visit("evidence/index.html", async (tab) => {
        const items = () => tab.locator("main [data-tag][data-owner]:not(.filter-slot):visible").count();
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
      }));
  }

  test("the pages with choices have no violation of axe, light, dark and narrow", async () => {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const tab = await context.newPage();
      await withAxe({ tab });
      for (const page of [profile, "compare/personas.html", "compare/icps.html", "personas/index.html", "all/a-z.html"]) {
        await goTo(tab, server.url(page));
        assert.deepEqual(await violations(tab), [], `${page} ${colorScheme} ${width}`);
      }
      await context.close();
    }
  });

  test("without scripts the table shows everybody", async () => {
    const tab = await browser.newPage({ javaScriptEnabled: false });
    await goTo(tab, server.url("compare/personas.html"));
    const people = demo.pages.filter((page) => /^personas\/(?!index)/.test(page)).length;
    assert.equal(await tab.locator("table.compare thead th:visible").count(), people);
    assert.equal(await tab.locator(".compare-choice").count(), 0);
    await tab.close();
  });
});
