// Puts two to four columns of the table side by side: a choice of faces above it, kept in the address, and marks
// on what differs. Without it the table shows everybody.
(function () {
  "use strict";
  var MOST = 4;
  var slot = document.querySelector(".compare-slot");
  var table = document.querySelector("table.compare");
  if (!slot || !table) {
    return;
  }
  var words = slot.dataset;
  var heads = Array.from(table.querySelectorAll("thead th"));
  var rows = Array.from(table.querySelectorAll("tr.compare-row"));
  var legend = Array.from(document.querySelectorAll(".compare-legend .compare-mark"));
  var differsText = legend[0].textContent;
  var sameText = legend[1].textContent;
  var address = window.personabookAddress;

  function checkbox() {
    var box = document.createElement("input");
    box.type = "checkbox";
    return box;
  }

  var boxes = Array.from(slot.querySelectorAll(".compare-box")).map(function (place, number) {
    var box = checkbox();
    box.value = heads[number].dataset.id;
    place.replaceWith(box);
    return box;
  });
  var only = checkbox();
  var onlyLabel = document.createElement("label");
  onlyLabel.className = "compare-only no-print";
  onlyLabel.append(only, words.only);
  var status = document.createElement("p");
  status.className = "compare-status";
  status.setAttribute("role", "status");
  slot.querySelector(".compare-foot").append(status, onlyLabel);
  slot.classList.add("ready");

  function chosen() {
    return boxes.map(function (box, place) {
      return box.checked ? place : -1;
    }).filter(function (place) {
      return place >= 0;
    });
  }

  function plain(cell) {
    return cell.textContent.replace(/\s+/g, " ").trim().toLowerCase();
  }

  // A line that all of those chosen have is marked in each of them.
  function markShared(cells) {
    var lists = cells.map(function (cell) {
      return Array.from(cell.querySelectorAll("li"));
    });
    lists.forEach(function (list) {
      list.forEach(function (line) {
        line.classList.toggle("compare-shared", cells.length > 1 && lists.every(function (other) {
          return other.some(function (one) { return plain(one) === plain(line); });
        }));
      });
    });
  }

  function markRow(row, places) {
    var cells = places.map(function (place) {
      return row.cells[place + 1];
    });
    var compared = cells.length > 1;
    var differs = compared && cells.some(function (cell) {
      return plain(cell) !== plain(cells[0]);
    });
    var nothing = cells.every(function (cell) {
      return cell.querySelector(".compare-nothing");
    });
    row.classList.toggle("compare-differs", differs);
    row.classList.toggle("compare-same", compared && !differs);
    row.hidden = nothing || (only.checked && compared && !differs);
    var mark = row.cells[0].querySelector(".compare-mark");
    if (!mark) {
      mark = document.createElement("span");
      row.cells[0].appendChild(mark);
    }
    mark.className = "compare-mark" + (!compared ? "" : differs ? " compare-mark-differs" : " compare-mark-same");
    mark.textContent = !compared ? "" : differs ? differsText : sameText;
    markShared(cells);
    return differs && !nothing ? 1 : 0;
  }

  function show() {
    var places = chosen();
    heads.forEach(function (head, place) {
      head.hidden = places.indexOf(place) < 0;
      boxes[place].disabled = places.length >= MOST && !boxes[place].checked;
      rows.forEach(function (row) {
        row.cells[place + 1].hidden = head.hidden;
      });
    });
    table.querySelectorAll(".compare-group > th").forEach(function (group) {
      group.colSpan = places.length + 1;
    });
    var different = 0;
    rows.forEach(function (row) {
      different += markRow(row, places);
    });
    table.querySelectorAll("tbody").forEach(function (body) {
      body.hidden = !body.querySelector(".compare-row:not([hidden])");
    });
    table.hidden = places.length === 0;
    table.className = "compare compare-chosen of-" + places.length;
    var says = places.length < 2 ? words.few : words.says.replace("{count}", different);
    status.textContent = says + (places.length >= MOST ? " " + words.most : "");
  }

  function keep() {
    address.write({
      show: chosen().map(function (place) { return boxes[place].value; }),
      only: only.checked ? ["differences"] : []
    });
  }

  var wanted = address.read("show").slice(0, MOST);
  boxes.forEach(function (box) {
    box.checked = wanted.indexOf(box.value) >= 0;
  });
  if (chosen().length === 0) {
    boxes[0].checked = true;
    boxes[1].checked = true;
  }
  only.checked = address.read("only").length > 0;
  slot.addEventListener("change", function () {
    show();
    keep();
  });
  show();
}());
