// Everything that is looked at on every page, in as few visits as it takes: one with scripts, one without, one from disk.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { colourViolations, violations, windowViolations, withAxe } from "./axe.mjs";
import { TABS, goTo, openDetails } from "./browser.mjs";
import { inspectDrawings } from "./drawings.mjs";
import { shorten } from "./findings.mjs";
import { DOUBLE_TEXT, TEXT_SPACING, coveredByFixed, inspectLayout, readerStyle } from "./layout.mjs";
import { print } from "./paper.mjs";
import { serve } from "./server.mjs";
import { installShown } from "./shown.mjs";
import { bodyClass, size, temporaryFolder } from "./sites.mjs";
import { observe, steadiest, withoutScripts } from "./steady.mjs";
import { use, watch } from "./watch.mjs";

/** What is looked at, by the name of its test. */
export const LOOKS = {
  opens: "every page opens",
  axe: "axe finds no violation",
  drawings: "drawings are right",
  steady: "nothing moves while a page loads",
  largest: "the largest part needs no script",
  server: "a page from a server keeps to itself",
  disk: "a page from disk keeps to itself",
  cut: "nothing is cut off",
  zoom: "nothing is cut off at 400 % zoom",
  script: "a page needs no script",
  print: "print loses nothing",
};

const WINDOWS = [
  { name: "1280 px", width: 1280, height: 900 },
  { name: "1280 px, text spacing", width: 1280, height: 900, css: TEXT_SPACING },
  { name: "1280 px, 200 % text", width: 1280, height: 900, css: DOUBLE_TEXT },
  { name: "768 px", width: 768, height: 1024 },
  { name: "320 px", width: 320, height: 640 },
  { name: "320 px, text spacing", width: 320, height: 640, css: TEXT_SPACING },
];

/** How many sheets a page of the demo book may take, by the class of its body, or by its place among the sheets of a persona. */
const SHEETS = { "page-persona": 2, "page-battle-card": 1, "page-sheet-feedback": 1, "page-sheet-deals": 2, "page-sheet-buying": 3, poster: 1, "table-card": 1, "stand-up-figure": 1, "meeting-kit": 1, "interview-guide": 3, "observation-sheet": 3, "validation-sheet": 1, "workshop-sheet": 1, method: 2 };

/** The paper of each sheet of a persona. */
const PAPERS = { poster: "297x420", "observation-sheet": "297x210", "workshop-sheet": "297x210" };

const paperFolder = temporaryFolder("paper");

/**
 * Looks at pages of a site: at `all` of them as far as paper and drawings go, at `few` of them from every side, those in `forAxe` by axe too, and
 * those in `everyWay` by axe at each width in each light. Gives { found, pages, seconds } by look; `wanted(look)` says which looks are taken.
 */
export async function lookAtPages({ browser, site, all, few, forAxe = few, everyWay = forAxe, wanted = () => true }) {
  const results = Object.fromEntries(Object.keys(LOOKS).map((look) => [look, { found: [], pages: 0, seconds: 0 }]));
  const server = await serve(site.folder);
  // The largest first: the last ones are short, and all tabs end at about the same time.
  const queue = all.toSorted((one, other) => size(site, other) - size(site, one)).map((page) => ({ page, whole: few.includes(page) }));
  const worker = async () => {
    let tabs = await openTabs(browser);
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { page, whole } = next;
      const html = fs.readFileSync(path.join(site.folder, page), "utf8");
      /** Takes a look when it is wanted, and notes what it tells, or that it broke. */
      const look = async (name, steps) => {
        if (!wanted(name) || (name === "axe" && !forAxe.includes(page))) return;
        const result = results[name];
        const tell = (text) => result.found.push({ page, text });
        const began = performance.now();
        result.pages += 1;
        await steps(tell).catch((error) => tell(`could not be tested: ${String(error.message).split("\n").slice(0, 3).join(" ")}`));
        result.seconds += (performance.now() - began) / 1000;
      };
      const visit = { site, server, page, look, html, wanted, everyWay };
      const paged = wanted("print") || (wanted("drawings") && drawn(html));
      try {
        if (whole || paged) visit.words = await withScripts(tabs.scripted, visit, whole);
        if (whole && ["largest", "script", "cut"].some(wanted)) await plain(tabs.plain, visit);
        if (whole && ["disk", "steady"].some(wanted)) await fromDisk(tabs.disk, visit);
        results.opens.pages += 1;
      } catch (error) {
        results.opens.found.push({ page, text: `does not open: ${error.message.split("\n").slice(0, 3).join(" ")}` });
        await tabs.close();
        tabs = await openTabs(browser);
      }
    }
    await tabs.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(TABS, queue.length) }, worker));
  } finally {
    await server.close();
  }
  return results;
}

