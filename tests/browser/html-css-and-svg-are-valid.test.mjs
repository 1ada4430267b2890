// The Nu checker has no error and no warning for any page, style sheet and drawing.
import { describe, test } from "node:test";
import { builtSites } from "./lib/browser.mjs";
import { assertNothing } from "./lib/findings.mjs";
import { nuFindings } from "./lib/nu.mjs";

describe("HTML, CSS and SVG are valid", () => {
  for (const site of builtSites()) {
    test(`HTML, CSS and SVG are valid: ${site.name}`, () => {
      if (site.broken) throw site.broken;
      assertNothing(nuFindings(site.folder));
    });
  }
});
