// Goes through a page with the Tab key, as somebody without a mouse does.
import { shorten } from "./findings.mjs";

/** How often the focus of controls that look alike is looked at in a site, and how often on each page after that. */
const LOOKS = 3;
const LOOKS_AGAIN = 1;

/**
 * Gives what is wrong: controls that are never reached, traps, focus that cannot be seen. `known` keeps from page to page how
 * often controls were looked at: those of the header and the foot are the same on all pages of a site.
 */
export async function tabThrough(tab, known = new Map()) {
  const wrong = [];
  await tab.evaluate(() => {
    window.stops = [];
    scrollTo(0, 0);
    window.reachable = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]")].filter((element) => {
      if (element.disabled || element.tabIndex < 0 || element.closest("[inert]") || !element.checkVisibility({ visibilityProperty: true })) return false;
      const folded = element.closest("details:not([open])");
      if (folded && !(element.localName === "summary" && element.parentElement === folded)) return false;
      if (element.localName === "a" && element.closest("svg") && element.getBoundingClientRect().width === 0) return false;
      // Of a group of radio buttons, Tab reaches the chosen one, or else the first.
      const group = `input[type=radio][name="${CSS.escape(element.name)}"]`;
      return element.type !== "radio" || element === (document.querySelector(`${group}:checked`) ?? document.querySelector(group));
    });
    document.activeElement?.blur();
  });
  const count = await tab.evaluate(() => window.reachable.length);
  // Controls that look alike are looked at a few times, not each: pictures take long.
  const lookedAt = new Map();
  let ended = false;
  for (let step = 0; step < count + 20; step += 1) {
    await tab.keyboard.press("Tab");
    const at = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const before = window.stops.indexOf(element);
      window.stops.push(element);
      const box = element.getBoundingClientRect();
      const name = element.getAttribute("aria-label") || element.textContent.trim() || element.querySelector("img")?.alt || element.title || element.name || "";
      const left = Math.max(box.left, 0);
      const top = Math.max(box.top, 0);
      const right = Math.min(box.right, innerWidth);
      const bottom = Math.min(box.bottom, innerHeight);
      let covered = right > left && bottom > top;
      for (const across of [0.1, 0.5, 0.9]) {
        for (const down of [0.2, 0.5, 0.8]) {
          const hit = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
          if (hit && (element.contains(hit) || hit.contains(element))) covered = false;
        }
      }
      const framed = Boolean(element.closest("body > header, body > footer"));
      return { before, framed, what: `<${element.localName}> “${name.slice(0, 40)}”`, box: { left, top, right, bottom }, covered, alike: [element, element.parentElement, element.closest("section, nav, header, footer")].map((one) => `${one?.localName}.${one?.getAttribute("class")}`).join(" in ") };
    });
    if (!at) {
      ended = true;
      break;
    }
    if (at.before >= 0) {
      if ((await tab.evaluate(() => new Set(window.stops).size)) < count) wrong.push(`Tab comes back to ${at.what} before everything was reached: a trap`);
      ended = true;
      break;
    }
    if (at.box.right <= at.box.left || at.box.bottom <= at.box.top) wrong.push(`${at.what} takes the focus outside the window`);
    else if (at.covered) wrong.push(`${at.what} takes the focus under something else`);
    else {
      const [here, ever] = [lookedAt.get(at.alike) ?? 0, known.get(at.alike) ?? 0];
      lookedAt.set(at.alike, here + 1);
      const looks = ever < LOOKS || (!at.framed && here < LOOKS_AGAIN);
      if (looks) known.set(at.alike, ever + 1);
      if (looks && !(await focusChangesPixels(tab, at.box))) wrong.push(`${at.what} looks the same with and without focus`);
    }
  }
  if (!ended) wrong.push(`Tab does not come to an end after ${count + 20} steps`);
  const missed = await tab.evaluate(() => window.reachable.filter((element) => element.isConnected && !window.stops.includes(element)).map((element) => `<${element.localName}> “${element.textContent.trim().slice(0, 40)}”`));
  for (const what of missed) wrong.push(`Tab never reaches ${what}`);
  return [...new Set(wrong)].map((text) => shorten(text, 140));
}

async function focusChangesPixels(tab, { left, top, right, bottom }) {
  const { width, height } = tab.viewportSize();
  const edge = 8;
  const clip = { x: Math.max(0, left - edge), y: Math.max(0, top - edge) };
  clip.width = Math.min(width, right + edge) - clip.x;
  clip.height = Math.min(height, bottom + edge) - clip.y;
  const focused = await tab.screenshot({ clip, caret: "hide" });
  await tab.evaluate(() => {
    window.focused = document.activeElement;
    window.focused.blur();
  });
  const plain = await tab.screenshot({ clip, caret: "hide" });
  await tab.evaluate(() => window.focused.focus({ preventScroll: true }));
  return !focused.equals(plain);
}

/** Follows the skip link; gives what is wrong with it. */
export async function followSkipLink(tab) {
  await tab.keyboard.press("Tab");
  const link = await tab.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href"), seen: box.left >= 0 && box.top >= 0 && box.width > 10 && box.height > 10 };
  });
  if (!link.href?.startsWith("#")) return ["the first stop is no skip link"];
  if (!link.seen) return ["the skip link cannot be seen when it has the focus"];
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const arrived = await tab.evaluate((id) => {
    const target = document.getElementById(id);
    const at = document.activeElement;
    return Boolean(target) && (at === document.body || target.contains(at) || Boolean(target.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING));
  }, link.href.slice(1));
  return arrived ? [] : ["the skip link does not lead past the navigation"];
}