/** A tab for each way to come to a page. Only without scripts the policy is put aside, for the reader's style sheet. */
async function openTabs(browser) {
  const open = async (options, prepare = async () => {}) => {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const tab = await context.newPage();
    return { tab, context, watching: await prepare(tab) };
  };
  const watched = async (tab) => {
    await tab.addInitScript(observe);
    return watch(tab);
  };
  const tabs = {
    scripted: await open({}, async (tab) => {
      await withAxe({ tab });
      return watched(tab);
    }),
    plain: await open({ bypassCSP: true, javaScriptEnabled: false }),
    disk: await open({}, watched),
  };
  return { ...tabs, close: () => Promise.all(Object.values(tabs).map(({ context }) => context.close().catch(() => {}))) };
}

/** From a server, with scripts, under the strict policy. Gives the words that are shown. */
async function withScripts({ tab, context, watching }, { site, server, page, look, html, everyWay }, whole) {
  const url = server.url(page);
  watching.start(server.root);
  await tab.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await tab.setViewportSize({ width: 360, height: 800 });
  await goTo(tab, url);
  if (whole) await look("steady", async (tell) => (await steadiest(tab, url)).forEach((text) => tell(`${text} at 360 px`)));
  await tab.evaluate(installShown);

  await look("print", async (tell) => {
    await tab.setViewportSize({ width: 794, height: 1123 });
    // A page with several sheets prints the one that its address names, or else all on A4. Of pages that are alike, those of the demo
    // book print each sheet by itself, since how many there are is known only there.
    const each = whole || site.name === "demo";
    const places = !each ? [] : await tab.evaluate(() => [...document.querySelectorAll(".page-persona-paper main .laid")].map(({ id }) => id));
    for (const place of ["", ...places]) {
      if (place) await tab.evaluate((id) => void (location.hash = id), place);
      const { papers, wrong } = await print(tab, { folder: paperFolder, name: `${site.name} ${page} ${place}` });
      const name = place ? `#${place} ` : "";
      wrong.forEach((text) => tell(name + text));
      const most = site.name === "demo" ? SHEETS[place || bodyClass(html)] : undefined;
      if (most && papers.length > most) tell(`${name}takes ${papers.length} sheets instead of ${most}`);
      const right = place ? [PAPERS[place] ?? "210x297"] : ["210x297", "297x210"];
      const strange = papers.filter((paper) => !right.includes(paper));
      if (places.length > 0 && strange.length > 0) tell(`${name}comes out on ${strange.join(", ")}`);
    }
    if (places.length > 0) await tab.evaluate(() => void (location.hash = ""));
  });
  const zoomed = async (steps) => {
    const devtools = await context.newCDPSession(tab);
    await devtools.send("Emulation.setDeviceMetricsOverride", { width: 320, height: 256, deviceScaleFactor: 4, mobile: false });
    await steps();
    await devtools.send("Emulation.clearDeviceMetricsOverride");
    await devtools.detach();
    // Any other size than before, or nothing is set again.
    await tab.setViewportSize({ width: 1000, height: 700 });
  };
  if (whole) {
    await look("zoom", (tell) =>
      zoomed(async () => {
        const cover = await tab.evaluate(coveredByFixed);
        if (cover.share > 0.4) tell(`${cover.by} stays over ${Math.round(cover.share * 100)} % of the window`);
        await tab.evaluate(openDetails);
        (await tab.evaluate(inspectLayout)).forEach(tell);
      }),
    );
  }
  await tab.evaluate(openDetails);
  await tab.setViewportSize({ width: 1280, height: 720 });
  let words = [];
  if (whole) await look("script", async () => (words = await tab.evaluate(shownWords)));

  if (drawn(html)) {
    await look("drawings", async (tell) => {
      for (const width of [1280, 900, 320]) {
        await tab.setViewportSize({ width, height: 900 });
        for (const text of await tab.evaluate(inspectDrawings)) tell(`${text} [${width} px]`);
      }
    });
  }
  if (!whole) return words;

  await look("axe", async (tell) => {
    // An open menu lies over what is below it: the home page shows that it is right, too.
    if (page !== "index.html") await tab.evaluate(closeMenus);
    if (!everyWay.includes(page)) {
      for (const { width, light, rules } of [
        { width: 1280, light: "light", rules: violations },
        { width: 360, light: "dark", rules: windowViolations },
      ]) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.emulateMedia({ colorScheme: light, reducedMotion: "reduce" });
        for (const text of await rules(tab)) tell(`${text} [${light}, ${width} px]`);
      }
      return;
    }
    for (const width of [360, 1280]) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      const light = await tab.evaluate(boxes);
      for (const text of await violations(tab)) tell(`${text} [light, ${width} px]`);
      await tab.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      // Where nothing is elsewhere in the dark, only the rules about colours can say something else.
      const same = light === (await tab.evaluate(boxes));
      for (const text of await (same ? colourViolations(tab) : violations(tab))) tell(`${text} [dark, ${width} px]`);
    }
  });
  await look("server", async (tell) => {
    await tab.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await tab.setViewportSize({ width: 1280, height: 720 });
    await use(tab);
    (await watching.stop()).forEach(tell);
  });
  return words;
}

