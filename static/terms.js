/* Shows what a term of the glossary means when a pointer rests on it, when it has the focus, or when it is tapped.
   Without this script a term is a link to its page. The explanation is in the page already, and describes the link. */
(() => {
  "use strict";
  const REST = 250; // Milliseconds: a pointer that passes by asks for nothing, one that goes to the note may leave the term.
  const GAP = 6;
  let shown = null;
  let timer = 0;

  const noteOf = (link) => document.getElementById(link.getAttribute("aria-describedby"));

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.note.hidden = true;
    shown.link.classList.remove("open");
    shown = null;
  }

  /* Below the term, or above it where there is no room; never beyond an edge of the window. */
  function place(link, note) {
    const word = link.getClientRects()[0];
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    const size = note.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(word.left, width - size.width - GAP));
    const below = word.bottom + GAP;
    const above = word.top - GAP - size.height;
    const top = below + size.height > height && above > 0 ? above : below;
    // From where the note would stand by itself to where it belongs.
    note.style.setProperty("translate", `${left - size.left}px ${top - size.top}px`);
  }

  function show(link) {
    clearTimeout(timer);
    if (shown && shown.link === link) return;
    hide();
    const note = noteOf(link);
    if (!note) return;
    note.style.removeProperty("translate");
    note.hidden = false;
    link.classList.add("open");
    shown = { link, note };
    place(link, note);
  }

  const later = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, REST);
  };

  for (const link of document.querySelectorAll("a.term")) {
    let tapped = false;
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") later(() => show(link));
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") later(hide);
    });
    link.addEventListener("pointerdown", (event) => {
      // The first tap explains, the second one follows the link.
      tapped = event.pointerType === "touch" && (!shown || shown.link !== link);
    });
    link.addEventListener("click", (event) => {
      if (!tapped) return;
      event.preventDefault();
      tapped = false;
      show(link);
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", hide);
  }
  for (const note of document.querySelectorAll(".term-note")) {
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", () => later(hide));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.link.contains(event.target) && !shown.note.contains(event.target)) hide();
  });
  addEventListener("resize", hide);
})();
