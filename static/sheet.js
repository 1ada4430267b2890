// Copies a filled-in sheet as plain text, adds up its points, says what they come to, and empties it. Without it the sheet can
// be filled in and printed.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var sheet = document.querySelector(".talk-sheet");
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

  function number(text) {
    var trimmed = text.trim().replace(",", ".");
    return trimmed === "" ? null : Number(trimmed);
  }

  function written(value) {
    return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 3 });
  }

  var verdict = sheet.querySelector(".sheet-verdict");
  var sections = points.map(function (input) { return input.closest(".sheet-item"); });

  // The points, and what is wrong with a number that an item cannot give.
  function judge() {
    var items = points.map(function (input, place) {
      var bounds = sections[place].dataset;
      return {
        least: Number(bounds.least || 0),
        most: bounds.most === undefined ? null : Number(bounds.most),
        points: number(input.value)
      };
    });
    function ticked(name) {
      return Array.prototype.map.call(sheet.querySelectorAll("[id^='" + name + "-']"), function (box) {
        return box.checked ? true : null;
      });
    }
    function names(places) {
      return places.map(function (place) { return sections[place].dataset.part; }).join(", ");
    }
    var all = ticked("all");
    var any = ticked("any");
    var needed = words.needed === undefined ? null : Number(words.needed);
    var found = window.personabookSheet.verdict(items, needed, all, any);
    points.forEach(function (input, place) {
      var isWrong = found.wrong.indexOf(place) >= 0;
      input.setAttribute("aria-invalid", String(isWrong));
      input.title = isWrong ? shared.fill(words.most, { maximum: written(items[place].most) }) : "";
    });
    total.value = found.given > 0 ? written(found.total) : "";
    return { found: found, text: said(found, needed, names) };
  }

  function said(found, needed, names) {
    var values = { points: written(found.total), possible: written(found.high), needed: needed === null ? "" : written(needed) };
    function fill(sentence, items) {
      values.items = items || "";
      return shared.fill(sentence, values);
    }
    if (found.wrong.length > 0) return fill(words.wrong, found.wrong.map(function (place) {
      return sections[place].dataset.part + " (" + points[place].title + ")";
    }).join(", "));
    if (found.given === 0) return "";
    if (found.enough === false) return fill(words.no);
    if (found.enough === null) return fill(words.open, names(found.open));
    if (found.qualified === true) return fill(needed === null ? words.enough : words.on);
    return fill(words.conditions, missing());
  }

  // The headings of the lists of which not all, or none, is ticked.
  function missing() {
    return [["all", true], ["any", false]].filter(function (list) {
      var boxes = Array.prototype.slice.call(sheet.querySelectorAll("[id^='" + list[0] + "-']"));
      function isTicked(box) { return box.checked; }
      return boxes.length > 0 && !(list[1] ? boxes.every(isTicked) : boxes.some(isTicked));
    }).map(function (list) {
      return shared.inOneLine(document.getElementById(list[0] + "-1").closest("div").querySelector("h4").textContent);
    }).join(", ");
  }

  // Only a sheet with points has a verdict.
  function tell() {
    if (verdict) verdict.textContent = judge().text;
  }

  sheet.addEventListener("input", function (event) {
    var field = event.target;
    status.textContent = "";
    grow(field);
    if (verdict && field.type === "radio") field.closest(".sheet-item").querySelector(".sheet-number").value = written(Number(field.value));
    var place = points.indexOf(field);
    if (place >= 0) {
      var value = number(field.value);
      Array.prototype.forEach.call(sections[place].querySelectorAll("input[type=radio]"), function (level) {
        level.checked = value !== null && Number(level.value) === value;
      });
    }
    if (field !== total) tell();
  });
  tell();

  // A printed field does not scroll.
  function grow(field) {
    while (field.localName === "textarea" && field.rows < 40 && field.scrollHeight > field.clientHeight + 2) field.rows += 1;
  }

  // A line for every field with something in it, under the heading of its part.
  function asText() {
    var lines = [shared.inOneLine(sheet.querySelector("h2").textContent)];
    var part = null;
    Array.prototype.forEach.call(sheet.querySelectorAll("input, textarea"), function (field) {
      var box = field.type === "checkbox" || field.type === "radio";
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
    if (verdict && verdict.textContent) lines.push("", verdict.textContent);
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
      if (field.type === "checkbox" || field.type === "radio") field.checked = false;
      else field.value = "";
    });
    status.textContent = "";
    tell();
    sheet.querySelector("input").focus();
  }
})();
