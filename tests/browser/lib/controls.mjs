// What the controls of each script do, as steps that run inside a page of the demo book in any engine: each gives what is wrong, or nothing.

/** Runs inside the page, before steps: window.steps, which they use. */
export function installSteps() {
  const find = (selector) => {
    const element = typeof selector === "string" ? document.querySelector(selector) : selector;
    if (!element) throw new Error(`there is no ${selector}`);
    return element;
  };
  window.steps = {
    find,
    all: (selector) => [...document.querySelectorAll(selector)],
    isShown: (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    click: (selector) => find(selector).click(),
    choose(selector, value) {
      const field = find(selector);
      if (field.type === "checkbox" || field.type === "radio") {
        field.click();
        return;
      }
      field.value = value;
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    },
    press: (key, target = document.body) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })),
    /** Whether something comes true within three seconds. */
    async until(isTrue) {
      for (let attempt = 0; attempt < 60; attempt += 1) {
        if (isTrue()) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return Boolean(isTrue());
    },
  };
}

/** What is tried: { does, scripts, page, steps }; where a page leads away, `then` looks at what comes. */
export const CONTROLS = [
  {
    does: "the choice of light or dark",
    scripts: ["theme.js", "shared.js"],
    page: "index.html",
    steps: () => {
      const { all, click } = window.steps;
      const colour = () => getComputedStyle(document.body).backgroundColor;
      const seen = new Set([colour()]);
      for (let press = 0; press < 3; press += 1) {
        click("header button[data-choice]");
        seen.add(colour());
      }
      return seen.size < 2 ? `no colour changes: ${[...seen]}, ${all("html")[0].dataset.theme}` : "";
    },
  },
  {
    does: "the search",
    scripts: ["search.js", "search-match.js", "search-results.js"],
    page: "all/tags.html",
    steps: async () => {
      const { all, choose, click, until } = window.steps;
      click("button.search-button");
      await until(() => window.personabookIndex && document.querySelector(".search-status").textContent !== "…");
      choose(".search-input", "sophei");
      const found = await until(() => /Sophie/.test(all("dialog.search [role=option]")[0]?.textContent));
      return found ? "" : `“${document.querySelector(".search-status")?.textContent}”`;
    },
  },
  {
    does: "the filters of an index",
    scripts: ["filter.js", "address.js"],
    page: "evidence/index.html",
    steps: () => {
      const { all, choose, find, isShown } = window.steps;
      const items = () => all("main [data-filtered]").filter(isShown).length;
      const before = items();
      choose(".filter-input", find(".filter-input").options[1].value);
      return items() > 0 && items() < before && location.search ? "" : `${items()} of ${before} at ${location.search}`;
    },
  },
  {
    does: "sorting opportunities",
    scripts: ["sort.js"],
    page: "all/opportunities.html",
    steps: () => {
      const { all, click } = window.steps;
      const order = () => all(".sortable tbody tr").map((row) => row.textContent).join();
      const before = order();
      click("#by-effort button");
      return order() !== before ? "" : "the rows stay in their order";
    },
  },
  {
    does: "scoring a firm",
    scripts: ["fit.js", "fit-score.js"],
    page: "icps/fashion-lifestyle-webshop.html",
    steps: () => {
      const { choose, find } = window.steps;
      const worked = [...find(".fit-top select").options].find(({ text }) => text === "Fjordkind");
      choose(".fit-top select", worked.value);
      const head = find(".fit-head").textContent;
      return /^C88\.9/.test(head) ? "" : head;
    },
  },
  {
    does: "comparing people",
    scripts: ["compare.js"],
    page: "compare/personas.html?show=sophie&show=mark",
    steps: () => {
      const { all, click, isShown } = window.steps;
      const people = () => all("table.compare thead th").filter(isShown).length;
      const before = people();
      click(all(".compare-face input").find((box) => !box.checked));
      return people() === before + 1 ? "" : `${before} people, then ${people()}`;
    },
  },
  {
    does: "one person's journey",
    scripts: ["journey.js"],
    page: "journeys/from-search-to-live.html",
    steps: () => {
      const { all, click } = window.steps;
      click("button.j-key[data-who]");
      return all(".k-map .j-off").length > 0 && /who=/.test(location.search) ? "" : `nobody is left out at ${location.search}`;
    },
  },
  {
    does: "the graph of relations",
    scripts: ["relations.js"],
    page: "all/relations.html",
    steps: () => {
      const { choose, find } = window.steps;
      choose("#graph-focus", find("#graph-focus optgroup option").value);
      return document.querySelector(".ch-graph.has-focus .ch-node.here") ? "" : "no entry is shown alone";
    },
  },
  {
    does: "a quiz",
    scripts: ["quiz.js"],
    page: "learn/quiz.html",
    steps: async () => {
      const { all, click, find, until } = window.steps;
      if (all(".quiz-stage input").length > 0) click(".quiz-stage input");
      click(".quiz-check");
      return (await until(() => document.querySelector(".quiz-next"))) && find(".quiz-verdict") ? "" : "no answer is judged";
    },
  },
  {
    does: "flash cards",
    scripts: ["flash-cards.js"],
    page: "learn/cards.html",
    steps: () => {
      const { click, find } = window.steps;
      click(".flash-deck .heading button");
      const front = find(".flash-run [role=status]").textContent;
      click(".flash-turn");
      const back = find(".flash-run [role=status]").textContent;
      return back && back !== front ? "" : `“${front}”, then “${back}”`;
    },
  },
  {
    does: "progress on a path",
    scripts: ["path.js"],
    page: "paths/sales.html",
    steps: () => {
      const { click, find } = window.steps;
      const before = find(".path-status").textContent;
      click(".path-check input");
      const after = find(".path-status").textContent;
      click(".path-check input");
      return after !== before ? "" : after;
    },
  },
  {
    does: "the lead sheet",
    scripts: ["sheet.js", "sheet-points.js"],
    page: "paper/webshop-lead-sheet.html",
    steps: () => {
      const { all, click } = window.steps;
      const said = () => all("[role=status], output, .sheet-verdict, .sheet-number").map((element) => element.value ?? element.textContent).join();
      const before = said();
      click(".sheet-item input[type=radio]");
      return said() !== before ? "" : "no points are added up";
    },
  },
  {
    does: "the sheets of a persona",
    scripts: ["sheets.js"],
    page: "paper/sophie.html",
    steps: () => {
      const { click } = window.steps;
      window.print = () => (window.asked = true);
      click("#table-card button");
      return window.asked && location.hash === "#table-card" ? "" : location.hash;
    },
  },
  {
    does: "the arrow keys of slides",
    scripts: ["slides.js"],
    page: "paper/sophie-slides.html",
    steps: () => {
      const { press } = window.steps;
      const before = location.hash;
      press("ArrowRight");
      return location.hash !== before ? "" : "the right arrow leads nowhere";
    },
  },
  {
    does: "the arrow keys of the tour",
    scripts: ["tour.js"],
    page: "learn/tour-segment.html",
    steps: () => {
      window.steps.press("ArrowRight");
    },
    then: () => window.steps.until(() => !/tour-segment/.test(location.href)).then((left) => (left ? "" : "the right arrow leads nowhere")),
  },
  {
    does: "the person of the week",
    scripts: ["week.js"],
    page: "index.html?week=2026-W03",
    steps: () => (document.querySelector(".home-voice") ? "" : "nobody speaks"),
  },
  {
    does: "what a term means",
    scripts: ["terms.js"],
    page: "personas/sophie.html",
    steps: async () => {
      const { find, until } = window.steps;
      find("a.term").dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
      return (await until(() => document.querySelector(".term-note:not([hidden])"))) ? "" : "no note comes";
    },
  },
  {
    does: "opening all that is folded",
    scripts: ["folds.js"],
    page: "personas/sophie.html",
    steps: () => {
      const { all, click } = window.steps;
      const open = () => all(".persona-main details[open]").length;
      const before = open();
      click(".folds-button");
      const after = open();
      click(".folds-button");
      return after > before && after === all(".persona-main details").length ? "" : `${before}, then ${after} are open`;
    },
  },
  {
    does: "a place that is folded",
    scripts: ["place.js"],
    page: "personas/sophie.html#day",
    steps: () => (window.steps.find("#day").open ? "" : "it stays folded"),
  },
  {
    does: "contradicting a section",
    scripts: ["feedback.js"],
    page: "personas/sophie.html",
    steps: () => {
      const links = window.steps.all(".feedback-link");
      return links.length > 3 && links.every(({ href }) => /^mailto:.*sophie\.html%23/.test(href)) ? "" : `${links.length} links, ${links[0]?.href}`;
    },
  },
  {
    does: "how far one is on a path",
    scripts: ["path-progress.js"],
    page: "paths/sales.html",
    steps: () => {
      window.steps.click(".path-check input");
      location.href = "index.html";
    },
    then: () => (document.querySelector(".path-so-far progress") ? "" : "the index of paths shows nothing"),
  },
];
