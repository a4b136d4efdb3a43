/* Names and relations on the picture of the graph. They are drawn here and not by the library: of one size at
   every zoom, the best evidenced first, and none over another. */
(function () {
  "use strict";
  var KG = window.KG;

  /* `view` has network, place, nodes and edges (data sets), theme, chosen (an id or null), close (whether it is
     a neighbourhood) and relations(edge id). */
  KG.drawNames = function (context, view) {
    var scale = view.network.getScale();
    var places = view.network.getPositions();
    var centre = view.network.getViewPosition();
    var half = { x: view.place.clientWidth / 2 / scale, y: view.place.clientHeight / 2 / scale };
    var taken = [];
    var room = (view.nodes.length > 80 ? 6 : 1) / scale;
    context.save();
    var family = getComputedStyle(document.body).fontFamily;
    var first = view.close ? 0 : Math.max(8, Math.round(view.nodes.length * 0.06));
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    view.nodes
      .get()
      .sort(function (a, b) {
        return (b.id === view.chosen) - (a.id === view.chosen) || a.rank - b.rank;
      })
      .forEach(function (node, number) {
        var leading = number < first || node.id === view.chosen;
        var size = (leading ? 14.5 : 12.5) / scale;
        var at = places[node.id];
        if (!at || Math.abs(at.x - centre.x) > half.x || Math.abs(at.y - centre.y) > half.y) return;
        var text = node.name.length > 16 ? node.name.slice(0, 15) + "…" : node.name;
        context.font = (leading ? "600 " : "") + size + "px " + family;
        var width = context.measureText(text).width;
        var top = at.y + node.size + 2 / scale;
        var box = [at.x - width / 2, top, at.x + width / 2, top + size * 1.15];
        var free = taken.every(function (other) {
          return box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3];
        });
        if (!free && node.id !== view.chosen) return;
        taken.push([box[0] - room, box[1] - room / 2, box[2] + room, box[3] + room / 2]);
        context.lineWidth = 3.5 / scale;
        context.strokeStyle = view.theme.paper;
        context.strokeText(text, at.x, top);
        context.fillStyle = node.id === view.chosen ? view.theme.accent : leading ? view.theme.ink : view.theme.soft;
        context.fillText(text, at.x, top);
      });
    if (view.close && view.edges.length <= 60) words(context, view, places, scale, family, taken);
    context.restore();
  };

  /* In a neighbourhood the lines say what they mean, where there is room. */
  function words(context, view, places, scale, family, taken) {
    var size = 11 / scale;
    context.font = size + "px " + family;
    context.textBaseline = "middle";
    view.edges.forEach(function (line) {
      var a = places[line.from];
      var b = places[line.to];
      var word = view.relations(line.id).slice(0, 2).map(KG.say).join("、");
      var half = context.measureText(word).width / 2;
      var spot = [0.5, 0.62, 0.38, 0.72].map(function (part) {
        return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
      }).find(function (at) {
        return taken.every(function (other) {
          return at.x + half < other[0] || at.x - half > other[2] || at.y + size / 2 < other[1] || at.y - size / 2 > other[3];
        });
      });
      if (!spot) return;
      taken.push([spot.x - half, spot.y - size / 2, spot.x + half, spot.y + size / 2]);
      context.fillStyle = view.theme.paper;
      context.fillRect(spot.x - half - 2 / scale, spot.y - size * 0.65, 2 * half + 4 / scale, size * 1.3);
      context.fillStyle = view.theme.soft;
      context.fillText(word, spot.x, spot.y);
    });
  }
})();
