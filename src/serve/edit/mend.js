// What is wrong with an entry, advised or still open, beside the field that it is about, with a button that fills in the edit where it is known. Must
// not know how a form is saved. Only `personabook serve --edit` adds it to pages, after `hands.js`.
(function () {
  "use strict";
  const tools = window.personabookEdit;
  const { newId, say, make, button } = tools;

  /** Opens what is folded around a field, and goes there. */
  function reveal(field) {
    for (let up = field.element.parentElement; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
    }
    field.focus();
  }

  /** What a message says, in the language of the book where it has words for it. */
  function words(one) {
    const own = [one.message, one.help].filter(Boolean).join(": ");
    if (!one.title) return [make("p", { lang: "en", textContent: own })];
    const own_words = make("p", {}, make("strong", { textContent: one.title }), one.ends ? " " + one.ends : null);
    return [own_words, make("p", { className: "about", lang: "en", textContent: own })];
  }

  function mendButton(mend, field, rename) {
    if (!mend) return null;
    if (mend.do === "rename") return button(say("mend_write", { edit: mend.edit }), function () { rename(mend.at); });
    if (mend.do === "set") {
      const text = mend.say ? say(mend.say) : say("mend_write", { edit: mend.edit });
      return button(text, function () { field.fill(mend.value); });
    }
    if (mend.do === "example") return button(say("mend_example"), function () { field.fill(mend.value); });
    return null;
  }

  /** Puts all that was found and is open beside its field, and gives a list of it, from which each can be gone to. */
  function notes(form, fieldAt, rename) {
    const list = make("ul", {});
    const all = [
      ...form.found.map(function (one) { return { one, inside: words(one), mend: one.mend, isWrong: one.is_error }; }),
      ...form.open.map(function (one) {
        const inside = [make("p", {}, make("strong", { textContent: one.step + ":" }), " " + one.rule), make("p", { className: "about", textContent: one.todo })];
        return { one, inside, mend: one.mend, isWrong: false };
      }),
    ];
    for (const { one, inside, mend, isWrong } of all) {
      const field = one.path ? fieldAt(one.path) : null;
      const note = make("div", { className: isWrong ? "note is-wrong" : "note" }, ...inside);
      const place = make("li", {});
      list.append(place);
      if (!field || !field.note) {
        const there = mendButton(mend && mend.do === "rename" ? mend : null, null, rename);
        place.append(note);
        if (there) note.append(there);
        continue;
      }
      const there = mendButton(mend, field, rename);
      field.note(note);
      if (field.input) {
        note.firstChild.id = newId();
        field.input.setAttribute("aria-describedby", field.input.getAttribute("aria-describedby") + " " + note.firstChild.id);
      }
      if (there) note.append(there);
      const short = one.title || one.rule || one.message;
      place.append(button(short, function () { reveal(field); }, { className: "go" }));
    }
    if (!all.length) return null;
    const folded = make("details", { className: "notes" }, make("summary", { textContent: say("found", { count: all.length }) }), list);
    folded.open = all.some(function (one) { return one.isWrong; });
    return folded;
  }

  /** What keeps the book from becoming a site: each mistake with its place, and a button for the form of its entry. */
  function faults(all, edit) {
    return make("ul", { className: "faults" }, ...all.map(function (one) {
      const place = one.line ? one.file + ":" + one.line : one.file;
      return make("li", {},
        make("code", { textContent: place }), " ",
        make("span", { lang: "en", textContent: [one.message, one.help].filter(Boolean).join(": ") }), " ",
        one.entry ? button(say("mend", { name: one.name }), function () { edit(one.entry); }) : null);
    }));
  }

  Object.assign(tools, { notes, faults, reveal });
})();
