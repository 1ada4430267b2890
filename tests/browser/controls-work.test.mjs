// The controls that scripts add do what they say, from a server and from disk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

describe("the controls work", () => {
  const demo = builtSites().find(({ name, broken }) => name === "demo" && !broken);
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

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {
    test(`the choice of light or dark is remembered on the next page, from ${place}`, async () => {
      const context = await browser.newContext({ colorScheme: "light" });
      const tab = await context.newPage();
      const watching = await watch(tab);
      watching.start(home());
      const background = () => tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme + getComputedStyle(document.body).backgroundColor);
      const button = tab.locator("header button[data-choice]");
      await goTo(tab, url("index.html"));
      const light = await background();
      for (let press = 0; press < 3 && (await button.getAttribute("data-choice")) !== "dark"; press += 1) await button.click();
      assert.equal(await button.getAttribute("data-choice"), "dark");
      const dark = await background();
      assert.notEqual(dark, light, "the switch changes no colour");
      await goTo(tab, url("personas/index.html"));
      assert.equal(await background(), dark, "the next page forgot the choice");
      assert.equal(await button.getAttribute("data-choice"), "dark");
      await tab.reload();
      assert.equal(await background(), dark, "the same page forgot the choice when it was loaded again");
      assert.deepEqual(await watching.stop(), []);
      await context.close();
    });
  }

  test("a section leads to where readers write, with what they marked in it", async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await goTo(tab, server.url("segments/mid-size-webshops.html"));
    const links = tab.locator(".feedback-link");
    assert.ok((await links.count()) > 4, "sections have no link");
    const read = async (link) => new URLSearchParams(new URL(await link.getAttribute("href")).search);
    const link = links.first();
    const heading = await link.evaluate((one) => one.parentElement.querySelector("h2").textContent.trim());
    let said = await read(link);
    assert.equal(said.get("subject"), "Mid-size web shops");
    assert.ok(said.get("body").startsWith(`${heading}\n${server.url("segments/mid-size-webshops.html")}`), said.get("body"));
    await link.evaluate((one) => getSelection().selectAllChildren(one.parentElement.querySelector("h2 ~ * a, h2 ~ * b, h2 ~ * p")));
    const marked = await tab.evaluate(() => String(getSelection()).replace(/\s+/g, " ").trim());
    await link.focus();
    said = await read(link);
    assert.ok(said.get("body").startsWith(`${marked}\n`), `${said.get("body")} instead of ${marked}`);
    // Only sections whose words are about customers; of those every one has its own.
    assert.equal(await tab.locator(".entry-footer .feedback-link, nav .feedback-link").count(), 0);
    await tab.close();
  });

  const slides = demo.pages.find((page) => /sophie.*slides|slides.*sophie/.test(page));
  test("slides follow the arrow keys, and are a plain page without scripts", { skip: slides ? false : "the book has no slides" }, async () => {
    const seen = (tab) =>
      tab.evaluate(() =>
        [...document.querySelectorAll("main h1, main h2")]
          .filter((heading) => {
            const box = heading.getBoundingClientRect();
            return heading.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          })
          .map((heading) => heading.textContent.trim())
          .join(" | "),
      );
    const tab = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
    await goTo(tab, server.url(slides));
    const steps = [await seen(tab)];
    for (let step = 0; step < 3; step += 1) {
      await tab.keyboard.press("ArrowRight");
      await tab.waitForTimeout(150);
      steps.push(await seen(tab));
    }
    assert.equal(new Set(steps).size, steps.length, `the right arrow does not lead on: ${JSON.stringify(steps)}`);
    await tab.keyboard.press("ArrowLeft");
    await tab.waitForTimeout(150);
    assert.equal(await seen(tab), steps[2], "the left arrow does not lead back");
    await tab.close();

    const plain = await browser.newPage({ javaScriptEnabled: false });
    await goTo(plain, server.url(slides));
    const hidden = await plain.evaluate(() => [...document.querySelectorAll("main h1, main h2")].filter((heading) => !heading.checkVisibility({ visibilityProperty: true })).map((heading) => heading.textContent));
    assert.deepEqual(hidden, []);
    await plain.close();
  });

  test("the paper of a persona prints the sheet that the address names, and without one no poster", async () => {
    const printed = (tab) => tab.evaluate(() => [...document.querySelectorAll(".laid")].filter((sheet) => sheet.checkVisibility()).map(({ id }) => id));
    for (const javaScriptEnabled of [true, false]) {
      const tab = await browser.newPage({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
      await tab.addInitScript(() => (window.print = () => (window.asked = (window.asked ?? 0) + 1)));
      await tab.emulateMedia({ media: "print" });
      await goTo(tab, server.url("paper/sophie.html"));
      const all = await printed(tab);
      assert.ok(all.length > 5 && !all.includes("poster"), `without a choice: ${all}`);
      // What is no sheet is no choice.
      for (const [place, sheets] of [["#poster", ["poster"]], ["#meeting-kit", ["meeting-kit"]], ["#main", all], ["#source-3", all]]) {
        await goTo(tab, "about:blank");
        await goTo(tab, server.url("paper/sophie.html") + place);
        assert.deepEqual(await printed(tab), sheets, `${place}, ${javaScriptEnabled ? "with" : "without"} scripts`);
        const said = await tab.evaluate(() => [document.documentElement.classList.contains("prints-one"), document.querySelector(".chosen")?.id]);
        if (javaScriptEnabled) assert.deepEqual(said, sheets.length === 1 ? [true, sheets[0]] : [false, undefined]);
      }
      if (javaScriptEnabled) {
        await tab.emulateMedia({ media: null });
        await tab.locator("#table-card button").click();
        assert.equal(new URL(tab.url()).hash, "#table-card");
        assert.equal(await tab.evaluate(() => window.asked), 1);
        await tab.emulateMedia({ media: "print" });
        assert.deepEqual(await printed(tab), ["table-card"]);
      }
      await tab.close();
    }
  });
});