/** From a server, without scripts: what the page says and how it is laid out by itself. */
async function plain({ tab, context }, { server, page, look, words, wanted }) {
  const url = server.url(page);
  await look("largest", async (tell) => {
    for (const width of [360, 1280]) {
      await tab.setViewportSize({ width, height: 800 });
      if (!(await withoutScripts(tab, context, url))) tell(`nothing large is painted without scripts at ${width} px`);
    }
  });
  // The last of these loads shows the page as well as another one.
  if (!wanted("largest")) await goTo(tab, url);
  await tab.setViewportSize({ width: 1280, height: 720 });
  await tab.evaluate(installShown);
  await tab.evaluate(openDetails);
  await look("script", async (tell) => {
    const without = await tab.evaluate(shownWords);
    if (without.length === 0) tell("there is nothing to read without scripts");
    for (const control of await tab.evaluate(deadControls)) tell(`does nothing without scripts: ${control}`);
    const there = new Set(without);
    const lost = [...new Set(words)].filter((word) => !there.has(word));
    if (lost.length > 0) tell(`words that only scripts show: ${shorten(lost.join(" "))}`);
  });
  await look("cut", async (tell) => {
    const told = new Set();
    for (const { name, width, height, css = "" } of WINDOWS) {
      await tab.setViewportSize({ width, height });
      await tab.evaluate(readerStyle, css);
      for (const text of await tab.evaluate(inspectLayout)) {
        // What is wrong in a plain window is not told again for each other one.
        if (!told.has(text)) tell(`${text} [${name}]`);
        told.add(text);
      }
    }
  });
}

/** From a file, as somebody who unpacked the site. */
async function fromDisk({ tab, watching }, { site, page, look }) {
  const url = pathToFileURL(path.join(site.folder, page)).href;
  watching.start(pathToFileURL(site.folder + path.sep).href);
  await tab.setViewportSize({ width: 1280, height: 800 });
  await goTo(tab, url);
  await look("steady", async (tell) => (await steadiest(tab, url)).forEach((text) => tell(`${text} at 1280 px`)));
  await look("disk", async (tell) => {
    await use(tab);
    (await watching.stop()).forEach(tell);
  });
}

function drawn(html) {
  return /<svg[^>]*class="ch[ "]/.test(html);
}

function closeMenus() {
  for (const menu of document.querySelectorAll(".site-header details")) menu.open = false;
}

/** Runs inside the page: where every element is, and whether it is seen, as one text. */
function boxes() {
  return [...document.querySelectorAll("body *")]
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, element.checkVisibility({ opacityProperty: true, visibilityProperty: true })].join(" ");
    })
    .join();
}

/** Runs inside the page: the words of the content, without what a script's own controls say. */
function shownWords() {
  return window.shown
    .texts(document.querySelector("main"))
    .filter(({ element }) => !element.closest("button, label, output, [role=status], [role=toolbar], [role=group], [hidden], .feedback-link"))
    .flatMap(({ text }) => text.trim().split(/\s+/));
}

/** Runs inside the page: controls that need a script. A sheet is filled in and printed: its fields work by themselves. */
function deadControls() {
  return [...document.querySelectorAll("button, select, input:not([type=hidden]), [role=button]")]
    .filter((control) => window.shown.isShown(control) && !control.closest("form[action], .talk-sheet") && !control.hasAttribute("popovertarget"))
    .map((control) => control.outerHTML.slice(0, 60));
}
