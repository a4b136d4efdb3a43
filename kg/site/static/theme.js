/* Runs before the page is drawn, so that a chosen theme does not flash. */
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("kg-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) {
    /* storage is closed to files in some browsers: the theme of the system stays */
  }
})();
