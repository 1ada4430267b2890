// Lets readers contradict: every section of an entry gets a link to the address of the book, with the name of the entry, the
// address of the section, and what the reader marked in it. Without it there is one such link at the foot of the page.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var words = document.currentScript.dataset;
  var whole = document.querySelector(".feedback");
  if (!whole) return;
  var here = words.place || window.location.href.split("#")[0];

  function marked(section) {
    var selection = window.getSelection();
    var text = selection ? shared.inOneLine(String(selection)) : "";
    return text && selection.containsNode(section, true) ? text : "";
  }

  function address(section, heading) {
    var named = heading.id ? heading : section.id ? section : section.querySelector("[id]");
    return shared.fill(words.address, {
      entry: encodeURIComponent(shared.inOneLine(document.querySelector("h1").textContent)),
      place: encodeURIComponent(named ? here + "#" + named.id : here),
      text: encodeURIComponent(marked(section) || shared.inOneLine(heading.textContent))
    });
  }

  // The same sections for which the style sheet keeps room.
  var headings = document.querySelectorAll(".entry :is(section, div, article) > h2, .entry :is(section, div, article) > .heading > h2, .entry details > summary > h2");
  Array.prototype.forEach.call(headings, function (heading) {
    var section = heading.parentElement.matches(".heading, summary") ? heading.parentElement.parentElement : heading.parentElement;
    if (heading.closest(".entry-footer, .hero, nav") || section.querySelector(":scope > .feedback-link")) return;
    var link = shared.element("a", "feedback-link no-print", whole.textContent);
    var about = shared.element("span", "visually-hidden", ": " + shared.inOneLine(heading.textContent));
    link.appendChild(about);
    link.href = address(section, heading);
    // What is marked is known when somebody is about to follow the link; pressing it would unmark it.
    ["pointerdown", "focus"].forEach(function (event) {
      link.addEventListener(event, function () { link.href = address(section, heading); });
    });
    section.appendChild(link);
  });
}());
