// Leads to the place that the address names: opens what is folded around it, and selects the sentence that a search
// found (`#found=…`). Sets one name, `personabookPlace`; without this script a browser opens what it can by itself.
(function () {
  "use strict";
  var FOUND = "#found=";
  var decoded = window.personabookShared.decoded;

  function open(element) {
    for (var around = element; around; around = around.parentElement) {
      if (around.localName === "details") {
        around.open = true;
      }
    }
  }

  function words(text) {
    return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu));
  }

  function folded(word) {
    return word.normalize("NFC").toLowerCase();
  }

  // Where these words stand one after the other in the content, whatever marks and links are between them.
  function range(wanted) {
    var walker = document.createTreeWalker(document.querySelector(".one-page.shown") || document.querySelector("main"), NodeFilter.SHOW_TEXT);
    var there = [];
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("script, style, template, [hidden], .visually-hidden, .mark, svg, sup")) {
        words(node.data).forEach(function (match) {
          there.push({ word: folded(match[0]), node: node, from: match.index, to: match.index + match[0].length });
        });
      }
    }
    for (var first = 0; first + wanted.length <= there.length; first += 1) {
      var same = 0;
      while (same < wanted.length && there[first + same].word === wanted[same]) {
        same += 1;
      }
      if (same === wanted.length) {
        var last = there[first + same - 1];
        var found = document.createRange();
        found.setStart(there[first].node, there[first].from);
        found.setEnd(last.node, last.to);
        return found;
      }
    }
    return null;
  }

  function show() {
    var place = window.location.hash;
    // Where all pages are in one file, the address names the page first.
    var said = place.indexOf(FOUND);
    if (said >= 0) {
      var wanted = words(decoded(place.slice(said + FOUND.length))).map(function (match) { return folded(match[0]); });
      var found = wanted.length > 0 ? range(wanted) : null;
      if (found) {
        var element = found.startContainer.parentElement;
        open(element);
        element.scrollIntoView({ block: "center", behavior: "instant" });
        var selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(found);
      }
      return;
    }
    var target = place.length > 1 ? document.getElementById(decoded(place.slice(1))) : null;
    if (target && target.closest("details")) {
      open(target);
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  window.addEventListener("hashchange", show);
  // A link to the place where the reader is already changes no address.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href*='#']");
    if (link && link.href === window.location.href) {
      window.setTimeout(show);
    }
  });

  // Style sheets open what is folded on paper where a browser lets them.
  var openedForPaper = [];
  if (!window.CSS || !CSS.supports("selector(::details-content)")) {
    window.addEventListener("beforeprint", function () {
      openedForPaper = Array.from(document.querySelectorAll("main details:not([open])"));
      openedForPaper.forEach(function (details) { details.open = true; });
    });
    window.addEventListener("afterprint", function () {
      openedForPaper.forEach(function (details) { details.open = false; });
    });
  }
  window.personabookPlace = show;
  show();
}());
