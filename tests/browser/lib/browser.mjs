// The browser: Debian's Chromium, which can reach nothing but this machine. Without the window around its pages it draws them alike and takes
// little more than half the time of the processor.
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { assertNothing } from "./findings.mjs";
import { serve } from "./server.mjs";
import { sites } from "./sites.mjs";

/** How many pages are open at once. */
export const TABS = Number(process.env.TABS ?? 2);

const CHROMIUMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export function launch() {
  const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : CHROMIUMS;
  const executablePath = places.find((place) => fs.existsSync(place));
  if (!executablePath) throw new Error(`there is no browser at ${places.join(" or ")}: run \`apt-get install chromium-headless-shell\`, or set CHROMIUM to its path`);
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * Declares one test per site: `visit({ tab, context, page, url, site, server, tell })` runs for each of its
 * pages, a few at once, and `tell(text)` notes what is wrong there.
 */
export function forEveryPage(behaviour, { context = {}, pages = (site) => site.pages, prepare, only }, visit) {
  describe(behaviour, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    for (const site of builtSites()) {
      if (only && !only.includes(site.name)) continue;
      test(`${behaviour}: ${site.name}`, async () => {
        if (site.broken) throw site.broken;
        assertNothing(await visitPages({ browser, site, pages: pages(site), context, prepare, visit }));
      });
    }
  });
}

let built;
export function builtSites() {
  built ??= sites();
  return built;
}

/**
 * The ways to reach the pages of a site, by name: each { url(page), home() }. `server` gives the server, which may
 * not run yet.
 */
export function fromServerAndDisk(site, server) {
  return {
    "a server": { url: (page) => server().url(page), home: () => server().root },
    disk: { url: (page) => pathToFileURL(path.join(site.folder, page)).href, home: () => pathToFileURL(site.folder + path.sep).href },
  };
}

/** Visits pages and gives the findings, as { page, text }. */
export async function visitPages({ browser, site, pages = site.pages, context: options = {}, prepare, visit }) {
  const server = await serve(site.folder);
  const found = [];
  const queue = [...pages];
  const worker = async () => {
    let context;
    let tab;
    const open = async () => {
      context = await browser.newContext({ reducedMotion: "reduce", ...options });
      tab = await context.newPage();
      await prepare?.({ tab, context });
    };
    await open();
    while (queue.length > 0) {
      const page = queue.shift();
      const tell = (text) => found.push({ page, text });
      try {
        await visit({ browser, tab, context, page, url: server.url(page), site, server, tell });
      } catch (error) {
        tell(`could not be tested: ${error.message.split("\n").slice(0, 3).join(" ")}`);
        await context.close().catch(() => {});
        await open();
      }
    }
    await context.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(TABS, queue.length) }, worker));
  } finally {
    await server.close();
  }
  return found;
}

/** Goes to a page and waits until it stands still. */
export async function goTo(tab, url) {
  const response = await tab.goto(url, { waitUntil: "load" });
  await tab.waitForTimeout(60);
  return response;
}

/** Opens everything that can be folded out, in the page. */
export function openDetails() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}
