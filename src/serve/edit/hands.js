// Controls for the hand, beside the plain fields that say the same: a slider, a curve of feelings, a place between two words, worth against
// work, a face that is tried on, an entry found by its face, a list that is dragged, a picture that is dropped, a text as its page shows it.
// Must not know entries, nor how they are saved. Only `personabook serve --edit` adds it to pages, after `fields.js`.
(function () {
  "use strict";
  const tools = window.personabookEdit;
  const { newId, say, make, button, changed } = tools;
  const SVG = "http://www.w3.org/2000/svg";

  function draw(tag, about, ...inside) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(about)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }

  function within(number, least, most) {
    return Math.min(most, Math.max(least, number));
  }

  /** How far a key moves something up or down; nothing for other keys. */
  function wayOf(key) {
    return { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[key];
  }

  function numberIn(input) {
    return input.value === "" ? null : Number(input.value);
  }

  function put(input, number) {
    input.value = String(Math.round(number * 100) / 100);
    changed(input);
  }

  /** A handle for a number: follows what is typed, and is followed by it. */
  function slider(input, control, name) {
    const { least, most } = control;
    const handle = make("input", { type: "range", min: least, max: most, step: 1, "aria-label": say("slider", { name }) });
    const follow = function () {
      const number = numberIn(input);
      handle.value = String(number === null ? (least + most) / 2 : number);
      handle.setAttribute("aria-valuetext", number === null ? say("none") : input.value);
      handle.classList.toggle("is-open", number === null);
    };
    handle.addEventListener("input", function (event) {
      event.stopPropagation();
      put(input, Number(handle.value));
    });
    input.addEventListener("input", follow);
    follow();
    return handle;
  }

  /** Lets a point be moved by mouse, pen and finger: `move` is told where in the drawing. The drawing follows the hand, since a point may be drawn anew while it is held. */
  function dragged(point, drawing, move) {
    point.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      point.focus();
      drawing.setPointerCapture(event.pointerId);
      const follow = function (now) {
        const box = drawing.getBoundingClientRect();
        move((now.clientX - box.left) / box.width, (now.clientY - box.top) / box.height);
      };
      drawing.addEventListener("pointermove", follow);
      const end = function () { drawing.removeEventListener("pointermove", follow); };
      drawing.addEventListener("pointerup", end, { once: true });
      drawing.addEventListener("pointercancel", end, { once: true });
    });
  }

  /** The feelings of the items of a list as a curve, above it. `items` gives each item's field. */
  function curve(control, list, items, name) {
    const of = control.hand.of;
    const inner = control.item.fields.find(function (field) { return field.name === of; });
    const { least, most, steps } = inner;
    const drawing = draw("svg", { role: "group", class: "curve" });
    const place = make("div", { className: "hand" }, make("p", { className: "about", textContent: say("curve_about") }), drawing);
    drawing.setAttribute("aria-label", say("curve", { name: inner.label }));
    const HEIGHT = 120;
    const EDGE = 14;
    const STEP = 72;
    const high = function (number) { return EDGE + (most - number) / (most - least) * (HEIGHT - 2 * EDGE); };
    const word = function (number) { return steps[Math.sign(number) * Math.round(Math.abs(number)) - least] + " (" + number + ")"; };
    /** The point that keeps the focus when all are drawn anew: of which item, and which of its numbers. */
    let focused = null;
    const TURN = STEP / 5;
    /** The numbers of an item from left to right: how it feels, or how from the beginning to the end where that changes. */
    function numbersOf(felt) {
      if (!felt || !felt.fields) return [];
      const [begins, ends] = ["from", "to"].map(function (key) {
        return { input: felt.fields.get(key).input, label: inner.fields.find(function (field) { return field.name === key; }).label };
      });
      return numberIn(begins.input) === null ? [ends] : [begins, ends];
    }
    function look() {
      const stages = items().map(function (item) {
        const fields = item.fields;
        const called = fields && control.item.alone && fields.get(control.item.alone);
        return { numbers: numbersOf(fields && fields.get(of)), name: (called && called.read()) || "" };
      });
      place.hidden = stages.length === 0;
      const width = Math.max(1, stages.length) * STEP;
      drawing.setAttribute("viewBox", "0 0 " + width + " " + HEIGHT);
      drawing.replaceChildren();
      for (let number = least; number <= most; number += 1) {
        drawing.append(draw("line", { class: number === 0 ? "zero" : "grid", x1: 0, x2: width, y1: high(number), y2: high(number) }));
      }
      const points = stages.flatMap(function (stage, at) {
        return stage.numbers.map(function (field, turn) {
          const many = stage.numbers.length;
          const x = (at + 0.5) * STEP + (many > 1 ? (turn - 0.5) * 2 * TURN : 0);
          const label = (stage.name || say("item", { name, number: at + 1 })) + (many > 1 ? ", " + field.label : "");
          return { x, label, input: field.input, number: numberIn(field.input), key: at + "/" + (many - turn), reach: many > 1 ? TURN : 20 };
        });
      });
      const way = points.filter(function (point) { return point.number !== null; });
      drawing.append(draw("polyline", { class: "way", points: way.map(function (point) { return point.x + "," + high(point.number); }).join(" ") }));
      for (const { x, label, input, number, key, reach } of points) {
        const y = high(number || 0);
        const point = draw("g", {
          role: "slider", tabindex: "0", class: number === null ? "point is-open" : "point", "aria-label": inner.label + ": " + label, "aria-orientation": "vertical",
          "aria-valuemin": least, "aria-valuemax": most, "aria-valuenow": number === null ? 0 : number,
          "aria-valuetext": number === null ? say("none") : word(number),
        }, draw("circle", { class: "reach", cx: x, cy: y, r: reach }), draw("circle", { cx: x, cy: y, r: 8 }));
        point.append(draw("title", {}, label + (number === null ? "" : ": " + word(number))));
        const set = function (to) {
          focused = key;
          put(input, within(Math.round(to * 2) / 2, least, most));
        };
        point.addEventListener("keydown", function (event) {
          const way = wayOf(event.key);
          const to = event.key === "Home" ? least : event.key === "End" ? most : way ? (number || 0) + Math.sign(way) * (Math.abs(way) > 1 ? 1 : 0.5) : null;
          if (to === null) return;
          event.preventDefault();
          set(to);
        });
        dragged(point, drawing, function (across, down) { set(most - (down * HEIGHT - EDGE) / (HEIGHT - 2 * EDGE) * (most - least)); });
        drawing.append(point);
        if (focused === key) {
          focused = null;
          point.focus();
        }
      }
    }
    list.addEventListener("input", look);
    look();
    return { element: place, look };
  }

  /** The two words at the ends of a slider, as they are typed. */
  function line(control, fields) {
    const { left, right, value } = control.hand;
    const field = fields.get(value);
    const handle = field && field.element.querySelector("input[type=range]");
    if (!handle) return;
    const ends = [left, right].map(function () { return make("span", {}); });
    const row = make("div", { className: "line" });
    handle.before(row);
    row.append(ends[0], handle, ends[1]);
    const follow = function () {
      [left, right].forEach(function (end, at) { ends[at].textContent = fields.get(end).read() || ""; });
      const words = ends.map(function (end) { return end.textContent; });
      handle.setAttribute("aria-label", words.join(" – "));
    };
    for (const end of [left, right]) fields.get(end).element.addEventListener("input", follow);
    follow();
  }

  /** Worth against work: a point on a square. The fields with their sliders say the same. */
  function pad(control, fields, name) {
    const across = fields.get(control.hand.across);
    const ups = control.hand.up.map(function (one) { return fields.get(one); }).filter(function (one) { return one && one.input; });
    if (!across || !across.input || !ups.length) return null;
    const ranges = new Map(control.fields.map(function (one) { return [one.name, one]; }));
    const wide = ranges.get(control.hand.across);
    const labels = control.hand.up.map(function (one) { return ranges.get(one).label; });
    const drawing = draw("svg", { viewBox: "0 0 100 100", class: "pad" });
    for (const at of [25, 50, 75]) {
      drawing.append(draw("line", { class: "grid", x1: at, x2: at, y1: 0, y2: 100 }), draw("line", { class: "grid", x1: 0, x2: 100, y1: at, y2: at }));
    }
    const dot = draw("circle", { r: 4 });
    const reach = draw("circle", { r: 12, class: "reach" });
    const point = draw("g", { role: "slider", tabindex: "0", class: "point", "aria-label": say("pad", { name, across: wide.label, up: labels.join(", ") }), "aria-valuemin": 0, "aria-valuemax": 100 }, reach, dot);
    drawing.append(point);
    const worth = function () {
      const said = ups.map(function (one) { return numberIn(one.input); }).filter(function (one) { return one !== null; });
      return said.length ? said.reduce(function (sum, one) { return sum + one; }, 0) / said.length : null;
    };
    const setWorth = function (to) {
      const now = worth();
      for (const one of ups) {
        const own = numberIn(one.input);
        put(one.input, within(Math.round(own === null || now === null ? to : own + to - now), 0, 100));
      }
    };
    const setWork = function (to) { put(across.input, within(Math.round(to), wide.least, wide.most)); };
    function look() {
      const work = numberIn(across.input);
      const now = worth();
      const x = 6 + ((work === null ? (wide.least + wide.most) / 2 : work) - wide.least) / (wide.most - wide.least) * 88;
      const y = 94 - (now === null ? 50 : now) / 100 * 88;
      for (const circle of [dot, reach]) {
        circle.setAttribute("cx", x);
        circle.setAttribute("cy", y);
      }
      point.setAttribute("class", work === null || now === null ? "point is-open" : "point");
      point.setAttribute("aria-valuenow", now === null ? 50 : Math.round(now));
      const said = [[wide.label, work], [labels.join(", "), now === null ? null : Math.round(now)]];
      point.setAttribute("aria-valuetext", said.map(function ([label, number]) { return label + ": " + (number === null ? say("none") : number); }).join("; "));
    }
    point.addEventListener("keydown", function (event) {
      const way = wayOf(event.key);
      if (!way) return;
      event.preventDefault();
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
        const now = numberIn(across.input);
        setWork((now === null ? Math.floor((wide.least + wide.most) / 2) : now) + way);
      } else {
        setWorth(within((worth() === null ? 50 : worth()) + (Math.abs(way) > 1 ? way : way * 5), 0, 100));
      }
    });
    dragged(point, drawing, function (x, y) {
      setWork(wide.least + within((x * 100 - 6) / 88, 0, 1) * (wide.most - wide.least));
      setWorth(within((94 - y * 100) / 88, 0, 1) * 100);
    });
    for (const one of [across, ...ups]) one.element.addEventListener("input", look);
    look();
    return make("div", { className: "hand" },
      make("p", { className: "about", textContent: say("pad_about", { across: wide.label, up: labels.join(", ") }) }),
      make("div", { className: "pad-frame" },
        make("span", { className: "axis", "aria-hidden": "true", textContent: "↑ " + labels.join(", ") }),
        drawing,
        make("span", { className: "axis", "aria-hidden": "true", textContent: wide.label + " →" })));
  }

  /** The face as it would be with what is chosen. */
  function face(read, form) {
    if (!form.entry) return null;
    const image = make("img", { className: "face", alt: say("face", { name: form.named }), width: 160, height: 160 });
    let asked = 0;
    const look = async function () {
      const number = asked += 1;
      const answer = await tools.ask({ do: "face", entry: form.entry, look: read() || {} });
      if (number !== asked || !answer.ok) return;
      image.src = "data:image/svg+xml," + encodeURIComponent(answer.json.face);
    };
    return { image, look };
  }

  /** An entry found by typing a part of its name, with its face. The text of the field is its name, and what is read is its id. */
  function chooser(options, value) {
    const list = make("ul", { id: newId(), role: "listbox", hidden: true, className: "choices" });
    const input = make("input", { type: "text", autocomplete: "off", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    const face = make("span", { className: "chosen-face" });
    let chosen = value === undefined ? "" : String(value);
    let at = -1;
    let shown = [];
    const named = function (id) {
      const found = options.find(function (option) { return option.value === id; });
      return found ? found.text : id;
    };
    const pictured = function (option) {
      return option && option.face ? make("img", { src: "/" + option.face, alt: "", width: 32, height: 32 }) : make("span", { className: "no-face" });
    };
    const showFace = function () {
      face.replaceChildren(...(options.some(function (option) { return option.face; }) ? [pictured(options.find(function (option) { return option.value === chosen; }))] : []));
    };
    const close = function () {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = function (to) {
      at = to;
      [...list.children].forEach(function (one, place) { one.setAttribute("aria-selected", String(place === at)); });
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };
    let isTyped = true;
    const take = function (id) {
      chosen = id === undefined ? "" : String(id);
      input.value = named(chosen);
      showFace();
      close();
      isTyped = false;
      changed(input);
      isTyped = true;
    };
    const open = function (all) {
      const part = all ? "" : input.value.trim().toLowerCase();
      const found = options.filter(function (option) { return (option.text + " " + option.value).toLowerCase().includes(part); });
      shown = [{ value: "", text: "– " + say("none") + " –" }, ...found].slice(0, 60);
      list.replaceChildren(...shown.map(function (option) {
        const one = make("li", { id: newId(), role: "option", "aria-selected": "false" }, option.value ? pictured(option) : make("span", { className: "no-face" }), make("span", { textContent: option.text }));
        one.addEventListener("pointerdown", function (event) {
          event.preventDefault();
          take(option.value);
        });
        return one;
      }));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };
    input.value = chosen ? named(chosen) : "";
    showFace();
    input.addEventListener("input", function () {
      if (!isTyped) return;
      const typed = input.value.trim();
      const same = options.find(function (option) { return option.text === typed || option.value === typed; });
      chosen = same ? same.value : typed;
      showFace();
      open(false);
    });
    input.addEventListener("click", function () { open(true); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) open(true);
        const last = shown.length - 1;
        mark(event.key === "ArrowDown" ? (at >= last ? 0 : at + 1) : (at <= 0 ? last : at - 1));
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        take(shown[at].value);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    return {
      input,
      element: make("div", { className: "chooser" }, face, make("div", { className: "chooser-field" }, input, list)),
      read: function () { return chosen === "" ? undefined : chosen; },
      put: take,
    };
  }

  /** A grip by which an item of a list is dragged; its buttons say the same for the keyboard. */
  function grip(list, placeOf, drop) {
    const handle = make("span", { className: "grip", textContent: "⠿", title: say("drag"), "aria-hidden": "true" });
    handle.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      const place = placeOf();
      place.classList.add("is-held");
      const form = place.closest("dialog");
      let last = event;
      // Near an edge the form comes along.
      const roll = setInterval(function () {
        const box = form.getBoundingClientRect();
        const by = last.clientY < box.top + 48 ? -24 : last.clientY > box.bottom - 112 ? 24 : 0;
        if (!by) return;
        form.scrollBy({ top: by, behavior: "instant" });
        follow(last);
      }, 40);
      const follow = function (now) {
        last = now;
        const others = [...list.children].filter(function (one) { return one !== place; });
        const before = others.find(function (one) {
          const box = one.getBoundingClientRect();
          return now.clientY < box.top + box.height / 2;
        });
        if (before ? before.previousElementSibling === place : place === list.lastElementChild) return;
        if (before) before.before(place);
        else list.append(place);
      };
      const end = function () {
        document.removeEventListener("pointermove", follow);
        document.removeEventListener("pointerup", end);
        document.removeEventListener("pointercancel", end);
        clearInterval(roll);
        place.classList.remove("is-held");
        drop();
      };
      // The handle moves with its item, and would lose the pointer then.
      document.addEventListener("pointermove", follow);
      document.addEventListener("pointerup", end);
      document.addEventListener("pointercancel", end);
    });
    return handle;
  }

  /** A picture for a field: dropped or chosen, it is written beside the entry at once. */
  function picture(field, form, path) {
    const image = make("img", { alt: "", className: "dropped", hidden: true });
    const status = make("p", { role: "status", className: "about" });
    const file = make("input", { type: "file", accept: "image/png,image/jpeg,image/webp", id: newId() });
    const area = make("div", { className: "drop" }, make("label", { htmlFor: file.id, textContent: say("picture_drop") }), file, image, status);
    async function send(one) {
      if (!one) return;
      field.wrong("");
      status.textContent = say("saving");
      const answer = await tools.send(one, { entry: form.entry, read: form.read, ...(path ? { path: JSON.stringify(path) } : {}) });
      if (!answer.ok) {
        status.textContent = "";
        const wrong = (answer.json.wrong || [])[0] || {};
        field.wrong(answer.status === 409 ? say("changed_elsewhere") : [wrong.message, wrong.help].filter(Boolean).join(": "));
        file.focus();
        return;
      }
      form.read = answer.json.read;
      if (path) field.saved(answer.json.value);
      else field.fill(answer.json.value);
      status.textContent = say(path ? "picture_saved" : "picture_beside", { file: answer.json.value });
      const reader = new FileReader();
      reader.addEventListener("load", function () {
        image.src = reader.result;
        image.hidden = false;
      });
      reader.readAsDataURL(one);
      if (form.onsaved) form.onsaved(answer);
    }
    file.addEventListener("input", function (event) { event.stopPropagation(); });
    file.addEventListener("change", function () { send(file.files[0]); });
    area.addEventListener("dragover", function (event) {
      event.preventDefault();
      area.classList.add("is-over");
    });
    area.addEventListener("dragleave", function () { area.classList.remove("is-over"); });
    area.addEventListener("drop", function (event) {
      event.preventDefault();
      area.classList.remove("is-over");
      send(event.dataTransfer.files[0]);
    });
    return area;
  }

  /** A text as its page shows it. The browser parses the answer as a document, in which nothing runs. */
  function preview(field, form) {
    if (!form.entry) return null;
    const place = make("div", { id: newId(), className: "preview", role: "region", tabIndex: 0, "aria-label": say("preview"), hidden: true });
    const ask = function () {
      const request = new XMLHttpRequest();
      tools.open(request);
      request.responseType = "document";
      request.addEventListener("load", function () {
        const shown = request.response;
        if (request.status !== 200 || !shown) {
          place.textContent = say("no_answer");
          return;
        }
        const nodes = [...shown.body.childNodes].map(function (node) { return document.importNode(node, true); });
        place.replaceChildren(...nodes);
        for (const link of place.querySelectorAll("a[href]")) {
          link.href = new URL(link.getAttribute("href"), location.origin + "/" + form.entry + ".html").href;
          link.target = "_blank";
        }
        // What stands on the page already has these ids.
        for (const one of place.querySelectorAll("[id]")) one.removeAttribute("id");
      });
      request.addEventListener("error", function () { place.textContent = say("no_answer"); });
      request.send(JSON.stringify({ do: "preview", entry: form.entry, text: field.input.value }));
    };
    let soon = 0;
    field.input.addEventListener("input", function () {
      clearTimeout(soon);
      if (!place.hidden) soon = setTimeout(ask, 300);
    });
    const toggle = button(say("preview"), function () {
      place.hidden = !place.hidden;
      toggle.setAttribute("aria-expanded", String(!place.hidden));
      if (!place.hidden) ask();
    }, { "aria-expanded": "false", "aria-controls": place.id });
    return make("div", { className: "hand" }, toggle, place);
  }

  Object.assign(tools, { hands: { slider, curve, line, pad, face, chooser, grip, picture, preview } });
})();
