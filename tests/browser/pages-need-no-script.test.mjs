// With scripts off a page says all that it says with them, and offers no control that does nothing.
import { forEveryPage, goTo, openDetails } from "./lib/browser.mjs";
import { shorten } from "./lib/findings.mjs";
import { installShown } from "./lib/shown.mjs";
import { fewAlike } from "./lib/sites.mjs";

forEveryPage("a page needs no script", { pages: fewAlike }, async ({ browser, tab, url, tell }) => {
  const withScript = await words(tab, url);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plainTab = await context.newPage();
  const without = await words(plainTab, url);
  // A sheet is filled in and printed: its fields work by themselves.
  const dead = await plainTab.evaluate(() =>
    [...document.querySelectorAll("button, select, input:not([type=hidden]), [role=button]")]
      .filter((control) => window.shown.isShown(control) && !control.closest("form[action], .sheet") && !control.hasAttribute("popovertarget"))
      .map((control) => control.outerHTML.slice(0, 60)),
  );
  await context.close();
  if (without.length === 0) tell("there is nothing to read without scripts");
  for (const control of dead) tell(`does nothing without scripts: ${control}`);
  const there = new Set(without);
  const lost = [...new Set(withScript)].filter((word) => !there.has(word));
  if (lost.length > 0) tell(`words that only scripts show: ${shorten(lost.join(" "))}`);
});

/** The words of the content, without what a script's own controls say. */
async function words(tab, url) {
  await goTo(tab, url);
  await tab.evaluate(installShown);
  await tab.evaluate(openDetails);
  return tab.evaluate(() =>
    window.shown
      .texts(document.querySelector("main"))
      .filter(({ element }) => !element.closest("button, label, output, [role=status], [role=toolbar], [role=group], [hidden]"))
      .flatMap(({ text }) => text.trim().split(/\s+/)),
  );
}
