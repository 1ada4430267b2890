// Shows fewer of many entries: a choice for each of what they can be told apart by (kind, tag, owner, status),
// kept in the address. Without it the page shows them all.
(function () {
  "use strict";
  var slot = document.querySelector(".filter-slot");
  var address = window.personabookAddress;
  if (!slot) {
    return;
  }
  var words = slot.dataset;
  var items = Array.from(document.querySelectorAll("main [data-tag][data-owner]")).filter(function (item) {
    return item !== slot;
  });
  // Headings without anything below them go too.
  var groups = Array.from(document.querySelectorAll("main section")).filter(function (section) {
    return section.querySelector("[data-tag][data-owner]");
  });
  var ids = 0;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  function valuesOf(item, facet) {
    return item.dataset[facet].split("\n").filter(Boolean);
  }

  // A choice for what tells at least two entries apart; none where all are alike.
  function makeFacet(name) {
    var counts = new Map();
    items.forEach(function (item) {
      valuesOf(item, name).forEach(function (value) {
        counts.set(value, (counts.get(value) || 0) + 1);
      });
    });
    var useful = Array.from(counts.keys()).filter(function (value) {
      return counts.get(value) < items.length;
    });
    if (useful.length === 0) {
      return null;
    }
    useful.sort(function (left, right) {
      return left.localeCompare(right, document.documentElement.lang);
    });
    var select = element("select", "filter-input");
    ids += 1;
    select.id = "filter-" + ids;
    [""].concat(useful).forEach(function (value) {
      var option = element("option", "", value === "" ? words.all : value + " (" + counts.get(value) + ")");
      option.value = value;
      select.appendChild(option);
    });
    var label = element("label", "", words[name]);
    label.htmlFor = select.id;
    var box = element("div", "filter-choice");
    box.append(label, select);
    return { name: name, select: select, box: box };
  }

  var facets = words.facets.split(" ").map(makeFacet).filter(Boolean);
  if (facets.length === 0) {
    return;
  }
  var controls = element("form", "filter no-print");
  controls.setAttribute("aria-label", words.label);
  controls.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  facets.forEach(function (facet) {
    controls.appendChild(facet.box);
  });
  var clear = element("button", "filter-clear", words.clear);
  clear.type = "button";
  controls.appendChild(clear);
  var status = element("p", "filter-status");
  status.setAttribute("role", "status");
  slot.append(controls, status);

  function show() {
    var chosen = facets.filter(function (facet) { return facet.select.value !== ""; });
    var count = 0;
    items.forEach(function (item) {
      item.hidden = !chosen.every(function (facet) {
        return valuesOf(item, facet.name).indexOf(facet.select.value) >= 0;
      });
      count += item.hidden ? 0 : 1;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector("[data-tag][data-owner]:not([hidden])");
    });
    // Nor does a letter lead to names that are not shown.
    document.querySelectorAll(".letters a").forEach(function (letter) {
      letter.parentElement.hidden = Boolean(document.querySelector("section[hidden] > [id=\"" + letter.hash.slice(1) + "\"]"));
    });
    clear.disabled = chosen.length === 0;
    // Also on paper, where the controls are not: what is shown, and that it is not everything.
    status.textContent = chosen.length === 0 ? "" : chosen.map(function (facet) {
      return words[facet.name] + ": " + facet.select.value;
    }).join(" · ") + " – " + words.says.replace("{count}", count).replace("{all}", items.length);
  }

  function keep() {
    var choices = {};
    facets.forEach(function (facet) {
      choices[facet.name] = facet.select.value === "" ? [] : [facet.select.value];
    });
    address.write(choices);
  }

  facets.forEach(function (facet) {
    var wanted = address.read(facet.name)[0] || "";
    facet.select.value = wanted;
    if (facet.select.value !== wanted) {
      facet.select.value = "";
    }
  });
  controls.addEventListener("change", function () {
    show();
    keep();
  });
  clear.addEventListener("click", function () {
    facets.forEach(function (facet) {
      facet.select.value = "";
    });
    show();
    keep();
    facets[0].select.focus();
  });
  show();
}());
