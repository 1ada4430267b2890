// Copies a filled-in sheet as plain text, adds up its points, and empties it. Without it the sheet can be filled in and printed.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var sheet = document.querySelector(".sheet");
  if (!sheet) return;
  var words = sheet.dataset;
  var total = document.getElementById("total");
  var points = Array.prototype.slice.call(sheet.querySelectorAll(".sheet-item .sheet-number"));

  var tools = document.querySelector(".sheet-tools");
  function button(text, name, act) {
    tools.appendChild(shared.button(text, "button " + name, act));
  }
  button(words.copy, "sheet-copy", copy);
  button(words.clear, "soft sheet-clear", clear);
  var status = shared.status("span");
  tools.appendChild(status);

  function number(input) {
    return parseFloat(input.value.replace(",", "."));
  }

  sheet.addEventListener("input", function (event) {
    status.textContent = "";
    grow(event.target);
    if (points.indexOf(event.target) < 0) return;
    var known = points.map(number).filter(function (value) { return !isNaN(value); });
    var sum = known.reduce(function (left, right) { return left + right; }, 0);
    total.value = known.length ? String(Math.round(sum * 100) / 100) : "";
  });

  // A printed field does not scroll.
  function grow(field) {
    while (field.localName === "textarea" && field.rows < 40 && field.scrollHeight > field.clientHeight + 2) field.rows += 1;
  }

  // A line for every field with something in it, under the heading of its part.
  function asText() {
    var lines = [shared.inOneLine(sheet.querySelector("h2").textContent)];
    var part = null;
    Array.prototype.forEach.call(sheet.querySelectorAll("input, textarea"), function (field) {
      var box = field.type === "checkbox";
      if (box ? !field.checked : !field.value.trim()) return;
      var section = field.closest("[data-part]");
      if (section !== part) {
        part = section;
        if (section) lines.push("", shared.inOneLine(section.dataset.part));
      }
      var label = field.labels && field.labels.length ? shared.inOneLine(field.labels[0].textContent) : field.getAttribute("aria-label");
      if (section && label.slice(-section.dataset.part.length) === section.dataset.part) label = shared.inOneLine(label.slice(0, -section.dataset.part.length));
      lines.push(box ? "[x] " + label : label + ": " + field.value.trim());
    });
    return lines.join("\n") + "\n";
  }

  function copy() {
    var text = asText();
    shared.copy(text, copied, function () { byHand(text); });
  }

  function copied() {
    status.textContent = words.copied;
  }

  // Without leave to use the clipboard: select the text, and let the browser or the reader copy it.
  function byHand(text) {
    var shown = tools.querySelector("textarea") || shared.element("textarea", "sheet-text");
    shown.readOnly = true;
    shown.setAttribute("aria-label", words.text);
    shown.value = text;
    tools.appendChild(shown);
    shown.focus();
    shown.select();
    if (document.execCommand && document.execCommand("copy")) {
      tools.removeChild(shown);
      copied();
    } else {
      status.textContent = words.failed;
    }
  }

  function clear() {
    Array.prototype.forEach.call(sheet.querySelectorAll("input, textarea"), function (field) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    status.textContent = "";
    sheet.querySelector("input").focus();
  }
})();
