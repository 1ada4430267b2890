// The arrow keys lead through the tour as its links do.
(function () {
  "use strict";

  function follow(name) {
    var link = document.querySelector("head > link[rel='" + name + "']");
    if (link) {
      window.location.href = link.href;
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    // In a field, a menu or the search the keys have a meaning of their own.
    var focused = event.target instanceof Element ? event.target : null;
    if (focused && focused.closest("input, textarea, select, summary, details, dialog, [role], [tabindex], [contenteditable]")) {
      return;
    }
    if (event.key === "ArrowRight") {
      follow("next");
    } else if (event.key === "ArrowLeft") {
      follow("prev");
    }
  });
}());
