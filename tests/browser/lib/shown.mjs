// Runs inside the page: what a reader sees of it. `installShown` defines window.shown, which other
// functions that run in the page use.

export function installShown() {
  let hiddenOnPurpose = new WeakMap();
  /** Hidden for eyes only: the usual ways to keep words for screen readers. */
  function forScreenReaders(element) {
    if (!element || element === document.documentElement) return false;
    if (!hiddenOnPurpose.has(element)) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const tiny = (box.width <= 2 || box.height <= 2) && style.overflow !== "visible" && style.display !== "inline";
      const clipped = /inset\((50|100)%/.test(style.clipPath) || (style.position === "absolute" && style.clip !== "auto");
      hiddenOnPurpose.set(element, tiny || clipped || forScreenReaders(element.parentElement));
    }
    return hiddenOnPurpose.get(element);
  }

  function isShown(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && !forScreenReaders(element);
  }

  /**
   * Left out of a sheet on purpose: an item of a list that shows as much as fits, wholly beside it. What is partly beside
   * it is not left out but cut.
   */
  function isLeftOut(element) {
    const item = element.closest(".as-many-as-fit > *");
    if (!item || getComputedStyle(item.parentElement).overflowX !== "clip") return false;
    const box = item.getBoundingClientRect();
    const list = item.parentElement.getBoundingClientRect();
    return box.left >= list.right - 1 || box.top >= list.bottom - 1;
  }

  const notText = "script, style, template, noscript, select, option, datalist, textarea, svg title, svg desc, svg metadata";

  /** Every piece of text that is shown, as { node, element, text }. */
  function texts(root = document.body) {
    hiddenOnPurpose = new WeakMap(); // the window may have got another size since
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest(notText) || !isShown(element) || isLeftOut(element)) continue;
      found.push({ node, element, text: node.data });
    }
    return found;
  }

  function describe(element) {
    const names = [...element.classList].slice(0, 2).map((name) => `.${name}`).join("");
    return `<${element.localName}${element.id && !names ? `#${element.id}` : ""}${names}>`;
  }

  window.shown = { isShown, isLeftOut, texts, describe };
}
