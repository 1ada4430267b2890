// Lets a page change the book: a form for its entry, new entries, undo and redo, and what was changed. Sends only what differs. Only
// `personabook serve --edit` adds it to pages, after `fields.js`.
(function () {
  "use strict";
  const here = document.currentScript;
  const folder = new URL(".", here.src).pathname;
  const secret = here.dataset.secret;
  const kept = "personabook-edit-said";
  const tools = window.personabookEdit;
  const { newId, say, make, button, isTable, changed, one, fieldsOf, clear } = tools;
  let kinds = [];
  let language = "en";
  let open = 0;
  let missedNews = false;
  let isLeaving = false;

  /** Asks the server: whether it was done, the number of its answer, and what it says. */
  async function ask(question) {
    try {
      const answer = await fetch(folder + "edit", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Personabook-Secret": secret },
        body: JSON.stringify(question),
      });
      const text = await answer.text();
      let json;
      try {
        json = JSON.parse(text);
      } catch (ignore) {
        json = { wrong: [{ path: null, message: text }] };
      }
      return { ok: answer.ok, status: answer.status, json };
    } catch (ignore) {
      return { ok: false, status: 0, json: { wrong: [{ path: null, message: say("no_answer") }] } };
    }
  }

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
      if (open === 0 && missedNews) location.reload();
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
      const text = [wrong.message, wrong.help].filter(Boolean).join(": ");
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
    for (let up = first && first.element ? first.element.parentElement : null; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
    }
    if (first) first.focus();
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
    const form = { ...answer.json, long: LONG, lists: {}, sources: [] };
    let isUnsaved = false;
    let isSaving = false;
    let mayDiscard = false;
    const shown = dialog(say("edit_this", { name: form.named }), function () {
      if (!isUnsaved || mayDiscard) return true;
      shown.status.textContent = say("unsaved");
      discard.hidden = false;
      discard.focus();
      return false;
    });
    const discard = button(say("discard"), function () {
      mayDiscard = true;
      shown.close();
    }, { hidden: true });
    const element = make("form", { noValidate: true });
    form.element = element;
    const end = make("div", { className: "end" });
    if (!form.values) {
      shown.status.textContent = say("mistakes", { file: form.file });
      const found = form.found.map(function (one) { return make("li", { textContent: [one.message, one.help].filter(Boolean).join(": ") }); });
      shown.element.append(make("ul", { lang: "en" }, ...found), button(say("close"), shown.close));
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
    for (const found of form.found) {
      const field = found.path ? fieldAt(found.path) : null;
      if (!field) continue;
      field.wrong(found.message);
      if (found.mend && field.input) {
        field.note(button(say("mend_reviewed"), function () {
          field.input.value = found.mend;
          field.wrong("");
          changed(field.input);
          field.focus();
        }));
      }
    }
    const save = make("button", { type: "submit", textContent: say("save"), className: "first" });
    end.append(save, button(say("close"), shown.close), discard, button(say("delete"), function () { remove(form, shown); }));
    element.append(end);
    element.addEventListener("input", function () {
      isUnsaved = true;
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
            shown.close();
            edit(entry);
          }));
        }
        return;
      }
      isUnsaved = false;
      sayLater(say("saved", { name: form.named }));
      shown.end();
      show();
    });
    shown.element.append(element);
    const start = path && fieldAt(path);
    if (start) {
      for (let up = start.element.parentElement; up; up = up.parentElement) {
        if (up.tagName === "DETAILS") up.open = true;
      }
      start.focus();
    }
  }

  function remove(form, above) {
    const shown = dialog(say("delete_sure", { name: form.named }));
    if (form.refers.length) {
      const names = form.refers.map(function (one) { return make("li", {}, make("a", { href: "/" + one.entry + ".html", textContent: one.name })); });
      shown.element.append(make("p", { textContent: say("delete_refers") }), make("ul", {}, ...names), button(say("close"), shown.close));
      return;
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
        form = { ...answer.json, long: LONG, lists: {}, sources: [], element, file: "" };
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
    if (missedNews) location.reload();
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

  function ways(can) {
    if ("can_undo" in can) undo.disabled = !can.can_undo;
    if ("can_redo" in can) redo.disabled = !can.can_redo;
  }

  /** The words of an item of a list, without marks. */
  function plain(text) {
    return text.replace(/\[\^[^\]]*\]/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`\\]/g, "").replace(/\s+/g, " ").trim();
  }

  /** A quiet handle at each statement of the entry that stands on its page as it is written. */
  async function handles(entry) {
    const answer = await ask({ do: "form", entry });
    if (!answer.ok || !answer.json.values) return;
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
      inner[0].append(button("✎", function () { edit(entry, path); }, { className: "personabook-edit-handle", "aria-label": say("edit_this", { name: text }) }));
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
    undo = button(say("undo"), function () { step("undo", "undone"); }, { disabled: true });
    redo = button(say("redo"), function () { step("redo", "redone"); }, { disabled: true });
    const bar = make("section", { className: "personabook-edit-bar", lang: language, "aria-label": say("about") },
      entry ? button(say("edit"), function () { edit(entry); }, { className: "first" }) : null,
      button(say("new"), function () { begin(kind, null); }),
      undo, redo,
      button(say("changes"), changes),
      status);
    const main = document.querySelector("main");
    if (main) main.prepend(bar);
    else document.body.prepend(bar);
    ways(answer.json);
    if (sayNow(false)) bar.querySelector("button").focus({ preventScroll: true });
    if (entry && location.hash === "#edit") {
      history.replaceState(null, "", location.pathname);
      edit(entry);
    } else if (entry) {
      handles(entry);
    }
  }

  // A page with a window open keeps what is typed there.
  document.addEventListener("personabook-load-again", function (event) {
    if (open > 0 || isLeaving) {
      missedNews = true;
      event.preventDefault();
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
