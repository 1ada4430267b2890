// A book in one file: shows the page that the address names, as style sheets do without this script, also where the address
// names words that a search found, and prints all of them.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var pages = Array.from(document.querySelectorAll(".one-page"));

  function named(address) {
    return pages.find(function (page) {
      return address === page.id || address.startsWith(page.id.replace(/\//g, ".") + ":") || address.startsWith(page.id + "#");
    });
  }

  function show() {
    var address = shared.decoded(window.location.hash.slice(1));
    var page = named(address) || pages[0];
    pages.forEach(function (one) { one.classList.toggle("shown", one === page); });
    document.body.dataset.shown = page.id;
    document.title = page.dataset.title;
    var place = address === page.id ? null : document.getElementById(address);
    if (place) {
      place.scrollIntoView({ behavior: "instant" });
    } else if (address.indexOf("#found=") < 0) {
      window.scrollTo(0, 0);
    }
  }

  window.addEventListener("hashchange", show);
  show();

  var foot = document.querySelector(".site-footer p");
  if (foot) {
    foot.append(" ", shared.button(document.body.dataset.print, "print-book", function () {
      document.body.dataset.all = "";
      window.print();
      delete document.body.dataset.all;
    }));
  }
}());
