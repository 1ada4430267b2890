// Every page from every side: what is looked at stands in lib/looks.mjs, a test for each look and book.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, launch } from "./lib/browser.mjs";
import { assertNothing } from "./lib/findings.mjs";
import { LOOKS, lookAtPages } from "./lib/looks.mjs";
import { fewAlike, onePerTemplate, size } from "./lib/sites.mjs";

const asked = new RegExp(process.env.LOOK ?? "");

/** Looks that see how a page comes, not what it says: another language is the same to them. */
const HOW_IT_COMES = ["steady", "largest", "disk"];

const wantedIn = (site) => (look) => asked.test(look) && !(site.name === "dutch" && HOW_IT_COMES.includes(look));

/** Bytes of the largest page that axe looks at when it need not: its time grows faster than a page. */
const MOST_FOR_AXE = 150_000;

/**
 * Which pages are looked at from every side, which by axe too, and which by axe in every window and light. What the Dutch book adds
 * to the demo book is its words, what the stress book adds is content that does not fit: axe finds neither, so one page of each
 * template is enough for it there, and of a template whose page is a heap, that of the demo book. WHOLE=1 takes all.
 */
function chosen(site) {
  const few = fewAlike(site);
  if (process.env.WHOLE) return { few, forAxe: few, everyWay: few };
  if (site.name === "demo") return { few, forAxe: few, everyWay: onePerTemplate(site) };
  const forAxe = onePerTemplate(site).filter((page) => size(site, page) < MOST_FOR_AXE);
  return { few: site.name === "dutch" ? forAxe : few, forAxe, everyWay: [] };
}

for (const site of builtSites()) {
  const wanted = wantedIn(site);
  describe(`every page of the ${site.name} book`, () => {
    let browser;
    let results;
    before(async () => {
      if (site.broken) throw site.broken;
      browser = await launch();
      results = await lookAtPages({ browser, site, all: site.pages, ...chosen(site), wanted });
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
