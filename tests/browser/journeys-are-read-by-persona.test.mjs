// A journey is a map first: its curves are where its table says, line up with its stages, stay while one reads on, and show whom the
// address names; a phone shows one stage at a time.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { print } from "./lib/paper.mjs";
import { installShown } from "./lib/shown.mjs";
import { temporaryFolder } from "./lib/sites.mjs";
import { watch } from "./lib/watch.mjs";

const PAGE = "journeys/from-search-to-live.html";

describe("journeys are read by persona", () => {
  const built = builtSites().filter(({ broken }) => !broken);
  const demo = built.find(({ name }) => name === "demo");
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
    test(`the choice of personas is kept in the address, from ${place}`, async () => {
      const tab = await browser.newPage();
      const watching = await watch(tab);
      watching.start(home());
      await goTo(tab, `${url(PAGE)}#stage-3`);
      assert.deepEqual(await shown(tab), ["mark", "sophie", "tom"]);
      const key = (id) => tab.locator(`.j-legend button[data-who=${id}]`);
      await key("mark").click();
      assert.deepEqual(await shown(tab), ["mark"]);
      assert.equal(await key("mark").getAttribute("aria-pressed"), "true");
      await key("sophie").focus();
      await tab.keyboard.press("Enter");
      assert.deepEqual(await shown(tab), ["mark", "sophie"]);
      const address = tab.url();
      assert.match(address, /\?who=sophie,mark#stage-3$/);

      const other = await browser.newPage();
      await goTo(other, address);
      assert.deepEqual(await shown(other), ["mark", "sophie"], "the address does not show the same to somebody else");
      await other.close();

      await key("mark").click();
      await key("sophie").click();
      assert.deepEqual(await shown(tab), ["mark", "sophie", "tom"], "with nobody chosen somebody is missing");
      assert.match(tab.url(), /html#stage-3$/);
      await goTo(tab, `${url(PAGE)}?who=nobody,%3Cb%3E`);
      assert.deepEqual(await shown(tab), ["mark", "sophie", "tom"]);
      assert.deepEqual(await watching.stop(), []);
      await tab.close();
    });
  }

  test("nothing moves when the names become buttons", async () => {
    const places = async (javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled });
      const tab = await context.newPage();
      await goTo(tab, server.url(PAGE));
      const boxes = await tab.evaluate(() => [...document.querySelectorAll(".j-key, .k-map")].map((one) => ["x", "y", "width", "height"].map((side) => Math.round(one.getBoundingClientRect()[side]))));
      await context.close();
      return boxes;
    };
    assert.deepEqual(await places(true), await places(false));
  });

  for (const width of [1280, 360]) {
    test(`the address of a stage leads to it, ${width} px wide`, async () => {
      const tab = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      for (const number of [3, 7]) {
        await goTo(tab, "about:blank");
        await goTo(tab, `${server.url(PAGE)}#stage-${number}`);
        const there = await tab.evaluate((id) => {
          const stage = document.getElementById(id);
          const box = stage.getBoundingClientRect();
          const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return { id: middle?.closest("li")?.id, lit: [stage, stage.querySelector("a")].some((one) => getComputedStyle(one).boxShadow !== "none") };
        }, `stage-${number}`);
        assert.deepEqual(there, { id: `stage-${number}`, lit: true });
      }
      await tab.close();
    });
  }

  test("the curves and the stages are in the first screen, stay while one reads on, and need no scrolling box", async () => {
    for (const width of [1280, 1440]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await goTo(tab, server.url(PAGE));
      const strip = () => tab.evaluate(() => {
        const { top, bottom } = document.querySelector(".j-strip").getBoundingClientRect();
        return { top, bottom };
      });
      const { top, bottom } = await strip();
      assert.ok(top > 0 && bottom < 900, `${width}: from ${top} to ${bottom}`);
      const map = await tab.evaluate(() => {
        const box = document.querySelector(".k-map-scroll");
        return { stages: document.querySelectorAll(".k-stage").length, wide: box.scrollWidth - box.clientWidth, high: box.scrollHeight - box.clientHeight, hint: document.querySelector(".k-map-hint").checkVisibility() };
      });
      assert.deepEqual(map, { stages: 7, wide: 0, high: 0, hint: false }, `${width} px wide`);
      await tab.evaluate(() => scrollTo(0, 1500));
      assert.equal(Math.round((await strip()).top), 0, "the strip does not stay");
      await tab.close();
    }
  });

  test("a map that is too wide says that it scrolls sideways", async () => {
    const tab = await browser.newPage({ viewport: { width: 900, height: 900 } });
    await goTo(tab, server.url(PAGE));
    const map = await tab.evaluate(() => {
      const box = document.querySelector(".k-map-scroll");
      return { wide: box.scrollWidth > box.clientWidth, hint: document.querySelector(".k-map-hint").checkVisibility() };
    });
    assert.deepEqual(map, { wide: true, hint: true });
    await tab.close();
  });

  test("a phone shows the stage that is chosen, without scripts too", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const tab = await context.newPage();
    await goTo(tab, server.url(PAGE));
    const stages = () => tab.evaluate(() => [...new Set([...document.querySelectorAll(".k-map td[class*=k-s]")].filter((cell) => cell.checkVisibility()).map((cell) => /k-s(\d+)/.exec(cell.className)[1]))]);
    assert.deepEqual(await stages(), ["1"]);
    await tab.click("#stage-5 a");
    assert.deepEqual(await stages(), ["5"]);
    await context.close();
  });

  test("a map of up to eight stages prints on one sheet of A3, in letters that can be read", async () => {
    const tab = await browser.newPage({ viewport: { width: 1512, height: 1077 } });
    const folder = temporaryFolder("maps");
    let maps = 0;
    for (const page of demo.pages.filter((page) => /^journeys\/(?!index)/.test(page))) {
      await goTo(tab, server.url(page));
      await tab.evaluate(installShown);
      await tab.emulateMedia({ media: "print" });
      const { stages, words, smallest } = await tab.evaluate(mapOnPaper);
      if (stages > 8) continue;
      const { papers } = await print(tab, { folder, name: page });
      assert.equal(papers[0], "420x297", page);
      const [first, next = ""] = sheets(path.join(folder, `${page.replace(/\W+/g, "-")}.pdf`));
      const missing = words.filter((word) => !first.includes(pressed(word)));
      assert.deepEqual(missing, [], `${page}: not on the first sheet`);
      const heading = await tab.evaluate(() => document.querySelector(".k-map-section + * :is(h2, h3)")?.textContent ?? "");
      assert.ok(next.startsWith(pressed(heading)), `${page}: the second sheet begins with ${next.slice(0, 60)}`);
      assert.ok(smallest >= 6.99, `${page}: letters of ${smallest} pt`);
      maps += 1;
    }
    assert.ok(maps > 0, "no map was printed");
    await tab.close();
  });

  test("every point of the curves stands over its stage, at the height of the number in the table", async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    let points = 0;
    for (const site of built) {
      for (const page of site.pages.filter((page) => /^journeys\/(?!index)/.test(page))) {
        await goTo(tab, pathToFileURL(path.join(site.folder, page)).href);
        const found = await tab.evaluate(comparePoints);
        assert.deepEqual(found.wrong, [], `${site.name} ${page}`);
        points += found.points;
      }
    }
    assert.ok(points > 50, `only ${points} points were compared`);
    await tab.close();
  });
});

