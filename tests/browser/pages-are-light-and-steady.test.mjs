// A page comes quickly: little to load, the largest part shown without waiting for scripts, and nothing
// moves once it is there.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import zlib from "node:zlib";
import { builtSites, forEveryPage, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const WEIGHT_LIMIT = 60_000;

function observe() {
  window.shift = 0;
  window.largest = "";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largest = entry.element ? `<${entry.element.localName} class="${entry.element.className.baseVal ?? entry.element.className}">` : "removed";
  }).observe({ type: "largest-contentful-paint", buffered: true });
}
const observed = async ({ tab }) => tab.addInitScript(observe);

forEveryPage("nothing moves, and the largest part needs no script", { prepare: observed }, async ({ tab, context, url, tell }) => {
  for (const width of [1280, 360]) {
    await tab.setViewportSize({ width, height: 800 });
    await goTo(tab, url);
    await tab.waitForTimeout(60);
    const withScripts = await tab.evaluate(() => ({ shift: window.shift, largest: window.largest }));
    if (withScripts.shift >= 0.01) tell(`the layout shifts by ${withScripts.shift.toFixed(3)} at ${width} px`);
    await context.route("**/*.js", (route) => route.abort());
    await goTo(tab, url);
    const largest = await tab.waitForFunction(() => window.largest, null, { timeout: 2000 }).then((handle) => handle.jsonValue(), () => "");
    await context.unroute("**/*.js");
    if (!largest) tell(`nothing large is painted without scripts at ${width} px`);
    else if (largest !== withScripts.largest) tell(`the largest part is ${withScripts.largest} with scripts and ${largest} without, at ${width} px`);
  }
});

describe("the weight of a factsheet", () => {
  test("a factsheet with all it needs stays under 60 kB on the wire", async (context) => {
    const site = builtSites().find(({ name }) => name === "demo");
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
