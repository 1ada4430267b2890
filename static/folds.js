// The sections of a page that are folded: one button opens all of them, which the browser remembers, and the list of
// contents says which section a reader is in.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var KEPT = "personabook-folds";
  var folds = Array.from(document.querySelectorAll(".persona-main details"));
  var bar = document.querySelector(".folds-bar");

  function allOpen() {
    return folds.every(function (fold) { return fold.open; });
  }

  function openAll(open) {
    folds.forEach(function (fold) { fold.open = open; });
  }

  if (bar && folds.length > 0) {
    var button = shared.button("", "folds-button no-print", function () {
      var open = !allOpen();
      openAll(open);
      shared.keep(KEPT, open ? "open" : null);
      say();
    });
    var say = function () {
      button.textContent = allOpen() ? bar.dataset.close : bar.dataset.open;
    };
    if (shared.kept(KEPT) === "open") {
      openAll(true);
      window.personabookPlace();
    }
    folds.forEach(function (fold) { fold.addEventListener("toggle", say); });
    say();
    bar.appendChild(button);
  }

  var links = Array.from(document.querySelectorAll(".persona-nav a"));
  var sections = links.map(function (link) {
    return document.getElementById(link.getAttribute("href").slice(1));
  });
  var asked = false;

  // The last section that began above the upper third of the window; at the end of the page the last one that is seen.
  function mark() {
    asked = false;
    var line = window.innerHeight / 3;
    var here = -1;
    sections.forEach(function (section, place) {
      if (section && section.getBoundingClientRect().top <= line) {
        here = place;
      }
    });
    links.forEach(function (link, place) {
      if (place === here) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  function soon() {
    if (!asked) {
      asked = true;
      window.requestAnimationFrame(mark);
    }
  }

  if (links.length > 0) {
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    document.addEventListener("toggle", soon, true);
    mark();
  }
}());
