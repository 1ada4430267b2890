// Runs inside the page: is anything cut off, out of reach or on top of something else?
// Needs window.shown (shown.mjs).

/**
 * `paper`: the width of the paper in px when the page is laid out for print, where nothing scrolls.
 * Gives texts that tell what is wrong.
 */
export function inspectLayout({ paper = 0 } = {}) {
  const { isShown, texts, describe } = window.shown;
  const found = new Map();
  // The same mistake of like elements is told once, with the first text it happens to.
  const tell = (what, element, text) => {
    const key = `${what} ${describe(element)}`;
    if (!found.has(key)) found.set(key, `${key} ${text && quote(text)}`);
  };
  const root = document.scrollingElement;
  const width = paper || root.clientWidth;
  const RIGHT_EDGE = "by the right edge of the page";
  const quote = (text) => `“${text.replace(/\s+/g, " ").trim().slice(0, 30)}”`;
  /** A function of an element that is asked about each of them many times, and answers once. */
  const once = (of) => {
    const known = new WeakMap();
    return (element) => {
      if (!known.has(element)) known.set(element, of(element));
      return known.get(element);
    };
  };
  const styleOf = once((element) => getComputedStyle(element));
  const scrolls = (overflow) => !paper && /auto|scroll/.test(overflow);

  const innerBox = once((element) => {
    const box = element.getBoundingClientRect();
    const left = box.left + element.clientLeft;
    const top = box.top + element.clientTop;
    return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
  });

  /** The elements whose overflow applies to what is in `element`, nearest first. */
  const clippersOf = once((element) => {
    const clippers = [];
    let free = false; // below an absolute box, static ancestors do not clip
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = styleOf(at);
      if (free && (style.position !== "static" || style.transform !== "none" || style.contain.includes("paint"))) free = false;
      const clips = (style.overflowX !== "visible" || style.overflowY !== "visible") && style.display !== "inline" && style.display !== "contents";
      if (clips && !free && at !== document.body) clippers.push(at);
      if (style.position === "fixed") break;
      if (style.position === "absolute") free = true;
    }
    return clippers;
  });

  /** How a box of text ends up: what a reader can see of it now, and what cuts it off for good. */
  function follow(rect, element, slack) {
    const seen = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
    let scrolled = { x: false, y: false };
    for (const clipper of clippersOf(element)) {
      const style = styleOf(clipper);
      const box = innerBox(clipper);
      const outX = seen.left < box.left - 1.5 || seen.right > box.right + 1.5;
      const outY = seen.top < box.top - slack || seen.bottom > box.bottom + slack;
      if (outX && style.overflowX !== "visible" && !scrolls(style.overflowX) && !scrolled.x) return { cut: `sideways by ${describe(clipper)}` };
      if (outY && style.overflowY !== "visible" && !scrolls(style.overflowY) && !scrolled.y) return { cut: `in height by ${describe(clipper)}` };
      if (style.overflowX !== "visible") {
        scrolled.x ||= scrolls(style.overflowX);
        seen.left = Math.max(seen.left, box.left);
        seen.right = Math.min(seen.right, box.right);
      }
      if (style.overflowY !== "visible") {
        scrolled.y ||= scrolls(style.overflowY);
        seen.top = Math.max(seen.top, box.top);
        seen.bottom = Math.min(seen.bottom, box.bottom);
      }
    }
    const fixed = clippersOf(element).some((clipper) => styleOf(clipper).position === "fixed");
    if (!fixed && !scrolled.x && rect.right + scrollX > width + 1.5) return { cut: RIGHT_EDGE };
    if (!scrolled.x && rect.right + scrollX > 0 && rect.left + scrollX < -1.5) return { cut: "by the left edge of the page" };
    return { seen };
  }

  /** Whether this browser has the hyphens of the page's language. */
  function canHyphenate() {
    const ruler = document.body.appendChild(document.createElement("div"));
    ruler.style.cssText = "position: absolute; inline-size: 3em; hyphens: auto; overflow-wrap: normal; line-height: 1em; font-size: 10px";
    ruler.textContent = "representative";
    const tall = ruler.getBoundingClientRect().height > 15;
    ruler.remove();
    return tall;
  }

  /** What stands over the rest of the page on purpose, such as a menu: it is compared with itself only. */
  const layerOf = once((element) => {
    if (!element || element === document.body) return document.body;
    const { position, zIndex } = styleOf(element);
    const isLayer = position === "fixed" || position === "sticky" || ((position === "absolute" || position === "relative") && zIndex !== "auto" && zIndex !== "0");
    return isLayer ? element : layerOf(element.parentElement);
  });

  const wide = Math.max(root.scrollWidth, paper ? document.body.scrollWidth : 0);
  const isWide = wide > width + 1;
  const pieces = [];
  const range = document.createRange();
  const drawn = new Set();
  for (const { node, element, text } of texts()) {
    const label = element.closest("svg text");
    if (label) {
      if (drawn.has(label)) continue;
      drawn.add(label);
      const rect = label.getBoundingClientRect();
      if (rect.width === 0) continue;
      let svg = label.ownerSVGElement;
      while (svg.ownerSVGElement) svg = svg.ownerSVGElement;
      const frame = svg.getBoundingClientRect();
      const out = rect.left < frame.left - 1.5 || rect.right > frame.right + 1.5 || rect.top < frame.top - 3 || rect.bottom > frame.bottom + 3;
      if (out && styleOf(svg).overflowX !== "visible") tell("text of a drawing is cut off", label, label.textContent);
      else pieces.push({ rect, text: label.textContent, element: label, layer: layerOf(svg), node: label });
      continue;
    }
    range.selectNodeContents(node);
    const slack = parseFloat(styleOf(element).fontSize) * 0.3 + 1;
    for (const rect of range.getClientRects()) {
      if (rect.width < 0.5 || rect.height < 0.5) continue;
      const { cut, seen } = follow(rect, element, slack);
      if (cut) {
        // A page that is too wide is told as such below.
        if (!(isWide && cut === RIGHT_EDGE)) tell(`text is cut off ${cut}`, element, text);
        break;
      }
      if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) pieces.push({ rect: seen, text, element, layer: layerOf(element), node });
    }
  }

  // On paper nothing scrolls and nobody zooms: a word of ordinary length stands in one line, and so does a number. What may break at
  // a hyphen is several words; of what is longer than any word, such as an address, a reader expects no better.
  if (paper) {
    const hyphenates = canHyphenate();
    for (const { node, element, text } of texts()) {
      if (element.closest("svg, pre, code, .visually-hidden")) continue;
      // With a hyphen, where the language has one, a word is broken as in print.
      const hyphenated = hyphenates && styleOf(element).hyphens === "auto";
      for (const run of text.matchAll(/\S+/gu)) {
        const word = run[0].match(/^[\p{P}\p{S}]*?([\u2212-]?\p{N}[\p{N}.,]*%?|\p{L}[\p{L}\p{M}\u2019']{1,17})[\p{P}\p{S}]*$/u)?.[1];
        if (!word || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) continue;
        const start = run.index + run[0].indexOf(word);
        range.setStart(node, start);
        range.setEnd(node, start + word.length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0.5).map(({ top }) => Math.round(top)));
        const isNumber = /\p{N}/u.test(word);
        if (lines.size > 1 && (isNumber || !hyphenated)) tell(isNumber ? "a number is broken into lines" : "a word is broken inside", element, word);
      }
    }
  }

  // A list that shows as much as fits shows its first item, and every item whole or not at all.
  // Of the sheets of a persona, paper shows the one that is printed.
  for (const list of document.querySelectorAll(".as-many-as-fit")) {
    if (list.closest(".laid")?.checkVisibility() === false) continue;
    const box = list.getBoundingClientRect();
    [...list.children].forEach((item, index) => {
      const { left, top, right, bottom } = item.getBoundingClientRect();
      if (window.shown.isLeftOut(item)) {
        if (index === 0) tell("the first item of a list is left out", list, item.textContent);
      } else if (left < box.left - 1 || top < box.top - 1 || right > box.right + 1 || bottom > box.bottom + 1) {
        tell("an item of a list is shown in part", list, item.textContent);
      }
    });
  }

  // Lines of text may touch; they may not lie on each other.
  const overlaps = [];
  pieces.sort((one, other) => one.rect.top - other.rect.top);
  let open = [];
  for (const piece of pieces) {
    open = open.filter((other) => other.rect.bottom > piece.rect.top + 1);
    for (const other of open) {
      if (other.node === piece.node || other.layer !== piece.layer) continue;
      const across = Math.min(piece.rect.right, other.rect.right) - Math.max(piece.rect.left, other.rect.left);
      const down = Math.min(piece.rect.bottom, other.rect.bottom) - Math.max(piece.rect.top, other.rect.top);
      const height = Math.min(piece.rect.bottom - piece.rect.top, other.rect.bottom - other.rect.top);
      if (across > 2 && down > height * 0.45) overlaps.push([other, piece]);
    }
    open.push(piece);
  }

  const kindsOfOverlap = new Map(overlaps.map((pair) => [pair.map(({ element }) => describe(element)).join(" and "), pair]));
  for (const [elements, [one, other]] of [...kindsOfOverlap].slice(0, 4)) found.set(elements, `text lies on text: ${elements} ${quote(one.text)} ${quote(other.text)}`);
  if (kindsOfOverlap.size > 4) found.set("overlaps", "text lies on text in more places");

  if (isWide) {
    const guilty = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right + scrollX > width + 1 && isShown(element) && clippersOf(element.parentElement).length === 0 && !element.parentElement.closest("svg");
    });
    const innermost = guilty.filter((element) => !guilty.some((other) => other !== element && element.contains(other))).slice(0, 2);
    found.set("wide", `the page is wider than the ${paper ? "paper" : "window"}: ${wide} px in ${width} px, because of ${innermost.map((element) => `${describe(element)} ${quote(element.textContent)}`).join(", ") || "something unseen"}`);
  }

  if (!paper) {
    for (const element of document.body.querySelectorAll("*")) {
      // What is folded in scrolls nowhere, and its style takes a browser long to find.
      if (!element.checkVisibility()) continue;
      const style = styleOf(element);
      const sideways = scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const downwards = scrolls(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      if ((!sideways && !downwards) || style.display === "inline" || !isShown(element) || /^(input|textarea|select)$/.test(element.localName)) continue;
      const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
      const named = element.getAttribute("aria-label") || ids.some((id) => document.getElementById(id)) || element.querySelector(":scope > figcaption, :scope > caption");
      const role = element.getAttribute("role") ?? element.localName;
      if (sideways && (!named || !/^(region|group|figure|img|section|nav|aside|table|dialog)$/.test(role))) tell("scrolls sideways but is no named region", element, "");
      // Who cannot point reaches what lies below through the links in it, or by focusing the region.
      const links = element.querySelector("a[href], button, summary");
      if (element.tabIndex < 0 && (sideways || !links)) tell("scrolls but cannot be focused", element, "");
    }
  }
  return [...found.values()];
}

/** How much of the window is covered by what stays in place when one scrolls, 0 to 1, and by what. */
export function coveredByFixed() {
  scrollTo(0, 300);
  let most = { share: 0, by: "" };
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if ((style.position !== "fixed" && style.position !== "sticky") || !window.shown.isShown(element)) continue;
    const box = element.getBoundingClientRect();
    const stuck = style.position === "fixed" || Math.abs(box.top - parseFloat(style.top)) < 1 || Math.abs(innerHeight - box.bottom - parseFloat(style.bottom)) < 1;
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    if (stuck && box.width > innerWidth / 2 && height / innerHeight > most.share) most = { share: height / innerHeight, by: window.shown.describe(element) };
  }
  scrollTo(0, 0);
  return most;
}

/** WCAG 2.2, 1.4.12: what readers may set without losing anything. */
export const TEXT_SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
export const DOUBLE_TEXT = "html { font-size: 200% !important }";

/** Puts a style sheet of the reader in the page, in place of the former one. */
export function readerStyle(css) {
  const style = document.getElementById("reader-style") ?? document.head.appendChild(document.createElement("style"));
  style.id = "reader-style";
  style.textContent = css;
}
