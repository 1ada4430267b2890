// With the Tab key alone one reaches every control, sees where one is, and gets out again.
import { forEveryPage, goTo } from "./lib/browser.mjs";
import { followSkipLink, tabThrough } from "./lib/keyboard.mjs";
import { isWholeBook, onePerTemplate } from "./lib/sites.mjs";

/** Where words of another language could push a control away or under another one: the pages with most of them. */
const MANY_CONTROLS = /^(index|404|all\/(a-z|say)|(icps|jobs|journeys|personas|qualification)\/.+|learn\/quiz.*|paths\/.+)\.html$/;

const pages = (site) => onePerTemplate(site).filter((page) => !isWholeBook(page) && (site.name === "demo" || MANY_CONTROLS.test(page)));

const still = "*, ::before, ::after { transition: none !important; animation: none !important }";
const context = { bypassCSP: true, viewport: { width: 1280, height: 800 } };
/** How often controls were looked at, by test and site. */
const looks = new Map();
function known(test, { name }) {
  const key = `${test} ${name}`;
  if (!looks.has(key)) looks.set(key, new Map());
  return looks.get(key);
}

forEveryPage("the keyboard reaches everything", { context, pages, only: ["demo", "dutch"] }, async ({ tab, url, site, tell }) => {
  await goTo(tab, url);
  for (const text of await followSkipLink(tab)) tell(text);
  await goTo(tab, url);
  await tab.addStyleTag({ content: still });
  for (const text of await tabThrough(tab, known("wide", site))) tell(text);
});

forEveryPage("the keyboard reaches everything on a phone in the dark", { context: { ...context, viewport: { width: 360, height: 740 }, colorScheme: "dark" }, pages: (site) => site.pages.filter((page) => /^(index|personas\/(sophie|index)|journeys\/from-search-to-live)\.html$/.test(page)), only: ["demo"] }, async ({ tab, url, site, tell }) => {
  await goTo(tab, url);
  await tab.addStyleTag({ content: still });
  for (const text of await tabThrough(tab, known("phone", site))) tell(text);
});
