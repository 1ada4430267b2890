// Under the strictest policy and from disk alike, a page breaks no rule, asks nothing of anybody else,
// reports no error, and runs nothing that an author wrote, also when a reader presses everything.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { forEveryPage, goTo } from "./lib/browser.mjs";
import { use, watch } from "./lib/watch.mjs";
import { fewAlike } from "./lib/sites.mjs";

const watches = new WeakMap();
const watched = async ({ tab }) => watches.set(tab, await watch(tab));

forEveryPage("a page from a server keeps to itself", { prepare: watched, pages: fewAlike }, async ({ tab, url, server, tell }) => {
  const watching = watches.get(tab);
  watching.start(server.root);
  await goTo(tab, url);
  await use(tab);
  for (const text of await watching.stop()) tell(text);
});

forEveryPage("a page from disk keeps to itself", { prepare: watched, pages: fewAlike }, async ({ tab, page, site, tell }) => {
  const watching = watches.get(tab);
  watching.start(pathToFileURL(site.folder + path.sep).href);
  await goTo(tab, pathToFileURL(path.join(site.folder, page)).href);
  await use(tab);
  for (const text of await watching.stop()) tell(text);
});
