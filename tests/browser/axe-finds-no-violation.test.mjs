// Every page meets WCAG 2.2 AA and the best practices, in light and dark, on a phone and a desk.
import { violations, withAxe } from "./lib/axe.mjs";
import { forEveryPage, goTo, openDetails } from "./lib/browser.mjs";
import { fewAlike } from "./lib/sites.mjs";

forEveryPage("axe finds no violation", { context: { bypassCSP: true }, prepare: withAxe, pages: fewAlike }, async ({ tab, url, page, tell }) => {
  await goTo(tab, url);
  await tab.evaluate(openDetails);
  // An open menu lies over what is below it: the home page shows that it is right, too.
  if (page !== "index.html") await tab.evaluate(closeMenus);
  for (const width of [360, 1280]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const text of await violations(tab)) tell(`${text} [${colorScheme}, ${width} px]`);
    }
  }
});

function closeMenus() {
  for (const menu of document.querySelectorAll(".site-header details")) menu.open = false;
}
