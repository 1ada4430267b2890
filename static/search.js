// The search dialog: opens with its button, with / and with Ctrl-K, and shows what is found while the reader
// types. What is loaded when it first opens: the matching (search-match.js), the list of results
// (search-results.js), the index, and the sentences, which may come later. Without this script the button is a link to the list
// of everything by name.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;
  var slot = document.querySelector(".search-slot");
  if (!slot) {
    return;
  }
  var said = slot.dataset.words.split("|");
  var words = { root: slot.dataset.root, label: said[0], key: said[1], close: said[2] };
  var allByName = slot.querySelector("a").getAttribute("href");
  var allByNameText = slot.querySelector("a").textContent;
  var parts = null;

  function glass() {
    var drawing = shared.svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    drawing.appendChild(shared.svg("path", { d: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.200 15.200 20.500 20.500" }));
    return drawing;
  }

  function makeDialog() {
    var dialog = element("dialog", "search");
    dialog.setAttribute("aria-label", words.label);
    var top = element("div", "search-top");
    var input = element("input", "search-input");
    input.type = "search";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("enterkeyhint", "go");
    input.setAttribute("aria-label", words.label);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", "search-results");
    var close = shared.button(words.close, "search-close", function () { dialog.close(); });
    top.append(glass(), input, close);
    var status = shared.status("p", "search-status");
    var list = element("div", "search-results");
    list.id = "search-results";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.label);
    list.tabIndex = -1;
    list.hidden = true;
    var foot = element("p", "search-foot");
    var link = element("a", "", allByNameText);
    link.href = allByName;
    var keys = element("span", "search-keys");
    foot.append(link, keys);
    dialog.append(top, status, list, foot);
    document.body.appendChild(dialog);

    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) {
        dialog.close();
      }
    });
    return { dialog: dialog, input: input, status: status, list: list, keys: keys };
  }

  // Scripts made by script need a policy for their address where Trusted Types are enforced; copies of scripts
  // that the page itself holds do not.
  function load() {
    var template = slot.querySelector("template");
    var copy = template ? document.importNode(template.content, true) : document.createDocumentFragment();
    var show = null;
    function begin() {
      if (show) {
        show();
      } else if (window.personabookMatch && window.personabookResults && window.personabookIndex) {
        show = window.personabookResults(parts, words);
      }
    }
    parts.status.textContent = "…";
    copy.querySelectorAll("script").forEach(function (script) {
      script.addEventListener("load", begin);
    });
    document.head.appendChild(copy);
    // A book in one file has them already.
    begin();
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

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  var button = shared.button("", "search-button", open);
  button.title = words.key;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  var key = element("kbd", "", "/");
  key.setAttribute("aria-hidden", "true");
  button.append(glass(), element("span", "search-label", words.label), key);
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
