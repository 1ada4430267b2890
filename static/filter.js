// Shows fewer of many entries: a choice for each of what tells them apart (kind, tag, owner, status and so on),
// kept in the address. Without it the page shows them all.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;
  var slot = document.querySelector(".filter-slot");
  var address = window.personabookAddress;
  if (!slot) {
    return;
  }
  var words = slot.dataset;
  var items = Array.from(document.querySelectorAll("main [data-filtered]"));
  // Headings without anything below them go too.
  var groups = Array.from(document.querySelectorAll("main section")).filter(function (section) {
    return section.querySelector("[data-filtered]");
  });
  var links = Array.from(document.querySelectorAll("main nav li > a[href^='#']"));

  function valuesOf(item, facet) {
    return (item.dataset[facet] || "").split("\n").filter(Boolean);
  }

  function makeFacet(name) {
    var counts = new Map();
    items.forEach(function (item) {
      valuesOf(item, name).forEach(function (value) {
        counts.set(value, (counts.get(value) || 0) + 1);
      });
    });
    var values = Array.from(counts.keys()).sort(function (left, right) {
      return left.localeCompare(right, document.documentElement.lang, { numeric: true });
    });
    var select = element("select", "filter-input");
    select.id = "filter-" + name;
    [""].concat(values).forEach(function (value) {
      var option = element("option", "", value === "" ? words.all : value + " (" + counts.get(value) + ")");
      option.value = value;
      select.appendChild(option);
    });
    var label = element("label", "filter-label", words[name]);
    label.htmlFor = select.id;
    var box = element("div", "filter-choice");
    box.append(label, select);
    return { name: name, select: select, box: box };
  }

  var facets = words.facets.split(" ").map(makeFacet);
  var controls = element("div", "filter no-print");
  facets.forEach(function (facet) {
    controls.appendChild(facet.box);
  });
  var clear = shared.button(words.clear, "filter-clear no-print", showAll);
  var status = shared.status("p", "filter-status");
  var foot = element("div", "filter-foot");
  foot.append(status, clear);
  slot.append(controls, foot);

  // What belongs to one value only, such as the column of a persona, goes when another value is chosen.
  function showParts(facet) {
    document.querySelectorAll("main [data-only-" + facet.name + "]").forEach(function (part) {
      part.hidden = facet.select.value !== "" && part.getAttribute("data-only-" + facet.name) !== facet.select.value;
    });
  }

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
      group.hidden = !group.matches("[data-filtered]:not([hidden])") && !group.querySelector("[data-filtered]:not([hidden])");
    });
    facets.forEach(function (facet) {
      facet.box.classList.toggle("chosen", facet.select.value !== "");
      showParts(facet);
    });
    // Nor does a link lead to what is not shown.
    links.forEach(function (link) {
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      link.parentElement.hidden = Boolean(target && target.closest("main [hidden]"));
    });
    clear.hidden = chosen.length === 0;
    slot.classList.toggle("filtered", chosen.length > 0);
    var asked = chosen.map(function (facet) { return words[facet.name] + ": " + facet.select.value; });
    status.textContent = shared.fill(words.says, { count: count, all: items.length });
    // On paper the controls are not there to say what was chosen.
    status.dataset.chosen = asked.join(" · ");
  }

  function showAll() {
    facets.forEach(function (facet) {
      facet.select.value = "";
    });
    show();
    keep();
    facets[0].select.focus();
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
  show();
}());