/** The words of each sheet of a PDF, without spaces and hyphens: a word may be broken over two lines. */
function sheets(file) {
  const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  return text.split("\f").map(pressed);
}

function pressed(text) {
  return text.normalize("NFKC").replace(/[\s\u00ad\u2010-\u2015-]/g, "");
}

/** Runs in the page: the words of the map, and how small the smallest of its letters are, in points. */
function mapOnPaper() {
  const map = document.querySelector(".k-map-section");
  const texts = window.shown.texts(map);
  const sizes = texts.map(({ element }) => parseFloat(getComputedStyle(element).fontSize) * 0.75);
  return { stages: map.querySelectorAll(".k-stage").length, words: texts.flatMap(({ text }) => text.trim().split(/\s+/)), smallest: Math.min(...sizes) };
}

/** The personas whose line and whose numbers are shown. */
async function shown(tab) {
  return tab.evaluate(() => {
    const whose = (selector) => [...new Set([...document.querySelectorAll(selector)].filter((one) => getComputedStyle(one).display !== "none").map((one) => one.dataset.who))].sort();
    const lines = whose(".j-curve g[data-who]");
    const rows = whose(".k-felt-by > li");
    if (lines.join() !== rows.join()) throw new Error(`lines of ${lines}, rows of ${rows}`);
    return lines;
  });
}

/** Runs in the page: each dot against the column of its stage and the numbers in that column. */
function comparePoints() {
  const wrong = [];
  let points = 0;
  const curve = document.querySelector(".k-map-scroll .j-curve");
  if (!curve) return { wrong, points };
  const frame = curve.getBoundingClientRect();
  const numbers = (element) => (element?.textContent ?? "").replaceAll("−", "-").split("→").map((text) => Number.parseFloat(text.replaceAll(",", ".").replace(/^[^\d+-]*/, "")));
  for (const line of curve.querySelectorAll("g.j-persona, g.j-overall")) {
    for (const dot of line.querySelectorAll("circle")) {
      const { stage, value } = dot.dataset;
      const box = dot.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const column = document.getElementById(`stage-${stage}`).getBoundingClientRect();
      const part = dot.classList.contains("j-dot-from") ? 0.25 : dot.classList.contains("j-dot-to") ? 0.75 : 0.5;
      if (Math.abs(x - (column.x + column.width * part)) > 2) wrong.push(`stage ${stage}: a point is ${Math.round(x - column.x)} px into a column of ${Math.round(column.width)} px`);
      const height = frame.y + frame.height * (0.5 - Number(value) * 0.2);
      if (Math.abs(y - height) > 1) wrong.push(`stage ${stage}: ${value} is drawn ${Math.round(y - height)} px too low`);
      const cell = document.querySelector(`.k-map-scroll .k-lane-emotion td.k-s${stage}`);
      const said = numbers(line.dataset.who ? cell.querySelector(`li[data-who="${line.dataset.who}"] .k-felt-word`) : cell.querySelector(".j-felt .j-number"));
      const told = part === 0.25 ? said[0] : said.at(-1);
      if (Math.abs(told - Number(value)) > 0.005) wrong.push(`stage ${stage}: the curve says ${value}, the table ${told}`);
      points += 1;
    }
  }
  return { wrong, points };
}
