// A page comes quickly: little to load, the largest part shown without waiting for scripts, and nothing
// moves once it is there.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import zlib from "node:zlib";
import { builtSites, forEveryPage, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { fewAlike } from "./lib/sites.mjs";

const WEIGHT_LIMIT = 60_000;

function observe() {
  window.shift = 0;
  window.moved = new Set();
  window.largest = "";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shift += entry.value;
      for (const { node } of entry.sources) window.moved.add(node?.localName ? `<${node.localName} class="${node.className}">` : "something");
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largest = entry.element ? `<${entry.element.localName} class="${entry.element.className.baseVal ?? entry.element.className}">` : "removed";
  }).observe({ type: "largest-contentful-paint", buffered: true });
}
const observed = async ({ tab }) => tab.addInitScript(observe);

forEveryPage("nothing moves, and the largest part needs no script", { prepare: observed, pages: fewAlike }, async ({ tab, context, url, tell }) => {
  for (const width of [1280, 360]) {
    await tab.setViewportSize({ width, height: 800 });
    const { shift, moved } = await steadiest({ tab, url });
    if (shift >= 0.01) tell(`the layout shifts by ${shift.toFixed(3)} at ${width} px: ${moved}`);
    await context.route("**/*.js", (route) => route.abort());
    await goTo(tab, url);
    const largest = await largestPart(tab);
    await context.unroute("**/*.js");
    if (!largest) tell(`nothing large is painted without scripts at ${width} px`);
  }
});

/** The least shift of five loads: on a busy machine a page may be painted before it is all there. */
async function steadiest({ tab, url }) {
  let least = { shift: Infinity, moved: "" };
  for (let load = 0; load < 5 && least.shift >= 0.01; load += 1) {
    await goTo(tab, url);
    await largestPart(tab);
    const found = await tab.evaluate(() => ({ shift: window.shift, moved: [...window.moved].slice(0, 3).join(" ") }));
    if (found.shift < least.shift) least = found;
  }
  return least;
}

/** The element that was the largest to be painted, or nothing when none is after two seconds. */
async function largestPart(tab) {
  const handle = await tab.waitForFunction(() => window.largest, null, { timeout: 2000 }).catch(() => null);
  return handle ? handle.jsonValue() : "";
}

describe("the weight of a factsheet", () => {
  test("a factsheet with all it needs stays under 60 kB on the wire", async (context) => {
    const site = builtSites().find(({ name, broken }) => name === "demo" && !broken);
    const server = await serve(site.folder);
    const browser = await launch();
    try {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 20_000 } });
      const asked = new Set();
      tab.on("response", (response) => asked.add(decodeURIComponent(response.url().slice(server.root.length))));
      await goTo(tab, server.url("personas/sophie.html"));
      const weights = [...asked].filter((file) => !/\.(jpe?g|png|webp|avif|gif)$/.test(file)).map((file) => [file, zlib.gzipSync(fs.readFileSync(path.join(site.folder, file))).length]);
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
      context.diagnostic(`${total} bytes: ${weights.map(([file, weight]) => `${file} ${weight}`).join(", ")}`);
      assert.ok(weights.some(([file]) => file.endsWith(".css")), "the style sheets were not counted");
      assert.ok(total < WEIGHT_LIMIT, `personas/sophie.html weighs ${total} bytes: ${weights.map(([file, weight]) => `${file} ${weight}`).join(", ")}`);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
