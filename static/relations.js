// Shows one entry of the whole picture with its neighbours, and keeps the choice in the address (?focus=persona:sophie), so that it can be
// sent on; `?focus=all` is the whole picture. Nobody can follow all lines at once: without a choice the entry with the most of them is
// shown. Without the script the whole picture stands there, and the tables below say who belongs to whom.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var section = document.querySelector(".ch-graph-section");
  if (!section) return;
  var graph = section.querySelector(".ch-graph");
  var words = section.dataset;
  var nodes = Array.prototype.slice.call(graph.querySelectorAll(".ch-node"));
  var edges = Array.prototype.slice.call(graph.querySelectorAll(".ch-edge"));

  var tools = section.querySelector(".ch-tools");
  var label = shared.element("label", "", words.focus);
  label.htmlFor = "graph-focus";
  var select = shared.element("select");
  select.id = "graph-focus";
  select.add(new Option(words.all, ""));
  var group = null;
  nodes.forEach(function (node) {
    var kind = node.querySelector("title").textContent.slice(0, -node.dataset.name.length - 2);
    if (!group || group.label !== kind) {
      group = shared.element("optgroup");
      group.label = kind;
      select.appendChild(group);
    }
    group.appendChild(new Option(node.dataset.name, node.dataset.id));
  });
  var status = shared.status("span");
  tools.append(label, select, status);
  var chosen = personabookAddress.read("focus").length > 0;

  function show(id) {
    var here = nodes.filter(function (node) { return node.dataset.id === id; })[0];
    select.value = here ? id : "";
    graph.classList.toggle("has-focus", Boolean(here));
    var near = {};
    edges.forEach(function (edge) {
      var joined = here && (edge.dataset.from === here.dataset.node || edge.dataset.to === here.dataset.node);
      edge.classList.toggle("near", Boolean(joined));
      if (joined) near[edge.dataset.from] = near[edge.dataset.to] = true;
    });
    if (here) near[here.dataset.node] = true;
    nodes.forEach(function (node) {
      node.classList.toggle("near", Boolean(near[node.dataset.node]));
      node.classList.toggle("here", node === here);
      // What is faded is out of the way of the keyboard too; the tables still lead there.
      if (here && !near[node.dataset.node]) node.setAttribute("tabindex", "-1");
      else node.removeAttribute("tabindex");
    });
    // What is shown before anybody has chosen stands in the field beside it already; words that come later would move the drawing.
    status.textContent = here && chosen ? shared.fill(words.shown, { count: Object.keys(near).length - 1, name: here.dataset.name }) : "";
  }

  function joined(node) {
    return edges.filter(function (edge) {
      return edge.dataset.from === node.dataset.node || edge.dataset.to === node.dataset.node;
    }).length;
  }

  // The first of those with the most lines: in the same book always the same.
  var first = nodes.reduce(function (best, node) {
    return joined(node) > joined(best) ? node : best;
  }, nodes[0]);

  function wanted() {
    return personabookAddress.read("focus")[0] || (first ? first.dataset.id : "");
  }

  select.addEventListener("change", function () {
    chosen = true;
    show(select.value);
    personabookAddress.write({ focus: [select.value || "all"] });
  });
  window.addEventListener("popstate", function () { show(wanted()); });
  show(wanted());
})();
