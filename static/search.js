// The search dialog: opens with its button, with / and with Ctrl-K, and shows what is found while the reader
// types. The index and the matching (search-match.js) are loaded when it first opens. Without this script the
// button is a link to the list of everything by name.
(function () {
  "use strict";
  // More than a screen shows; who needs the rest types another letter.
  var SHOWN = 40;
  var slot = document.querySelector(".search-slot");
  if (!slot) {
    return;
  }
  var words = slot.dataset;
  var root = words.root;
  var allByName = slot.querySelector("a").getAttribute("href");
  var allByNameText = slot.querySelector("a").textContent;
  var parts = null;
  var prepared = null;
  var active = -1;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  function glass() {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.200 15.200 20.500 20.500");
    svg.appendChild(path);
    return svg;
  }

  function makeDialog() {
    var dialog = element("dialog", "search");
    dialog.setAttribute("aria-label", words.label);
    var top = element("div", "search-top");
    var input = element("input", "search-input");
    input.type = "search";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.placeholder = words.hint;
    input.setAttribute("enterkeyhint", "go");
    input.setAttribute("aria-label", words.label);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", "search-results");
    var close = element("button", "search-close", words.close);
    close.type = "button";
    top.append(glass(), input, close);
    var status = element("p", "search-status");
    status.setAttribute("role", "status");
    var list = element("div", "search-results");
    list.id = "search-results";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.label);
    list.tabIndex = -1;
    list.hidden = true;
    var foot = element("p", "search-foot");
    var link = element("a", "", allByNameText);
    link.href = allByName;
    foot.append(link, element("span", "search-keys", words.keys));
    dialog.append(top, status, list, foot);
    document.body.appendChild(dialog);

    close.addEventListener("click", function () {
      dialog.close();
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) {
        dialog.close();
      }
    });
    input.addEventListener("input", show);
    input.addEventListener("keydown", onKey);
    return { dialog: dialog, input: input, status: status, list: list };
  }

  // Scripts made by script need a policy for their address where Trusted Types are enforced; copies of scripts
  // that the page itself holds do not.
  function load() {
    var copy = document.importNode(slot.querySelector("template").content, true);
    parts.status.textContent = words.wait;
    copy.querySelectorAll("script").forEach(function (script) {
      script.addEventListener("load", function () {
        if (window.personabookMatch && window.personabookIndex && !prepared) {
          prepared = window.personabookMatch.prepare(window.personabookIndex);
          show();
        }
      });
    });
    document.head.appendChild(copy);
  }

  function open() {
    if (!parts) {
      parts = makeDialog();
      load();
    }
    if (!parts.dialog.open) {
      parts.dialog.showModal();
      parts.input.select();
    }
  }

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

  // A face, else the rank, else the icon of the kind from the menu, else the first letter.
  function picture(entry, kind) {
    var box = element("span", "picture size-48");
    if (entry.picture) {
      var image = element("img");
      image.src = root + entry.picture;
      image.alt = "";
      image.width = 400;
      image.height = 400;
      box.appendChild(image);
      return box;
    }
    var icon = document.querySelector(".menu-panel .kind-" + kind.name + " .kind-icon");
    if (icon && !entry.tier) {
      box.appendChild(icon.cloneNode(true));
    } else {
      var letter = element("span", "picture-letter", entry.tier || entry.name.charAt(0));
      letter.setAttribute("aria-hidden", "true");
      box.appendChild(letter);
    }
    return box;
  }

  function option(entry, kind, number) {
    var tone = "kind-" + kind.name + (entry.hue === undefined ? "" : " hue-" + entry.hue);
    var line = element("a", "search-result " + tone);
    line.href = root + kind.folder + "/" + entry.id + ".html";
    line.id = "search-result-" + number;
    line.tabIndex = -1;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    var face = picture(entry, kind);
    face.classList.add.apply(face.classList, tone.split(" "));
    var text = element("span", "search-text");
    text.appendChild(element("span", "search-name", entry.name));
    if (entry.detail || entry.summary) {
      text.appendChild(element("span", "search-about", entry.detail && entry.summary ? entry.detail + " · " + entry.summary : entry.detail || entry.summary));
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
  function groups(found) {
    var index = prepared.index;
    var byKind = new Map();
    found.slice(0, SHOWN).forEach(function (place) {
      var entry = index.entries[place];
      if (!byKind.has(entry.kind)) {
        byKind.set(entry.kind, []);
      }
      byKind.get(entry.kind).push(entry);
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
      pair[1].forEach(function (entry) {
        group.appendChild(option(entry, kind, number));
        number += 1;
      });
      return group;
    });
  }

  function says(query, count) {
    var index = prepared.index.words;
    if (count === 0) {
      return index.none.replace("{query}", query) + " " + index.none_about;
    }
    return count === 1 ? index.count_one : index.count.replace("{count}", count);
  }

  function show() {
    if (!prepared) {
      return;
    }
    var query = parts.input.value.trim();
    var found = query ? window.personabookMatch.find(prepared, query) : [];
    active = -1;
    parts.list.replaceChildren.apply(parts.list, groups(found));
    parts.list.hidden = found.length === 0;
    parts.list.scrollTop = 0;
    parts.input.setAttribute("aria-expanded", String(found.length > 0));
    parts.status.textContent = query ? says(query, found.length) : "";
    choose(found.length > 0 ? 0 : -1);
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  var button = element("button", "search-button");
  button.type = "button";
  button.title = words.key;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  var key = element("kbd", "", "/");
  key.setAttribute("aria-hidden", "true");
  button.append(glass(), element("span", "search-label", words.label), key);
  button.addEventListener("click", open);
  slot.querySelector("a").replaceWith(button);

  document.addEventListener("keydown", function (event) {
    var slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    var control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if ((slash || control) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      open();
    }
  });
}());
