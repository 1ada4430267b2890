// The results of a search, in the dialog that search.js opened: what is found while the reader types, by kind, with the
// sentence that has the words, and a choice among it by the arrow keys. A sentence leads to its place on the page (place.js).
window.personabookResults = function (parts, words) {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;
  // More than a screen shows; who needs the rest types another letter.
  var SHOWN = 40;
  // How many letters of a sentence there are around the first word that was typed, and how many words lead to its place.
  var BEFORE = 50;
  var AFTER = 110;
  var LEADING = 30;
  var match = window.personabookMatch;
  var prepared = match.prepare(window.personabookIndex);
  parts.input.placeholder = prepared.index.words.hint;
  parts.keys.textContent = prepared.index.words.keys;
  var active = -1;

  function options() {
    return parts.list.querySelectorAll("[role=option]");
  }

  function choose(place) {
    var all = options();
    if (active >= 0 && all[active]) {
      all[active].setAttribute("aria-selected", "false");
    }
    active = place;
    if (all[active]) {
      all[active].setAttribute("aria-selected", "true");
      all[active].scrollIntoView({ block: "nearest" });
      parts.input.setAttribute("aria-activedescendant", all[active].id);
    } else {
      parts.input.removeAttribute("aria-activedescendant");
    }
  }

  function onKey(event) {
    var count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count > 0) {
        choose((active + (event.key === "ArrowDown" ? 1 : count - 1) + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % count);
      }
    } else if (event.key === "Enter" && count > 0) {
      event.preventDefault();
      options()[Math.max(active, 0)].click();
    } else if (event.key === "Escape") {
      // Else the browser empties the field first, and closes at a second Escape.
      event.preventDefault();
      parts.dialog.close();
    }
  }

  // A face, else the rank, else the icon of the kind, else the first letter.
  function picture(entry, kind) {
    var box = element("span", "picture size-48");
    // In a book in one file pictures have no address.
    if (entry.picture && words.root !== "#") {
      var image = element("img");
      image.src = words.root + entry.picture;
      image.alt = "";
      image.width = 400;
      image.height = 400;
      box.appendChild(image);
      return box;
    }
    if (kind.icon && !entry.tier) {
      box.classList.add("icon-" + kind.icon);
    } else {
      box.classList.add("letter");
      box.textContent = entry.tier || entry.name.charAt(0);
      box.setAttribute("aria-hidden", "true");
    }
    return box;
  }

  // A text with the words that were typed marked.
  function marked(className, text, query) {
    var line = element("span", className);
    var at = 0;
    match.marks(text, query).forEach(function (mark) {
      if (mark[0] >= at) {
        line.append(text.slice(at, mark[0]), element("mark", "", text.slice(mark[0], mark[1])));
        at = mark[1];
      }
    });
    line.append(text.slice(at));
    return line;
  }

  // The part of a sentence around the first typed word, cut between words.
  function part(found) {
    var first = found.marks[0][0];
    var from = first > BEFORE ? found.text.indexOf(" ", first - BEFORE) + 1 : 0;
    var to = found.text.length > first + AFTER ? found.text.lastIndexOf(" ", first + AFTER) : found.text.length;
    to = Math.max(to, found.marks[0][1]);
    return (from > 0 ? "… " : "") + found.text.slice(Math.min(from, first), to) + (to < found.text.length ? " …" : "");
  }

  // Nothing where the name and what stands below it have all that was typed, and until the sentences are there.
  function sentenceOf(place, about, query) {
    var texts = window.personabookText && window.personabookText[place];
    var found = texts && !match.hasAll(about, query) ? match.sentence(texts, query) : null;
    return found && found.slips && match.hasAll(about, query, true) ? null : found;
  }

  function addressOf(found) {
    var words = found.text.match(/[\p{L}\p{N}\p{M}]+/gu);
    return "#found=" + encodeURIComponent(words.slice(0, LEADING).join(" "));
  }

  function option(place, query, number) {
    var entry = prepared.index.entries[place];
    var kind = prepared.index.kinds[entry.kind];
    var about = [entry.detail, entry.summary].filter(Boolean).join(" · ");
    var found = sentenceOf(place, [entry.name, about].concat(entry.tags || []).join(" "), query);
    var tone = "kind-" + kind.name + (entry.hue === undefined ? "" : " hue-" + entry.hue);
    var line = element("a", "search-result " + tone);
    line.href = words.root + kind.folder + "/" + entry.id + ".html" + (found ? addressOf(found) : "");
    line.id = "search-result-" + number;
    line.tabIndex = -1;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    var face = picture(entry, kind);
    face.classList.add.apply(face.classList, tone.split(" "));
    var text = element("span", "search-text");
    text.appendChild(marked("search-name", entry.name, query));
    if (found) {
      text.appendChild(marked("search-about search-sentence", part(found), query));
    } else if (about) {
      text.appendChild(marked("search-about", about, query));
    }
    line.append(face, text);
    line.addEventListener("click", function (event) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        parts.dialog.close();
      }
    });
    return line;
  }

  // By kind; the kind of the best result comes first.
  function groups(found, query) {
    var index = prepared.index;
    var byKind = new Map();
    found.slice(0, SHOWN).forEach(function (place) {
      var entry = index.entries[place];
      if (!byKind.has(entry.kind)) {
        byKind.set(entry.kind, []);
      }
      byKind.get(entry.kind).push(place);
    });
    var number = 0;
    return Array.from(byKind).map(function (pair) {
      var kind = index.kinds[pair[0]];
      var group = element("div", "search-group");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", kind.title);
      var title = element("p", "search-kind kind-" + kind.name, kind.title);
      title.setAttribute("aria-hidden", "true");
      group.appendChild(title);
      pair[1].forEach(function (place) {
        group.appendChild(option(place, query, number));
        number += 1;
      });
      return group;
    });
  }

  function says(query, count) {
    var index = prepared.index.words;
    if (count === 0) {
      return shared.fill(index.none, { query: query }) + " " + index.none_about;
    }
    var form = new Intl.PluralRules(document.documentElement.lang).select(count);
    return shared.fill(index.count[form] || index.count.other, { count: count });
  }

  function show() {
    var query = parts.input.value.trim();
    var found = query ? match.find(prepared, query) : [];
    active = -1;
    parts.list.replaceChildren.apply(parts.list, groups(found, query));
    parts.list.hidden = found.length === 0;
    parts.list.scrollTop = 0;
    parts.input.setAttribute("aria-expanded", String(found.length > 0));
    parts.status.textContent = query ? says(query, found.length) : "";
    choose(found.length > 0 ? 0 : -1);
  }

  parts.input.addEventListener("input", show);
  parts.input.addEventListener("keydown", onKey);
  show();
  return show;
};
