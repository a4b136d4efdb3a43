/* What the timeline shows as a table to keep: a row for each event, appointment and article. */
(function () {
  "use strict";
  var KG = window.KG;
  function text(element) {
    return element ? element.textContent.trim() : "";
  }
  document.querySelectorAll(".keep[data-days]").forEach(function (keep) {
    keep.hidden = false;
    keep.querySelector("button").addEventListener("click", function () {
      var rows = [["日期", "种类", "名称", "单位", "职务"]];
      document.querySelectorAll("ol.days > li, ul.stories").forEach(function (day) {
        day.querySelectorAll(day.matches("ul") ? "li" : "ul li").forEach(function (item) {
          var named = item.querySelectorAll("a");
          rows.push([day.dataset.date || "", text(item.querySelector(".kind")) || "报道", text(named[0]), text(named[1]), text(item.querySelector(".post"))]);
        });
      });
      KG.saveTable(rows, keep.dataset.days + ".csv");
    });
  });
})();
