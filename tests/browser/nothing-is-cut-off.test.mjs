// On narrow and zoomed windows, with larger or wider set text, everything can be read: the page does not
// scroll sideways, no text is cut off or covered. Scripts are off, so that only the page itself counts.
import { forEveryPage, goTo, openDetails } from "./lib/browser.mjs";
import { DOUBLE_TEXT, TEXT_SPACING, coveredByFixed, inspectLayout, readerStyle } from "./lib/layout.mjs";
import { installShown } from "./lib/shown.mjs";
import { fewAlike } from "./lib/sites.mjs";

const LOOKS = [
  { name: "1280 px", width: 1280, height: 900 },
  { name: "1280 px, text spacing", width: 1280, height: 900, css: TEXT_SPACING },
  { name: "1280 px, 200 % text", width: 1280, height: 900, css: DOUBLE_TEXT },
  { name: "768 px", width: 768, height: 1024 },
  { name: "320 px", width: 320, height: 640 },
  { name: "320 px, text spacing", width: 320, height: 640, css: TEXT_SPACING },
];

forEveryPage("nothing is cut off", { context: { bypassCSP: true, javaScriptEnabled: false }, pages: fewAlike }, async ({ tab, url, tell }) => {
  await goTo(tab, url);
  await tab.evaluate(installShown);
  await tab.evaluate(openDetails);
  const told = new Set();
  for (const { name, width, height, css = "" } of LOOKS) {
    await tab.setViewportSize({ width, height });
    await tab.evaluate(readerStyle, css);
    for (const text of await tab.evaluate(inspectLayout)) {
      // What is wrong in a plain window is not told again for each other one.
      if (!told.has(text)) tell(`${text} [${name}]`);
      told.add(text);
    }
  }
});

forEveryPage("nothing is cut off at 400 % zoom", { context: { deviceScaleFactor: 4, viewport: { width: 320, height: 256 } }, pages: fewAlike }, async ({ tab, url, tell }) => {
  await goTo(tab, url);
  await tab.evaluate(installShown);
  const cover = await tab.evaluate(coveredByFixed);
  if (cover.share > 0.4) tell(`${cover.by} stays over ${Math.round(cover.share * 100)} % of the window`);
  await tab.evaluate(openDetails);
  for (const text of await tab.evaluate(inspectLayout)) tell(text);
});
