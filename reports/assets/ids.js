"use strict";
// Remembers from page to page whether ids are shown. Without it the switch works for its own page alone.
(function () {
  var box = document.getElementById("show-ids");
  var key = "rung-show-ids";
  try {
    box.checked = localStorage.getItem(key) === "yes";
    box.addEventListener("change", function () { localStorage.setItem(key, box.checked ? "yes" : "no"); });
  } catch (e) {
    // A browser that keeps nothing for files.
  }
})();
