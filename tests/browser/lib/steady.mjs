// How a page comes: whether anything moves while it loads, and whether its largest part waits for scripts.
import { goTo } from "./browser.mjs";

/** Runs inside the page, before anything of it: notes what moves, and what is the largest part to be painted. */
export function observe() {
  window.shift = 0;
  window.moved = new Set();
  window.largest = "";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shift += entry.value;
      for (const { node } of entry.sources) window.moved.add(node?.localName ? `<${node.localName} class="${node.className}">` : "something");
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largest = entry.element?.localName ?? "removed";
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/**
 * Whether the page that a tab shows moved while it loaded, as texts. It is the least of five loads: on a busy machine a
 * page may be painted before it is all there.
 */
export async function steadiest(tab, url) {
  let least = { shift: Infinity, moved: "" };
  for (let load = 0; load < 5; load += 1) {
    if (load > 0) await goTo(tab, url);
    await tab.waitForFunction(() => window.largest, null, { timeout: 2000 }).catch(() => {});
    const found = await tab.evaluate(() => ({ shift: window.shift, moved: [...window.moved].slice(0, 3).join(" ") }));
    if (found.shift < least.shift) least = found;
    if (least.shift < 0.01) return [];
  }
  return [`the layout shifts by ${least.shift.toFixed(3)}: ${least.moved}`];
}

/** Whether anything large is painted within two seconds, in a tab that runs no scripts: told by the browser itself. */
export async function withoutScripts(tab, context, url) {
  const devtools = await context.newCDPSession(tab);
  let painted;
  const largest = new Promise((resolve) => {
    painted = resolve;
    devtools.on("PerformanceTimeline.timelineEventAdded", () => resolve(true));
  });
  await devtools.send("PerformanceTimeline.enable", { eventTypes: ["largest-contentful-paint"] });
  await goTo(tab, url);
  const timer = setTimeout(() => painted(false), 2000);
  const found = await largest;
  clearTimeout(timer);
  await devtools.detach();
  return found;
}
