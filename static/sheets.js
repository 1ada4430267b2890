// What is printed of the sheets of a persona: the one that the address names. The style sheet asks for it with `:target`, which
// some browsers forget on paper, so it is said with classes too; and each sheet gets a button. Without it one chooses by a link.
(function () {
  "use strict";
  var shared = window.personabookShared;

  function sheets() {
    return Array.prototype.slice.call(document.querySelectorAll(".laid"));
  }

  function choose() {
    var id = window.location.hash.slice(1);
    var chosen = false;
    sheets().forEach(function (sheet) {
      var named = sheet.id === id;
      sheet.classList.toggle("chosen", named);
      chosen = chosen || named;
    });
    document.documentElement.classList.toggle("prints-one", chosen);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var label = document.querySelector(".laid-table").dataset.print;
    sheets().forEach(function (sheet) {
      var head = sheet.querySelector(".laid-head");
      var button = shared.button(label, "laid-print", function () {
        window.location.hash = sheet.id;
        choose();
        window.print();
      });
      head.appendChild(button);
    });
    choose();
  });
  window.addEventListener("hashchange", choose);
}());
