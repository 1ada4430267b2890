// The fields of an entry as a page edits them: a control for each, made from what the server says of it, and what differs afterwards. Must
// not know entries, nor how they are saved. Only `personabook serve --edit` adds it to pages.
(function () {
  "use strict";
  /** More entries than this are found by typing, not by looking through them. */
  const MANY = 40;
  /** What `edit.js` uses; it brings the words, and `newSource`, which begins a source while a form is open. */
  const tools = { words: {}, newSource: null };
  window.personabookEdit = tools;
  let ids = 0;

  function newId() {
    ids += 1;
    return "personabook-edit-" + ids;
  }

  function say(key, slots) {
    let text = tools.words[key] || key;
    for (const [slot, value] of Object.entries(slots || {})) {
      text = text.replaceAll("{" + slot + "}", value);
    }
    return text;
  }

  /** An element: its properties and attributes, and what is in it. */
  function make(tag, about, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(about || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name in element && name !== "list" && name !== "form") element[name] = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...inside.filter(function (one) { return one !== null && one !== undefined; }));
    return element;
  }

  function button(text, click, more) {
    return make("button", { type: "button", textContent: text, onclick: click, ...more });
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  function isTable(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value);
  }

  // A field has an element, `read` (its value, or nothing), `edits` (what differs from what the file says, at a path), `at` (the field at a
  // path below it), `wrong` (shows a message), `note` (shows something beside it), `fill` (writes a value that is not saved yet) and `focus`.

  /** The label, what the field means and where messages are shown. */
  function frame(control, input, form, name, shown) {
    const about = newId();
    const message = newId();
    const text = [control.about, control.example ? say("example") + ": " + control.example : ""].filter(Boolean).join(" ");
    input.id = input.id || newId();
    input.setAttribute("aria-describedby", about + " " + message);
    if (control.required) input.setAttribute("aria-required", "true");
    const wrong = make("p", { id: message, className: "wrong" });
    const label = make("label", { htmlFor: input.id, textContent: name + (control.required ? " (" + say("required") + ")" : "") });
    const element = make("div", { className: "field" }, label, make("p", { id: about, className: "about", lang: control.is_english ? "en" : null, textContent: text }), shown || input, wrong);
    return {
      element,
      wrong: function (said) {
        wrong.textContent = said;
        input.setAttribute("aria-invalid", said ? "true" : "false");
      },
      note: function (more) { wrong.before(more); },
      focus: function () { input.focus(); },
    };
  }

  function one(control, value, form, name) {
    let input;
    let read;
    const trimmed = function () { return input.value.trim() === "" ? undefined : input.value.trim(); };
    const options = choicesOf(control, form);
    let shown = null;
    let put = function (now) { input.value = now === undefined ? "" : String(now); };
    if (control.is === "reference") {
      const chooser = tools.hands.chooser(options, value);
      input = chooser.input;
      shown = chooser.element;
      read = chooser.read;
      put = chooser.put;
    } else if (options) {
      input = make("select", {}, make("option", { value: "", textContent: "– " + say("none") + " –" }));
      const known = options.some(function (option) { return option.value === String(value); });
      if (value !== undefined && !known) input.append(make("option", { value: String(value), textContent: String(value) }));
      for (const option of options) input.append(make("option", { value: option.value, textContent: option.text }));
      input.value = value === undefined ? "" : String(value);
      read = function () {
        if (input.value === "") return undefined;
        return control.is === "flag" ? input.value === "true" : input.value;
      };
    } else if (control.is === "date") {
      input = make("input", { type: "date", value: value || "" });
      read = trimmed;
    } else if (control.is === "number" && (value === undefined || typeof value === "number")) {
      input = make("input", { type: "number", step: "any", value: value === undefined ? "" : String(value) });
      if (control.least !== undefined) input.min = control.least;
      if (control.most !== undefined) input.max = control.most;
      read = function () { return input.value === "" ? undefined : Number(input.value); };
    } else {
      const text = value === undefined ? "" : String(value);
      const isLong = control.is === "claim" || form.long.has(control.name) || text.length > 60 || text.includes("\n");
      input = isLong ? make("textarea", { rows: 2, value: text }) : make("input", { type: "text", value: text });
      read = function () {
        const now = trimmed();
        const isNumber = control.is === "text-or-number" && /^-?\d+(\.\d+)?$/.test(now || "");
        return isNumber && typeof value !== "string" ? Number(now) : now;
      };
    }
    let before = read();
    const framed = frame(control, input, form, name, shown);
    const field = {
      ...framed,
      input,
      read,
      fill: function (now) {
        put(now);
        changed(input);
        input.focus();
        if (input.select) input.select();
      },
      /** Somebody saved this value already. */
      saved: function (now) {
        put(now);
        before = read();
      },
      edits: function (path) {
        const now = read();
        if (same(now, before)) return [];
        return now === undefined ? [{ path, remove: true }] : [{ path, set: now }];
      },
      at: function () { return this; },
    };
    if (input.type === "number" && control.least !== undefined && control.most !== undefined) {
      input.after(tools.hands.slider(input, control, name));
    }
    return field;
  }

  function choicesOf(control, form) {
    if (control.is === "choice") return control.choices;
    if (control.is === "flag") return [{ value: "true", text: say("yes") }, { value: "false", text: say("no") }];
    if (control.is !== "reference") return null;
    const of = function (kind, head) {
      return (form.entries[kind] || []).map(function (entry) { return { value: head + entry.id, text: entry.name, face: entry.face }; });
    };
    if (control.to) return of(control.to, "");
    return Object.keys(form.entries).flatMap(function (kind) { return of(kind, kind + ":"); });
  }

  /** Several fields below a heading; for a table of which one value may stand alone, that one first and the rest folded. */
  function table(control, value, form, name) {
    const asWritten = form.as_written;
    const isText = isTable(value) && asWritten in value;
    const isNumber = typeof value === "number";
    const said = isNumber ? { [control.alone]: value } : isTable(value) ? value : {};
    const fields = new Map();
    const legend = make("legend", { textContent: name });
    const element = make("fieldset", { className: "table" }, legend);
    let rest = null;
    for (const inner of control.fields) {
      const isFirst = inner.name === control.alone;
      const label = isFirst && control.is !== "table" ? name : inner.label;
      const field = fieldOf(inner.name === "text" && control.is === "claim" ? { ...inner, is: "claim-text", required: control.required } : inner, said[inner.name], form, label);
      if (inner.is === "image" && form.entry) field.element.append(tools.hands.picture(field, form, null));
      fields.set(inner.name, field);
      if (control.alone && !isFirst) {
        if (!rest) {
          rest = make("details", { open: false }, make("summary", { textContent: say("more_of", { name }) }));
        }
        if (inner.name === "evidence") {
          const many = (said.evidence || []).length;
          element.append(make("details", {}, make("summary", { textContent: inner.label + (many ? " (" + many + ")" : "") }), field.element));
        } else {
          rest.append(field.element);
        }
      } else {
        element.append(field.element);
      }
    }
    if (rest) element.append(rest);
    const readTable = function () {
      const now = {};
      for (const [key, field] of fields) {
        const inner = field.read();
        if (inner !== undefined) now[key] = inner;
      }
      return now;
    };
    const short = function (now) {
      const keys = Object.keys(now);
      if (keys.length === 0) return undefined;
      return keys.length === 1 && keys[0] === control.alone ? now[keys[0]] : now;
    };
    const before = readTable();
    const hand = control.hand ? control.hand.as : "";
    if (hand === "line") tools.hands.line(control, fields);
    if (hand === "pad") {
      const pad = tools.hands.pad(control, fields, name);
      if (pad) (rest || element).append(pad);
    }
    if (hand === "face") {
      const face = tools.hands.face(readTable, form);
      if (face) {
        legend.after(face.image);
        element.addEventListener("input", face.look);
        face.look();
      }
    }
    return {
      element,
      fields,
      read: function () {
        const now = readTable();
        if (isText && same(now, before)) return value[asWritten];
        return isNumber && same(now, before) ? value : short(now);
      },
      edits: function (path) {
        const now = readTable();
        if (same(now, before)) return [];
        if (short(now) === undefined) return [{ path, remove: true }];
        if (value === undefined || isText || isNumber) return [{ path, set: short(now) }];
        return [...fields].flatMap(function ([key, field]) { return field.edits([...path, key]); });
      },
      at: function (path) {
        const field = fields.get(path[0]);
        return field ? field.at(path.slice(1)) : this;
      },
      wrong: function (text) {
        const first = fields.get(control.alone) || [...fields.values()][0];
        if (first) first.wrong(text);
      },
      note: function (more) { legend.after(more); },
      fill: function (now) {
        const first = fields.get(control.alone);
        if (first && typeof now === "string") first.fill(now);
        else this.focus();
      },
      focus: function () {
        const first = fields.get(control.alone) || [...fields.values()][0];
        if (first) first.focus();
      },
      fold: rest,
    };
  }

  /** Sources and the like, each by its name: ticked, they stand in the list. */
  function ticks(control, value, form, name) {
    const before = value || [];
    const kind = control.item.to;
    const message = newId();
    const boxes = new Map();
    const legend = make("legend", { textContent: name });
    const places = make("div", { className: "ticks" });
    const wrong = make("p", { id: message, className: "wrong" });
    const element = make("fieldset", { className: "table", "aria-describedby": message }, legend, places, wrong);
    const add = function (id, text, isOn, face) {
      const box = make("input", { type: "checkbox", id: newId(), checked: isOn, value: id });
      const image = face ? make("img", { src: "/" + face, alt: "", width: 32, height: 32 }) : null;
      places.append(make("div", {}, box, image, make("label", { htmlFor: box.id, textContent: text })));
      boxes.set(id, box);
      return box;
    };
    const known = form.entries[kind] || [];
    for (const id of before) {
      if (!known.some(function (entry) { return entry.id === id; })) add(id, id, true);
    }
    for (const entry of known) add(entry.id, entry.name, before.includes(entry.id), entry.face);
    if (kind === "evidence") {
      form.sources.push(function (entry) { if (!boxes.has(entry.id)) add(entry.id, entry.name, false); });
      element.append(button(say("new_source"), async function () {
        const made = await tools.newSource(form);
        if (made) {
          form.entries[kind] = [...(form.entries[kind] || []), { id: made.id, name: made.name }];
          for (const tell of form.sources) tell(made);
          boxes.get(made.id).checked = true;
          boxes.get(made.id).focus();
        }
      }, { "aria-label": say("new_source") + ": " + name }));
    }
    const read = function () {
      const on = [...boxes].filter(function ([, box]) { return box.checked; }).map(function ([id]) { return id; });
      const stay = before.filter(function (id) { return on.includes(id); });
      const all = [...stay, ...on.filter(function (id) { return !before.includes(id); })];
      return all.length ? all : undefined;
    };
    return {
      element,
      read,
      edits: function (path) { return listEdits(path, value, read(), null); },
      at: function () { return this; },
      wrong: function (text) { wrong.textContent = text; },
      note: function (more) { legend.after(more); },
      fill: function () { this.focus(); },
      focus: function () {
        const first = element.querySelector("input, button");
        if (first) first.focus();
      },
    };
  }

  /** The edits between two lists of plain values. */
  function listEdits(path, before, now) {
    if (same(before, now)) return [];
    if (now === undefined) return [{ path, remove: true }];
    if (!before || !before.length) return [{ path, set: now }];
    const gone = before.map(function (id, at) { return [id, at]; }).filter(function ([id]) { return !now.includes(id); });
    const removed = gone.reverse().map(function ([, at]) { return { path: [...path, at], remove: true }; });
    const added = now.filter(function (id) { return !before.includes(id); }).map(function (id) { return { path, add: id }; });
    return [...removed, ...added];
  }

  function list(control, value, form, name) {
    const before = Array.isArray(value) ? value : [];
    const message = newId();
    const places = make("ol", { className: "items" });
    const wrong = make("p", { id: message, className: "wrong" });
    const element = make("fieldset", { className: "table", "aria-describedby": message }, make("legend", { textContent: name }), make("p", { className: "about", lang: control.is_english ? "en" : null, textContent: control.about }), places, wrong);
    let items = [];
    let curve = null;
    const addButton = button(say("add", { name }), function () { put(undefined, null).field.focus(); });
    element.append(addButton);
    function number() {
      items.forEach(function (item, at) {
        const called = say("item", { name, number: at + 1 });
        item.remove.setAttribute("aria-label", say("remove", { name: called }));
        item.up.setAttribute("aria-label", say("up", { name: called }));
        item.down.setAttribute("aria-label", say("down", { name: called }));
        item.up.disabled = at === 0;
        item.down.disabled = at === items.length - 1;
      });
      if (curve) curve.look();
    }
    function shift(item, by) {
      const at = items.indexOf(item);
      items.splice(at, 1);
      items.splice(at + by, 0, item);
      if (by < 0) items[at].place.before(item.place);
      else items[at].place.after(item.place);
      number();
      const again = by < 0 ? item.up : item.down;
      (again.disabled ? (by < 0 ? item.down : item.up) : again).focus();
      changed(element);
    }
    function drop(item) {
      const at = items.indexOf(item);
      items.splice(at, 1);
      item.place.remove();
      number();
      (items[at] ? items[at].remove : addButton).focus();
      changed(element);
    }
    /** Items were dragged: they are in the order in which they stand. */
    function dropped() {
      items.sort(function (one, other) { return one.place.compareDocumentPosition(other.place) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1; });
      number();
      changed(element);
    }
    function put(inner, origin) {
      const called = say("item", { name, number: items.length + 1 });
      const item = { origin, field: fieldOf(control.item, inner, form, called) };
      item.up = button("↑", function () { shift(item, -1); });
      item.down = button("↓", function () { shift(item, 1); });
      item.remove = button("×", function () { drop(item); });
      const grip = tools.hands.grip(places, function () { return item.place; }, dropped);
      item.place = make("li", {}, item.field.element, make("div", { className: "moves" }, grip, item.up, item.down, item.remove));
      items.push(item);
      places.append(item.place);
      number();
      return item;
    }
    before.forEach(function (inner, at) { put(inner, at); });
    if (control.hand) {
      curve = tools.hands.curve(control, element, function () { return items.map(function (item) { return item.field; }); }, name);
      places.before(curve.element);
    }
    const full = function () { return items.filter(function (item) { return item.field.read() !== undefined; }); };
    const read = function () {
      const now = full().map(function (item) { return item.field.read(); });
      return now.length ? now : undefined;
    };
    return {
      element,
      read,
      edits: function (path) {
        const now = full();
        if (!now.length) return before.length ? [{ path, remove: true }] : [];
        if (!before.length) return [{ path, set: read() }];
        const edits = [];
        const order = before.map(function (ignore, at) { return at; });
        const stay = now.filter(function (item) { return item.origin !== null; });
        for (let at = before.length - 1; at >= 0; at -= 1) {
          if (!stay.some(function (item) { return item.origin === at; })) {
            edits.push({ path: [...path, at], remove: true });
            order.splice(at, 1);
          }
        }
        stay.forEach(function (item, at) {
          const from = order.indexOf(item.origin);
          if (from !== at) {
            edits.push({ path: [...path, from], move: at });
            order.splice(from, 1);
            order.splice(at, 0, item.origin);
          }
        });
        stay.forEach(function (item, at) { edits.push(...item.field.edits([...path, at])); });
        let length = stay.length;
        now.forEach(function (item, at) {
          if (item.origin !== null) return;
          if (!length) edits.push({ path, set: [item.field.read()] });
          else edits.push({ path, add: item.field.read() });
          if (at !== length) edits.push({ path: [...path, length], move: at });
          length += 1;
        });
        return edits;
      },
      at: function (path) {
        const item = full()[path[0]];
        return item ? item.field.at(path.slice(1)) : this;
      },
      wrong: function (text) { wrong.textContent = text; },
      note: function (more) { places.before(more); },
      fill: function (now) {
        for (const inner of Array.isArray(now) ? now : [now]) put(undefined, null).field.fill(inner);
      },
      focus: function () { (items[0] ? items[0].field : addButton).focus(); },
    };
  }

  /** Labels of the author's own, each with a text. */
  function labels(control, value, form, name) {
    const before = isTable(value) ? value : {};
    const places = make("ol", { className: "items" });
    const wrong = make("p", { className: "wrong" });
    const element = make("fieldset", { className: "table" }, make("legend", { textContent: name }), make("p", { className: "about", lang: control.is_english ? "en" : null, textContent: control.about }), places, wrong);
    const rows = [];
    function put(key, inner) {
      const label = make("input", { type: "text", value: key, id: newId() });
      const isPlain = inner === undefined || typeof inner === "string" || typeof inner === "number";
      const text = make("input", { type: "text", value: isPlain && inner !== undefined ? String(inner) : "", id: newId(), disabled: !isPlain });
      const row = { label, text, inner, isPlain };
      const place = make("li", {},
        make("label", { htmlFor: label.id, textContent: say("label") }), label,
        make("label", { htmlFor: text.id, textContent: say("value") }), text,
        button("×", function () {
          rows.splice(rows.indexOf(row), 1);
          place.remove();
          addButton.focus();
          changed(element);
        }, { "aria-label": say("remove", { name: name + " " + key }) }));
      rows.push(row);
      places.append(place);
      return row;
    }
    const addButton = button(say("add", { name }), function () { put("", undefined).label.focus(); });
    for (const [key, inner] of Object.entries(before)) put(key, inner);
    element.append(addButton);
    const now = function () {
      const table = {};
      for (const row of rows) {
        const key = row.label.value.trim();
        const text = row.text.value.trim();
        if (!key) continue;
        if (!row.isPlain) table[key] = row.inner;
        else if (typeof row.inner === "number" && text === String(row.inner)) table[key] = row.inner;
        else if (text) table[key] = text;
      }
      return table;
    };
    return {
      element,
      read: function () { return Object.keys(now()).length ? now() : undefined; },
      edits: function (path) {
        const table = now();
        if (!Object.keys(table).length) return Object.keys(before).length ? [{ path, remove: true }] : [];
        if (!Object.keys(before).length) return [{ path, set: table }];
        const gone = Object.keys(before).filter(function (key) { return !(key in table); });
        const new_ = Object.keys(table).filter(function (key) { return !same(table[key], before[key]); });
        return [
          ...gone.map(function (key) { return { path: [...path, key], remove: true }; }),
          ...new_.map(function (key) { return { path: [...path, key], set: table[key] }; }),
        ];
      },
      at: function () { return this; },
      wrong: function (text) { wrong.textContent = text; },
      note: function (more) { places.before(more); },
      fill: function () { this.focus(); },
      focus: function () { (rows[0] ? rows[0].label : addButton).focus(); },
    };
  }

  /** What is shown, and edited in the file. */
  function fixed(control, value, form, name) {
    const text = value === undefined ? "" : JSON.stringify(value, null, 1);
    const about = make("p", { className: "about", textContent: say("in_the_file", { file: form.file || "" }) });
    const wrong = make("p", { className: "wrong" });
    const element = make("div", { className: "field" }, make("p", { className: "name", textContent: name }), about, text ? make("pre", { tabIndex: 0, textContent: text }) : null, wrong);
    return {
      element,
      read: function () { return value; },
      edits: function () { return []; },
      at: function () { return this; },
      wrong: function (said) { wrong.textContent = said; },
      note: function (more) { wrong.before(more); },
      fill: function () { this.focus(); },
      focus: function () { element.scrollIntoView(); },
    };
  }

  function fieldOf(control, value, form, name) {
    const isList = Array.isArray(value);
    switch (control.is) {
      case "list": {
        if (value !== undefined && !isList) return fixed(control, value, form, name);
        const few = control.item.is === "reference" && control.item.to && (form.entries[control.item.to] || []).length <= MANY;
        return few ? ticks(control, value, form, name) : list(control, value, form, name);
      }
      case "labels":
        return value === undefined || isTable(value) ? labels(control, value, form, name) : fixed(control, value, form, name);
      case "number-or-table":
        // A word for it, or a change in words, stays as it was typed.
        return typeof value === "string" ? one(control, value, form, name) : table(control, value, form, name);
      case "table":
      case "claim":
        return value === undefined || isTable(value) ? table(control, value, form, name) : fixed(control, value, form, name);
      case "claim-text":
        return one({ ...control, is: "claim" }, value, form, name);
      case "other":
        return fixed(control, value, form, name);
      default:
        return isList || isTable(value) ? fixed(control, value, form, name) : one(control, value, form, name);
    }
  }

  /** Whoever looks whether something is not saved yet hears of a change that is no typing. */
  function changed(element) {
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Fields that stand beside one another, by their names. */
  function fieldsOf(controls, values, form) {
    const fields = new Map();
    for (const control of controls) {
      const field = fieldOf(control, values[control.name], form, control.label);
      if (control.is === "image" && field.input && form.entry) field.element.append(tools.hands.picture(field, form, [control.name]));
      fields.set(control.name, { control, field });
    }
    return fields;
  }

  function clear(field) {
    for (const wrong of field.element.querySelectorAll(".wrong")) wrong.textContent = "";
    if (field.element.matches(".wrong")) field.element.textContent = "";
    for (const input of field.element.querySelectorAll("[aria-invalid]")) input.setAttribute("aria-invalid", "false");
  }

  Object.assign(tools, { newId, say, make, button, isTable, changed, one, fieldsOf, clear });
})();
