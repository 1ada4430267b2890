// Puts two to four columns of the table side by side: a choice of faces above it, kept in the address, and marks
// on what differs. It runs before the table is read, and narrows it while it comes in, so that nothing moves.
// Without it the table shows everybody.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var MOST = 4;
  var slot = document.querySelector(".compare-slot");
  if (!slot) {
    return;
  }
  var words = slot.dataset;
  var marks = Array.from(document.querySelectorAll(".compare-legend .compare-mark"));
  var address = window.personabookAddress;

  function checkbox() {
    var box = shared.element("input");
    box.type = "checkbox";
    return box;
  }

  var boxes = Array.from(slot.querySelectorAll(".compare-face")).map(function (face) {
    var box = checkbox();
    box.value = face.dataset.id;
    face.querySelector(".compare-box").replaceWith(box);
    return box;
  });
  var only = checkbox();
  var onlyLabel = shared.element("label", "compare-only no-print");
  onlyLabel.append(only, words.only);
  var status = shared.status("p", "compare-status");
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
    return shared.inOneLine(cell.textContent).toLowerCase();
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

  // The sign of the legend, in a row.
  function sign(row, kind) {
    var mark = row.cells[0].querySelector(".compare-mark");
    if (mark) {
      mark.remove();
    }
    if (kind) {
      row.cells[0].appendChild(kind.cloneNode(true));
    }
  }

  function showRow(row, places) {
    Array.from(row.cells).slice(1).forEach(function (cell, place) {
      cell.hidden = places.indexOf(place) < 0;
    });
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
    sign(row, !compared ? null : differs ? marks[0] : marks[1]);
    markShared(cells);
    return differs && !nothing;
  }

  // As much of the table as there is.
  function show() {
    var table = document.querySelector("table.compare");
    if (!table) {
      return;
    }
    var places = chosen();
    boxes.forEach(function (box) {
      box.disabled = places.length >= MOST && !box.checked;
    });
    // What has come in only in part would change its width.
    var heads = table.querySelectorAll("thead th");
    table.hidden = places.length === 0 || heads.length < boxes.length;
    table.className = "compare compare-chosen of-" + places.length;
    heads.forEach(function (head, place) {
      head.hidden = places.indexOf(place) < 0;
    });
    table.querySelectorAll(".compare-group > th").forEach(function (group) {
      group.colSpan = places.length + 1;
    });
    var different = Array.from(table.querySelectorAll(".compare-row")).filter(function (row) {
      row.hidden = row.cells.length <= boxes.length;
      return !row.hidden && showRow(row, places);
    }).length;
    Array.from(table.tBodies).forEach(function (body) {
      body.hidden = body.querySelector(".compare-row") && !body.querySelector(".compare-row:not([hidden])");
    });
    var says = places.length < 2 ? words.few : shared.fill(words.says, { count: different });
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
    boxes.forEach(function (box) {
      box.checked = box.closest(".compare-face").hasAttribute("data-first");
    });
  }
  only.checked = address.read("only").length > 0;
  slot.addEventListener("change", function () {
    show();
    keep();
  });

  // Rows are seen before they are painted. What `show` itself changes is not news.
  var arriving = new MutationObserver(function () {
    show();
    arriving.takeRecords();
  });
  arriving.observe(slot.parentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", function () {
    arriving.disconnect();
    show();
  });
}());
