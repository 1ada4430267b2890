// Light, dark or as the system prefers. Runs in the head, before anything is drawn, so that no page
// flashes in the wrong colours; makes its own button when the page is there. Everything works without it.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var key = "personabook-theme";
  var choices = ["auto", "light", "dark"];
  var root = document.documentElement;
  // Where the browser keeps nothing, the choice lasts as long as the page.
  var choice = shared.kept(key);
  if (choices.indexOf(choice) < 0) {
    choice = "auto";
  }
  function apply() {
    if (choice === "auto") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", choice);
    }
  }
  apply();

  var shapes = {
    auto: [["circle", { cx: 12, cy: 12, r: 8.25 }], ["path", { d: "M12 3.750v16.500a8.250 8.250 0 0 0 0-16.500z", fill: "currentColor" }]],
    light: [["circle", { cx: 12, cy: 12, r: 4 }], ["path", { d: "M12 2.500v2.500M12 19v2.500M2.500 12H5M19 12h2.500M5.300 5.300 7 7M17 17l1.700 1.700M5.300 18.700 7 17M17 7l1.700-1.700" }]],
    dark: [["path", { d: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z" }]]
  };

  function themeButton(slot) {
    var words = slot.dataset.words.split("|");
    var button = shared.button("", "theme-button", next);
    var drawing = shared.svg("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" });
    choices.forEach(function (name) {
      var group = shared.svg("g", { "data-shows": name });
      shapes[name].forEach(function (shape) {
        group.appendChild(shared.svg(shape[0], shape[1]));
      });
      drawing.appendChild(group);
    });
    button.appendChild(drawing);
    function label() {
      var text = words[0] + ": " + words[1 + choices.indexOf(choice)];
      button.dataset.choice = choice;
      button.setAttribute("aria-label", text);
      button.title = text;
    }
    function next() {
      choice = choices[(choices.indexOf(choice) + 1) % choices.length];
      shared.keep(key, choice);
      apply();
      label();
    }
    label();
    slot.appendChild(button);
  }

  // Open menus close when the reader turns elsewhere.
  function closingMenus() {
    function close(except) {
      document.querySelectorAll(".menu details[open]").forEach(function (menu) {
        if (menu !== except) {
          menu.open = false;
        }
      });
    }
    document.addEventListener("click", function (event) {
      close(event.target.closest(".menu details"));
    });
    document.addEventListener("focusin", function (event) {
      close(event.target.closest(".menu details"));
    });
    document.addEventListener("keydown", function (event) {
      var open = event.key === "Escape" && document.querySelector(".menu details[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var slot = document.querySelector(".theme-slot");
    if (slot) {
      themeButton(slot);
    }
    closingMenus();
  });
}());
