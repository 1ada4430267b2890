// With the Tab key alone one reaches every control, sees where one is, and gets out again.
import { forEveryPage, goTo } from "./lib/browser.mjs";
import { followSkipLink, tabThrough } from "./lib/keyboard.mjs";
import { onePerTemplate } from "./lib/sites.mjs";

const still = "*, ::before, ::after { transition: none !important; animation: none !important }";
const context = { bypassCSP: true, viewport: { width: 1280, height: 800 } };
/** What was looked at of the header and the foot of a site, by test and site. */
const frames = new Map();
function frame(test, { name }) {
  const key = `${test} ${name}`;
  if (!frames.has(key)) frames.set(key, new Map());
  return frames.get(key);
}

forEveryPage("the keyboard reaches everything", { context, pages: onePerTemplate, only: ["demo", "dutch"] }, async ({ tab, url, site, tell }) => {
  await goTo(tab, url);
  for (const text of await followSkipLink(tab)) tell(text);
  await goTo(tab, url);
  await tab.addStyleTag({ content: still });
  for (const text of await tabThrough(tab, frame("wide", site))) tell(text);
});

forEveryPage("the keyboard reaches everything on a phone in the dark", { context: { ...context, viewport: { width: 360, height: 740 }, colorScheme: "dark" }, pages: (site) => site.pages.filter((page) => /^(index|personas\/(sophie|index)|journeys\/from-search-to-live)\.html$/.test(page)), only: ["demo"] }, async ({ tab, url, site, tell }) => {
  await goTo(tab, url);
  await tab.addStyleTag({ content: still });
  for (const text of await tabThrough(tab, frame("phone", site))) tell(text);
});
