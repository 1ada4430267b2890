// Every page from every side: what is looked at stands in lib/looks.mjs, a test for each look and book.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, launch } from "./lib/browser.mjs";
import { assertNothing } from "./lib/findings.mjs";
import { LOOKS, lookAtPages } from "./lib/looks.mjs";
import { fewAlike } from "./lib/sites.mjs";

const asked = new RegExp(process.env.LOOK ?? "");
const wanted = (look) => asked.test(look);

for (const site of builtSites()) {
  describe(`every page of the ${site.name} book`, () => {
    let browser;
    let results;
    before(async () => {
      if (site.broken) throw site.broken;
      browser = await launch();
      results = await lookAtPages({ browser, site, all: site.pages, few: fewAlike(site), wanted });
    });
    after(() => browser?.close());
    for (const [look, behaviour] of Object.entries(LOOKS)) {
      if (look !== "opens" && !wanted(look)) continue;
      test(`${behaviour}: ${site.name}`, (context) => {
        const { found, pages, seconds } = results[look];
        context.diagnostic(`${pages} pages in ${seconds.toFixed(1)} s`);
        assertNothing(found);
        assert.ok(pages > 0 || process.env.PAGES, "no page was looked at");
      });
    }
  });
}
