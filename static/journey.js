// Whose feelings a journey shows: makes buttons of the names in the legend, and keeps the choice in the
// address (`?who=sophie,mark`), so that a link shows the same. With nobody chosen everybody is shown.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var legend = document.querySelector(".j-legend");
  var keys = legend ? Array.prototype.slice.call(legend.querySelectorAll(".j-key[data-who]")) : [];
  if (keys.length < 2) {
    return;
  }
  var known = keys.map(function (key) {
    return key.dataset.who;
  });
  var chosen = fromAddress();

  function fromAddress() {
    var asked = (new URLSearchParams(window.location.search).get("who") || "").split(",");
    return known.filter(function (id) {
      return asked.indexOf(id) >= 0;
    });
  }

  function keepInAddress() {
    var address = new URL(window.location.href);
    if (chosen.length > 0) {
      address.searchParams.set("who", chosen.join(","));
    } else {
      address.searchParams.delete("who");
    }
    // A comma is allowed there, and reads better.
    address.search = address.search.replace(/%2C/gi, ",");
    shared.replaceAddress(address.href);
  }

  var buttons = keys.map(function (key) {
    var id = key.dataset.who;
    var button = shared.button("", key.className, function () { choose(id); });
    button.dataset.who = id;
    button.append.apply(button, Array.from(key.childNodes));
    key.replaceWith(button);
    return button;
  });
  legend.setAttribute("role", "group");
  legend.setAttribute("aria-label", legend.dataset.label);

  var parts = document.querySelectorAll(".j-board [data-who]");

  function show() {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(chosen.indexOf(button.dataset.who) >= 0));
    });
    parts.forEach(function (part) {
      part.classList.toggle("j-off", chosen.length > 0 && chosen.indexOf(part.dataset.who) < 0);
    });
  }

  function choose(id) {
    chosen = known.filter(function (other) {
      return (chosen.indexOf(other) >= 0) !== (other === id);
    });
    keepInAddress();
    show();
  }

  // The line whose name is under the pointer, or has the focus, stands out.
  function lift(id) {
    parts.forEach(function (part) {
      part.classList.toggle("j-lifted", part.dataset.who === id);
    });
    document.querySelectorAll(".j-curve").forEach(function (curve) {
      curve.classList.toggle("j-lifting", id !== "");
    });
  }

  buttons.forEach(function (button) {
    var id = button.dataset.who;
    ["pointerenter", "focus"].forEach(function (event) {
      button.addEventListener(event, function () {
        lift(id);
      });
    });
    ["pointerleave", "blur"].forEach(function (event) {
      button.addEventListener(event, function () {
        lift("");
      });
    });
  });
  window.addEventListener("popstate", function () {
    chosen = fromAddress();
    show();
  });
  show();
}());
