"use strict";
// Sorting by the headings of tables, and fields that filter rows. Without it the tables are whole.
(function () {
  function key(row, column) {
    var cell = row.cells[column];
    var sort = cell.getAttribute("data-sort");
    if (sort === null) return null;
    return cell.classList.contains("num") ? Number(sort) : sort;
  }
  // Cells without a figure come last in either order.
  function compare(a, b, sign) {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * (a < b ? -1 : a > b ? 1 : 0);
  }
  function sortBy(table, heads, column) {
    var head = heads[column];
    var first = head.classList.contains("num") ? "descending" : "ascending";
    var second = first === "ascending" ? "descending" : "ascending";
    var order = head.getAttribute("aria-sort") === first ? second : first;
    heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", order);
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var keys = new Map(rows.map(function (r) { return [r, key(r, column)]; }));
    rows.sort(function (a, b) { return compare(keys.get(a), keys.get(b), order === "ascending" ? 1 : -1); });
    rows.forEach(function (r) { body.appendChild(r); });
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      if (head.title) button.title = head.title;
      button.addEventListener("click", function () { sortBy(table, heads, column); });
      head.textContent = "";
      head.appendChild(button);
    });
  });
  document.querySelectorAll("input[data-for]").forEach(function (field) {
    var table = document.getElementById(field.getAttribute("data-for"));
    var count = document.getElementById(table.id + "-count");
    var texts = new Map();
    // What a row says, without the ids of its figures.
    function said(row) {
      if (!texts.has(row)) {
        var copy = row.cloneNode(true);
        copy.querySelectorAll(".id").forEach(function (id) { id.remove(); });
        texts.set(row, copy.textContent.toLowerCase());
      }
      return texts.get(row);
    }
    field.closest("p").hidden = false;
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0, all = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var text = said(row);
        row.hidden = !words.every(function (w) { return text.indexOf(w) >= 0; });
        all++;
        if (!row.hidden) shown++;
      });
      count.textContent = words.length ? shown + " of " + all + " rows" : "";
    });
  });
})();
