// Sorts the rows of a table by a column: its heading becomes a button. The choice is kept in the address. Without
// it the rows stand in the order of the page. A column says how it sorts: `data-sort="text"` or `"number"`, with
// `data-from="most"` for the largest first; a cell may say its value in `data-value`.
(function () {
  "use strict";
  var address = window.personabookAddress;

  function valueOf(row, column, numbers) {
    var cell = row.cells[column];
    var text = (cell.dataset.value === undefined ? cell.textContent : cell.dataset.value).trim();
    return !numbers ? text : text === "" ? NaN : Number(text);
  }

  // Cells without a value come last, whichever way the others go.
  function compare(left, right, turned) {
    var noLeft = left === "" || Number.isNaN(left);
    var noRight = right === "" || Number.isNaN(right);
    if (noLeft || noRight) {
      return noLeft - noRight;
    }
    var order = typeof left === "number" ? left - right : left.localeCompare(right, document.documentElement.lang, { numeric: true });
    return turned ? -order : order;
  }

  function makeSortable(table) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    var heads = Array.from(table.tHead.rows[0].cells);

    function sort(column, turned) {
      var numbers = heads[column].dataset.sort === "number";
      heads.forEach(function (head, place) {
        if (place === column) {
          head.setAttribute("aria-sort", turned ? "descending" : "ascending");
        } else {
          head.removeAttribute("aria-sort");
        }
      });
      rows.map(function (row) {
        return { row: row, value: valueOf(row, column, numbers) };
      }).sort(function (left, right) {
        return compare(left.value, right.value, turned);
      }).forEach(function (pair) {
        body.appendChild(pair.row);
      });
    }

    heads.forEach(function (head, column) {
      if (!head.dataset.sort) {
        return;
      }
      var button = window.personabookShared.button("", "sort-button", function () {
        var now = head.getAttribute("aria-sort");
        var turned = now ? now === "ascending" : head.dataset.from === "most";
        sort(column, turned);
        address.write({ sort: [head.id], order: turned ? ["descending"] : [] });
      });
      button.append.apply(button, Array.from(head.childNodes));
      head.appendChild(button);
    });

    var wanted = heads.findIndex(function (head) {
      return head.id && head.dataset.sort && head.id === address.read("sort")[0];
    });
    if (wanted >= 0) {
      sort(wanted, address.read("order")[0] === "descending");
    }
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
}());
