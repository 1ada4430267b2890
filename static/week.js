// The persona of the week in place of the voice on the home page. Runs before the page is drawn and waits for that
// place, so that nothing moves. `?week=2026-W47` shows the one of another week. Without it the page shows one voice.
(function () {
  "use strict";

  // The number of an ISO week: that of its Thursday in the year of that Thursday.
  function weekOf(day) {
    var thursday = new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
    thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
    var first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    return Math.ceil(((thursday - first) / 86400000 + 1) / 7);
  }

  function wanted() {
    var asked = /^\d{4}-W(\d{2})$/.exec(new URLSearchParams(window.location.search).get("week") || "");
    return asked ? Number(asked[1]) : weekOf(new Date());
  }

  function show() {
    var place = document.querySelector(".home-voice");
    if (!place) {
      return false;
    }
    var people = document.querySelector(".week-people").content.children;
    place.replaceWith(document.importNode(people[wanted() % people.length], true));
    return true;
  }

  var watch = new MutationObserver(function () {
    if (show()) {
      watch.disconnect();
    }
  });
  watch.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", function () {
    watch.disconnect();
  });
}());
