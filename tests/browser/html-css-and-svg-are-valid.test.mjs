// The Nu checker has no error and no warning for any page, style sheet and drawing.
import { before, describe, test } from "node:test";
import { builtSites } from "./lib/browser.mjs";
import { assertNothing } from "./lib/findings.mjs";
import { nuFindings } from "./lib/nu.mjs";

describe("HTML, CSS and SVG are valid", () => {
  const whole = builtSites().filter(({ broken }) => !broken);
  let found;
  before(() => {
    found = nuFindings(whole.map(({ folder }) => folder));
  });
  for (const site of builtSites()) {
    test(`HTML, CSS and SVG are valid: ${site.name}`, () => {
      if (site.broken) throw site.broken;
      assertNothing(found[whole.indexOf(site)]);
    });
  }
});
