// On paper everything that a page prints is there, on as few sheets as promised.
import { forEveryPage, goTo } from "./lib/browser.mjs";
import { print } from "./lib/paper.mjs";
import { installShown } from "./lib/shown.mjs";
import { temporaryFolder } from "./lib/sites.mjs";

/** How many sheets a page of the demo book may take. */
const SHEETS = [
  { page: /^personas\/[a-z]+\.html$/, except: /index/, most: 2 },
  { page: /poster/, most: 1 },
  { page: /(table-card|tent)/, most: 1 },
];

const folder = temporaryFolder("paper");

forEveryPage("print loses nothing", { context: { bypassCSP: true, viewport: { width: 794, height: 1123 } } }, async ({ tab, url, page, site, tell }) => {
  await goTo(tab, url);
  await tab.evaluate(installShown);
  const { sheets, wrong } = await print(tab, { folder, name: `${site.name} ${page}` });
  for (const text of wrong) tell(text);
  if (site.name !== "demo") return;
  const promised = SHEETS.find((kind) => kind.page.test(page) && !kind.except?.test(page));
  if (promised && sheets > promised.most) tell(`takes ${sheets} sheets instead of ${promised.most}`);
});
