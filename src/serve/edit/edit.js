// Lets a page change the book: a form for its entry, new entries, undo and redo, and what was changed. Sends only what differs. Only
// `personabook serve --edit` adds it to pages, after `fields.js`.
(function () {
  "use strict";
  const here = document.currentScript;
  const folder = new URL(".", here.src).pathname;
  const secret = here.dataset.secret;
  const kept = "personabook-edit-said";
  /** What somebody asked for while the page was being loaded again. */
  const wished = "personabook-edit-wished";
  const WISH_LASTS = 10000;
  const tools = window.personabookEdit;
  const { newId, say, make, button, isTable, changed, one, fieldsOf, clear } = tools;
  let kinds = [];
  let language = "en";
  let open = 0;
  let missedNews = false;
  let isLeaving = false;
  let isReloading = false;
  /** Windows that are on their way. */
  let coming = 0;

  /** Asks the server: whether it was done, the number of its answer, and what it says. */
  async function ask(question) {
    try {
      const answer = await fetch(folder + "edit", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Personabook-Secret": secret },
        body: JSON.stringify(question),
      });
      return await heard(answer);
    } catch (ignore) {
      return { ok: false, status: 0, json: { wrong: [{ path: null, message: say("no_answer") }] } };
    }
  }

  async function heard(answer) {
    const text = await answer.text();
    let json;
    try {
      json = JSON.parse(text);
    } catch (ignore) {
      json = { wrong: [{ path: null, message: text }] };
    }
    return { ok: answer.ok, status: answer.status, json };
  }

  /** Sends the bytes of a picture, and what it is for. */
  async function send(file, about) {
    try {
      const query = Object.entries(about).map(function ([name, value]) { return name + "=" + encodeURIComponent(value); });
      return await heard(await fetch(folder + "picture?" + query.join("&"), {
        method: "POST",
        headers: { "Content-Type": file.type, "X-Personabook-Secret": secret },
        body: file,
      }));
    } catch (ignore) {
      return { ok: false, status: 0, json: { wrong: [{ path: null, message: say("no_answer") }] } };
    }
  }

  /** Makes a request ready that asks the server. */
  function openRequest(request) {
    request.open("POST", folder + "edit");
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("X-Personabook-Secret", secret);
  }

  Object.assign(tools, { ask, send, open: openRequest });

  // ---- What is asked for while the page is loaded again ----

  function keepWish(wish) {
    try {
      sessionStorage.setItem(wished, JSON.stringify({ page: location.pathname, at: Date.now(), ...wish }));
    } catch (ignore) {
      // Without storage it must be asked for again.
    }
  }

  function takeWish() {
    try {
      const wish = JSON.parse(sessionStorage.getItem(wished));
      sessionStorage.removeItem(wished);
      return wish && wish.page === location.pathname && Date.now() - wish.at < WISH_LASTS ? wish : null;
    } catch (ignore) {
      return null;
    }
  }

  function reload() {
    isReloading = true;
    location.reload();
  }

  /** Does what a button says. A page that is going keeps it for the one that comes. */
  async function act(wish) {
    if (isReloading) {
      keepWish(wish);
      return;
    }
    coming += 1;
    try {
      await deeds[wish.do](wish);
    } finally {
      coming -= 1;
      if (open === 0 && coming === 0 && missedNews && !isLeaving) reload();
    }
  }

  const deeds = {
    edit: function (wish) { return edit(wish.entry, wish.path); },
    // It goes on until its window closes.
    begin: function (wish) { begin(wish.kind, null); },
    undo: function () { return step("undo", "undone"); },
    redo: function () { return step("redo", "redone"); },
    changes: function () { return changes(); },
    faults: function () { return showFaults(); },
  };

  // ---- Windows ----

  /** A window over the page. `mayClose` says whether it may go now. */
  function dialog(title, mayClose) {
    const heading = make("h2", { id: newId(), textContent: title, tabIndex: -1 });
    const status = make("p", { className: "status", role: "status" });
    const element = make("dialog", { className: "personabook-edit", lang: language, "aria-labelledby": heading.id }, heading, status);
    element.addEventListener("cancel", function (event) {
      event.preventDefault();
      close();
    });
    // A browser closes it without asking when Escape comes twice.
    element.addEventListener("close", function () {
      if (!element.isConnected) return;
      if (mayClose && !mayClose()) element.showModal();
      else end();
    });
    const back = document.activeElement;
    const shown = { element, status, heading, close, end, onend: null };
    function close() {
      if (mayClose && !mayClose()) return;
      end();
    }
    function end() {
      element.remove();
      open -= 1;
      if (shown.onend) shown.onend();
      if (isLeaving) return;
      if (open === 0 && coming === 0 && missedNews) reload();
      else if (back && back.isConnected) back.focus();
    }
    document.body.append(element);
    element.showModal();
    open += 1;
    heading.focus();
    return shown;
  }

  function tell(shown, answer, fieldAt) {
    const rest = [];
    let first = null;
    for (const wrong of answer.json.wrong || []) {
      const line = wrong.line && !fieldAt ? say("line", { number: wrong.line }) : "";
      const text = [line, wrong.message, wrong.help].filter(Boolean).join(": ");
      const field = wrong.path && fieldAt ? fieldAt(wrong.path) : null;
      if (field) {
        field.wrong(text);
        first = first || field;
      } else {
        rest.push(text);
      }
    }
    shown.status.setAttribute("role", "alert");
    shown.status.classList.add("is-wrong");
    shown.status.textContent = [answer.status === 409 ? say("changed_elsewhere") : say("refused"), ...rest].join(": ");
    if (first && first.element) tools.reveal(first);
    else if (first) first.focus();
    else shown.heading.focus();
  }

  /** Keeps what is to be said once the page is there again. */
  function sayLater(text) {
    try {
      sessionStorage.setItem(kept, text);
    } catch (ignore) {
      // Without storage nothing is said.
    }
  }

  /** Waits until the site shows a page, and goes there. */
  async function goTo(entry, hash) {
    const address = "/" + entry + ".html";
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(address, { method: "HEAD", cache: "no-store" }).catch(function () { return { ok: false }; });
      if (answer.ok) break;
      await new Promise(function (done) { setTimeout(done, 100); });
    }
    if (location.pathname === address) location.reload();
    else location.href = address + hash;
  }

  const LONG = new Set(["summary", "quote", "scenario", "statement", "want", "so_that", "when", "attitude", "findings"]);

  async function edit(entry, path) {
    const answer = await ask({ do: "form", entry });
    if (!answer.ok) {
      const shown = dialog(say("edit"));
      tell(shown, answer);
      shown.element.append(button(say("close"), shown.close));
      return;
    }
    const form = { ...answer.json, long: LONG, sources: [] };
    let isSaving = false;
    let mayDiscard = false;
    form.isUnsaved = false;
    const shown = dialog(say("edit_this", { name: form.named }), function () {
      if (!form.isUnsaved || mayDiscard) return true;
      shown.status.textContent = say("unsaved");
      discard.hidden = false;
      discard.focus();
      return false;
    });
    const discard = button(say("discard"), function () {
      mayDiscard = true;
      shown.close();
    }, { hidden: true });
    form.discard = discard;
    const element = make("form", { noValidate: true });
    form.element = element;
    form.onsaved = function (saved) { ways(saved.json); };
    const end = make("div", { className: "end" });
    if (!form.values) {
      asText(form, shown);
      return;
    }
    const values = form.values;
    const fields = fieldsOf(form.fields, values, form);
    const more = make("details", {}, make("summary", { textContent: say("more_fields") }));
    for (const [name, { control, field }] of fields) {
      const isShown = control.required || values[name] !== undefined || form.found.some(function (one) { return one.path && one.path[0] === name; });
      (isShown ? element : more).append(field.element);
    }
    const hasBody = typeof values.body === "string";
    const story = one(
      { name: "body", is: "text", about: say("story_about") },
      hasBody ? values.body : form.story || undefined,
      { ...form, long: new Set(["body"]) },
      say("story"),
    );
    if (story.input.tagName === "TEXTAREA") story.input.rows = 10;
    element.append(story.element, more);
    const fieldAt = function (path) {
      if (path[0] === "body") return story;
      const top = fields.get(path[0]);
      return top ? top.field.at(path.slice(1)) : null;
    };
    const preview = tools.hands.preview(story, form);
    if (preview) story.element.append(preview);
    const notes = tools.notes(form, fieldAt, async function (at) {
      if (form.isUnsaved) {
        shown.status.textContent = say("save_first");
        save.focus();
        return;
      }
      const mended = await ask({ do: "rename", entry, read: form.read, at });
      if (!mended.ok) {
        tell(shown, mended, fieldAt);
        return;
      }
      coming += 1;
      shown.end();
      coming -= 1;
      act({ do: "edit", entry });
    });
    if (notes) element.prepend(notes);
    const save = make("button", { type: "submit", textContent: say("save"), className: "first" });
    end.append(save, button(say("close"), shown.close), discard, button(say("delete"), function () { remove(form, shown); }));
    element.append(end);
    element.addEventListener("input", function () {
      form.isUnsaved = true;
      mayDiscard = false;
    });
    element.addEventListener("submit", async function (event) {
      event.preventDefault();
      if (isSaving) return;
      isSaving = true;
      shown.status.textContent = say("saving");
      for (const { field } of fields.values()) clear(field);
      const edits = [...fields].flatMap(function ([name, { field }]) { return field.edits([name]); });
      edits.push(...story.edits(["body"]));
      const saved = edits.length ? await ask({ do: "change", entry, read: form.read, edits }) : { ok: true };
      isSaving = false;
      if (!saved.ok) {
        tell(shown, saved, fieldAt);
        if (saved.status === 409) {
          shown.status.after(button(say("load_again"), function () {
            mayDiscard = true;
            coming += 1;
            shown.close();
            coming -= 1;
            act({ do: "edit", entry });
          }));
        }
        return;
      }
      form.isUnsaved = false;
      sayLater(say("saved", { name: form.named }));
      shown.end();
      show();
    });
    shown.element.append(element);
    const start = path && fieldAt(path);
    if (start) tools.reveal(start);
  }

  /** A file that cannot be read field by field, as it is written, with what is wrong with it. */
  function asText(form, shown) {
    const found = form.found.filter(function (one) { return one.is_error; }).map(function (one) {
      const place = one.line ? say("line", { number: one.line }) + ": " : "";
      return make("li", { lang: "en", textContent: place + [one.message, one.help].filter(Boolean).join(": ") });
    });
    const text = make("textarea", { id: newId(), rows: 14, value: form.text, spellcheck: false, className: "as-text" });
    const element = form.element;
    element.append(
      make("p", { textContent: say("mistakes", { file: form.file }) }),
      make("ul", {}, ...found),
      make("div", { className: "field" }, make("label", { htmlFor: text.id, textContent: form.file }), text),
      make("div", { className: "end" },
        make("button", { type: "submit", textContent: say("save"), className: "first" }),
        button(say("close"), shown.close), form.discard));
    element.addEventListener("input", function () { form.isUnsaved = true; });
    element.addEventListener("submit", async function (event) {
      event.preventDefault();
      const saved = await ask({ do: "text", entry: form.entry, read: form.read, text: text.value });
      if (!saved.ok) {
        tell(shown, saved);
        return;
      }
      form.isUnsaved = false;
      sayLater(say("saved", { name: form.named }));
      // What is left to mend has a field now.
      coming += 1;
      shown.end();
      coming -= 1;
      const again = await ask({ do: "form", entry: form.entry });
      if (again.ok && again.json.values && again.json.found.some(function (one) { return one.is_error; })) act({ do: "edit", entry: form.entry });
      else show();
    });
    shown.element.append(element);
    text.focus();
  }

  function remove(form, above) {
    const shown = dialog(say("delete_sure", { name: form.named }));
    if (form.refers.length) {
      const names = form.refers.map(function (one) { return make("li", {}, make("a", { href: "/" + one.entry + ".html", textContent: one.name })); });
      shown.element.append(make("p", { textContent: say("delete_refers") }), make("ul", {}, ...names), button(say("close"), shown.close));
      return;
    }
    if (form.beside.length) {
      shown.element.append(
        make("p", { textContent: say("delete_beside") }),
        make("ul", {}, ...[form.file, ...form.beside].map(function (file) { return make("li", {}, make("code", { textContent: file })); })));
    }
    shown.element.append(make("div", { className: "end" },
      button(say("delete"), async function () {
        const answer = await ask({ do: "delete", entry: form.entry, read: form.read });
        if (!answer.ok) {
          tell(shown, answer);
          return;
        }
        sayLater(say("deleted", { name: form.named }));
        isLeaving = true;
        shown.end();
        above.end();
        location.href = "/" + form.folder + "/index.html";
      }),
      button(say("keep"), shown.close)));
  }

  /** A new entry: asks for its kind, its name and what it cannot be without. Gives what came of it. */
  function begin(fixedKind, above) {
    return new Promise(function (done) {
      let made = null;
      const shown = dialog(fixedKind === "evidence" && above ? say("new_source") : say("new"));
      shown.onend = function () { done(made); };
      const kind = make("select", { id: newId() }, ...kinds.map(function (one) { return make("option", { value: one.kind, textContent: one.called }); }));
      const name = make("input", { type: "text", id: newId(), "aria-required": "true" });
      const id = make("input", { type: "text", id: newId() });
      const wrong = { name: make("p", { id: newId(), className: "wrong" }), id: make("p", { id: newId(), className: "wrong" }) };
      name.setAttribute("aria-describedby", wrong.name.id);
      id.setAttribute("aria-describedby", wrong.id.id);
      const needed = make("div", {});
      const element = make("form", { noValidate: true });
      let fields = new Map();
      let form = null;
      async function choose() {
        const answer = await ask({ do: "blank", kind: kind.value });
        if (!answer.ok) {
          tell(shown, answer);
          return;
        }
        form = { ...answer.json, long: LONG, sources: [], element, file: "" };
        const wanted = form.fields.filter(function (control) {
          return (control.required && control.name !== "name") || (form.kind === "evidence" && ["method", "by"].includes(control.name));
        });
        const today = form.today ? { date: form.today } : {};
        // What is proposed is no value that the file has.
        fields = fieldsOf(wanted, {}, form);
        for (const [key, value] of Object.entries(today)) {
          const inner = fields.get(key);
          if (inner && inner.field.input) inner.field.input.value = value;
        }
        needed.replaceChildren(...[...fields.values()].map(function (inner) { return inner.field.element; }));
      }
      kind.value = fixedKind || "persona";
      kind.addEventListener("change", choose);
      const kindField = make("div", { className: "field" }, make("label", { htmlFor: kind.id, textContent: say("kind") }), kind);
      kindField.hidden = Boolean(above);
      element.append(kindField,
        make("div", { className: "field" }, make("label", { htmlFor: name.id, textContent: say("name") }), name, wrong.name),
        needed,
        make("div", { className: "field" }, make("label", { htmlFor: id.id, textContent: say("id") }), id, wrong.id),
        make("div", { className: "end" },
          make("button", { type: "submit", textContent: say("begin"), className: "first" }),
          button(say("cancel"), shown.close)));
      element.addEventListener("submit", async function (event) {
        event.preventDefault();
        wrong.name.textContent = "";
        wrong.id.textContent = "";
        for (const { field } of fields.values()) clear(field);
        const edits = [...fields].flatMap(function ([key, { field }]) {
          const value = field.read();
          return value === undefined ? [] : [{ path: [key], set: value }];
        });
        const answer = await ask({ do: "begin", kind: kind.value, name: name.value, id: id.value, edits });
        if (!answer.ok) {
          tell(shown, answer, function (path) {
            if (path[0] === "name" || path[0] === "id") {
              const input = path[0] === "name" ? name : id;
              return {
                element: input,
                wrong: function (text) { wrong[path[0]].textContent = text; },
                focus: function () { input.focus(); },
              };
            }
            const top = fields.get(path[0]);
            return top ? top.field.at(path.slice(1)) : null;
          });
          return;
        }
        made = answer.json;
        if (!above) {
          sayLater(say("begun", { name: made.name }));
          isLeaving = true;
        }
        shown.end();
        if (!above) goTo(made.entry, "#edit");
      });
      shown.element.append(element);
      choose().then(function () { (above || fixedKind ? name : kind).focus(); });
    });
  }

  tools.newSource = function (form) { return begin("evidence", form); };

  async function changes() {
    const answer = await ask({ do: "changes" });
    const shown = dialog(say("changes"));
    if (!answer.ok) {
      tell(shown, answer);
    } else if (!answer.json.files.length) {
      shown.element.append(make("p", { textContent: say("nothing_changed") }));
    } else {
      const files = answer.json.files.map(function (one) {
        return make("li", {}, one.name + ": " + say("was_" + one.how) + " ", make("code", { textContent: one.file }));
      });
      shown.element.append(
        make("ul", {}, ...files),
        make("p", { textContent: say("commands", { folder: answer.json.folder }) }),
        make("pre", { tabIndex: 0, textContent: answer.json.commands.join("\n") }),
        make("p", { textContent: say("patch") }),
        make("pre", { tabIndex: 0, textContent: answer.json.patch }));
    }
    shown.element.append(button(say("close"), shown.close));
  }

  // ---- On the page ----

  /** The entry of this page, or the kind of which it lists the entries. */
  function whatIsHere() {
    const found = location.pathname.match(/^\/([a-z-]+)\/([a-z0-9-]+)\.html$/);
    const kind = found && kinds.find(function (one) { return one.folder === found[1]; });
    if (!kind) return {};
    return found[2] === "index" ? { kind: kind.kind } : { kind: kind.kind, entry: found[1] + "/" + found[2] };
  }

  /** Loads the page as soon as it shows what was saved; the reload script does, if there is news. */
  function show() {
    if (missedNews && open === 0) reload();
    else sayNow(true);
  }

  let status = null;

  /** Says what was kept. News of it may load the page again at once; then it is said again. */
  function sayNow(mayLoadAgain) {
    try {
      const text = sessionStorage.getItem(kept);
      if (!text) return false;
      status.textContent = text;
      if (mayLoadAgain) setTimeout(function () { sessionStorage.removeItem(kept); }, 5000);
      else sessionStorage.removeItem(kept);
      return true;
    } catch (ignore) {
      // Without storage nothing is said.
      return false;
    }
  }

  async function step(way, key) {
    const answer = await ask({ do: way });
    if (answer.ok) {
      status.textContent = say(key, { name: answer.json.name });
      sayLater(status.textContent);
      sayNow(true);
    } else {
      status.textContent = (answer.json.wrong || []).map(function (one) { return one.message; }).join(" ");
    }
    ways(answer.json);
  }

  let undo = null;
  let redo = null;
  let mistakes = null;
  let faulty = [];

  function tellFaults(all) {
    faulty = all;
    mistakes.hidden = !all.length;
    mistakes.textContent = say("faults", { count: all.length });
  }

  function showFaults() {
    const shown = dialog(say("faults", { count: faulty.length }));
    const list = tools.faults(faulty, function (entry) {
      coming += 1;
      shown.end();
      coming -= 1;
      act({ do: "edit", entry });
    });
    shown.element.append(list, button(say("close"), shown.close));
  }

  // The message over the page changed: so did what is to be mended.
  document.addEventListener("personabook-error", async function () {
    if (!mistakes) return;
    const answer = await ask({ do: "words" });
    if (answer.ok && answer.json.faults) tellFaults(answer.json.faults);
  });

  function ways(can) {
    if ("can_undo" in can) undo.disabled = !can.can_undo;
    if ("can_redo" in can) redo.disabled = !can.can_redo;
  }

  /** The words of an item of a list, without marks. */
  function plain(text) {
    return text.replace(/\[\^[^\]]*\]/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`\\]/g, "").replace(/\s+/g, " ").trim();
  }

  /** The face of the entry on its page takes a picture that is dropped on it. */
  function dropOnPage(form) {
    const field = form.fields.find(function (one) { return one.is === "image"; });
    const own = (form.entries[form.kind] || []).find(function (one) { return one.id === form.id; });
    const face = own && own.face && new URL("/" + own.face, location.href).pathname;
    const shown = [...document.querySelectorAll("main img")].find(function (one) { return new URL(one.src).pathname === face && !one.closest("a, dialog"); });
    if (!field || !shown) return;
    const place = shown.closest("picture") || shown;
    place.addEventListener("dragover", function (event) {
      event.preventDefault();
      place.classList.add("personabook-edit-over");
    });
    place.addEventListener("dragleave", function () { place.classList.remove("personabook-edit-over"); });
    place.addEventListener("drop", async function (event) {
      event.preventDefault();
      place.classList.remove("personabook-edit-over");
      const file = event.dataTransfer.files[0];
      if (!file) return;
      status.textContent = say("saving");
      const answer = await send(file, { entry: form.entry, read: form.read, path: JSON.stringify([field.name]) });
      ways(answer.json);
      if (answer.ok) {
        sayLater(say("picture_saved", { file: answer.json.value }));
        sayNow(true);
      } else {
        status.textContent = (answer.json.wrong || []).map(function (one) { return [one.message, one.help].filter(Boolean).join(": "); }).join(" ");
      }
    });
  }

  /** A quiet handle at each statement of the entry that stands on its page as it is written. */
  async function handles(entry) {
    const answer = await ask({ do: "form", entry });
    if (!answer.ok || !answer.json.values) return;
    dropOnPage(answer.json);
    const claims = [];
    (function walk(value, path) {
      if (Array.isArray(value)) value.forEach(function (inner, at) { walk(inner, [...path, at]); });
      else if (isTable(value)) {
        if (typeof value.text === "string") claims.push([plain(value.text), path, value.id]);
        for (const [key, inner] of Object.entries(value)) if (key) walk(inner, [...path, key]);
      }
    })(answer.json.values, []);
    const places = [...document.querySelectorAll("main li, main p, main dd, main blockquote")];
    const texts = new Map(places.map(function (place) { return [place, place.textContent.replace(/\s+/g, " ").trim()]; }));
    for (const [text, path, id] of claims) {
      if (text.length < 4) continue;
      const own = id && document.getElementById(id);
      const found = own ? [own] : places.filter(function (place) { return texts.get(place).startsWith(text); });
      const inner = found.filter(function (place) { return !found.some(function (other) { return other !== place && place.contains(other); }); });
      if (inner.length !== 1 || inner[0].querySelector(".personabook-edit-handle")) continue;
      inner[0].append(button("✎", function () { act({ do: "edit", entry, path }); }, { className: "personabook-edit-handle", "aria-label": say("edit_this", { name: text }) }));
    }
  }

  async function begins() {
    const answer = await ask({ do: "words" });
    if (!answer.ok || !answer.json.words) return;
    tools.words = answer.json.words;
    kinds = answer.json.kinds;
    language = answer.json.language;
    const link = make("link", { rel: "stylesheet", href: folder + "edit.css" });
    document.head.append(link);
    const { kind, entry } = whatIsHere();
    status = make("p", { className: "status", role: "status" });
    undo = button(say("undo"), function () { act({ do: "undo" }); }, { disabled: true });
    redo = button(say("redo"), function () { act({ do: "redo" }); }, { disabled: true });
    mistakes = button("", function () { act({ do: "faults" }); }, { className: "mistakes", hidden: true });
    const bar = make("section", { className: "personabook-edit-bar", lang: language, "aria-label": say("about") },
      entry ? button(say("edit"), function () { act({ do: "edit", entry }); }, { className: "first" }) : null,
      button(say("new"), function () { act({ do: "begin", kind }); }),
      undo, redo,
      button(say("changes"), function () { act({ do: "changes" }); }),
      mistakes,
      status);
    const main = document.querySelector("main");
    if (main) main.prepend(bar);
    else document.body.prepend(bar);
    ways(answer.json);
    tellFaults(answer.json.faults);
    if (document.querySelector(".personabook-nothing-yet") && answer.json.faults.length) {
      const list = tools.faults(answer.json.faults, function (faulty) { act({ do: "edit", entry: faulty }); });
      bar.after(make("section", { className: "personabook-edit-faults", lang: language, "aria-label": say("faults", { count: answer.json.faults.length }) }, list));
    }
    if (sayNow(false)) bar.querySelector("button").focus({ preventScroll: true });
    const wish = takeWish();
    if (wish) act(wish);
    if (entry && location.hash === "#edit") {
      history.replaceState(null, "", location.pathname);
      act({ do: "edit", entry });
    } else if (entry) {
      handles(entry);
    }
  }

  // A page with a window open keeps what is typed there.
  document.addEventListener("personabook-load-again", function (event) {
    if (open > 0 || coming > 0 || isLeaving) {
      missedNews = true;
      event.preventDefault();
    } else {
      isReloading = true;
    }
  });
  addEventListener("beforeunload", function (event) {
    if (open > 0 && document.querySelector("dialog.personabook-edit form")) {
      event.preventDefault();
    }
  });

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begins);
  else begins();
})();
