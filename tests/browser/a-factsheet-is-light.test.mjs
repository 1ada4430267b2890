// A factsheet comes quickly: there is little to load.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import zlib from "node:zlib";
import { builtSites, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const WEIGHT_LIMIT = 60_000;

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
