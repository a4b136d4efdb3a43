/* Tables that sort and can be kept; how they are sorted stands in the address. */
(function () {
  "use strict";
  var KG = window.KG;

  /* ---- tables that sort by a click on their heads ---- */
  function value(cell, by) {
    var text = cell.dataset.key !== undefined ? cell.dataset.key : cell.textContent.trim();
    return by === "text" ? text : Number(text.replace(/,/g, ""));
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      if (!head.dataset.by) return;
      head.tabIndex = 0;
      function sort() {
        var first = head.dataset.first || (head.dataset.by === "number" && head.classList.contains("number") ? "descending" : "ascending");
        var now = head.getAttribute("aria-sort");
        var next = !now ? first : now === "ascending" ? "descending" : "ascending";
        arrange(next);
        if (table.id === "nodes" || table.id === "edges") return;
        var state = KG.state();
        state.set("sort", (next === "descending" ? "-" : "") + column);
        KG.keep(state);
      }
      function arrange(next) {
        heads.forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        head.setAttribute("aria-sort", next);
        var turn = next === "ascending" ? 1 : -1;
        var rows = Array.from(table.tBodies[0].rows).map(function (row, i) {
          return [value(row.cells[column], head.dataset.by), i, row];
        });
        rows.sort(function (a, b) {
          return (a[0] < b[0] ? -turn : a[0] > b[0] ? turn : 0) || a[1] - b[1];
        });
        rows.forEach(function (row) {
          table.tBodies[0].appendChild(row[2]);
        });
      }
      var kept = KG.state().get("sort") || "";
      if (kept === String(column) || kept === "-" + column) arrange(kept[0] === "-" ? "descending" : "ascending");
      head.addEventListener("click", sort);
      head.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          sort();
        }
      });
    });
  });

  /* ---- tables to keep ---- */
  KG.saveTable = function (rows, name) {
    var text = rows
      .map(function (row) {
        return row
          .map(function (value) {
            if (/^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value)) value = "'" + value;
            return /[",\n\r]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
          })
          .join(",");
      })
      .join("\r\n");
    KG.save(new Blob(["\ufeff" + text + "\r\n"], { type: "text/csv" }), name);
  };
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var button = KG.make("button", "plain", "存为 CSV");
    button.type = "button";
    button.addEventListener("click", function () {
      var rows = Array.from(table.rows).filter(function (row) {
        return !row.hidden;
      });
      KG.saveTable(
        rows.map(function (row) {
          return Array.from(row.cells, function (cell) {
            return cell.textContent.trim();
          });
        }),
        "table.csv"
      );
    });
    table.parentElement.insertAdjacentElement("afterend", KG.make("p", "note keep", null, [button]));
  });
})();
