/* Who is linked to whom among all things, beyond what the picture of the graph begins with. */
(function () {
  "use strict";
  var KG = window.KG;

  /* A promise of {index, near}: near(row) is a map from each neighbour's row to the edge as it is drawn. */
  KG.neighbours = function () {
    return KG.links().then(function (all) {
      return {
        index: all.index,
        near: function (row) {
          var found = new Map();
          all.near(row).forEach(function (facts, other) {
            found.set(other, edge(all, row, other, facts));
          });
          return found;
        },
      };
    });
  };

  function edge(all, row, other, facts) {
    var links = all.links;
    var a = KG.tokenOf(all.index, row);
    var b = KG.tokenOf(all.index, other);
    var made = { from: a, to: b, id: [a, b].sort().join("-"), evidence: 0, relations: [], facts: facts, first: "", last: "" };
    facts.forEach(function (fact) {
      var word = links.relations[links.relation[fact]];
      var first = links.days[links.first[fact]];
      var last = links.days[links.last[fact]];
      made.evidence += links.evidence[fact];
      if (made.relations.indexOf(word) < 0) made.relations.push(word);
      if (first && (!made.first || first < made.first)) made.first = first;
      if (last > made.last) made.last = last;
    });
    made.width = Math.min(1 + 0.7 * Math.sqrt(made.evidence - 1), 6);
    return made;
  }

  /* Places for new neighbours: evenly around the first name; around a later one, on the side away from it. */
  KG.places = function (around, count, focus) {
    var alone = focus.size === 1;
    var out = Math.atan2(around.y, around.x);
    var found = [];
    for (var ring = 1; found.length < count && ring < 40; ring++) {
      var room = alone ? Math.min(count - found.length, ring * 11) : ring * 7;
      for (var i = 0; i < room && found.length < count; i++) {
        var turn = alone ? ((i + (ring % 2 ? 0 : 0.5)) / room) * 2 * Math.PI - Math.PI / 2 : out + (((i + 0.5) / room) * 2 - 1) * 1.3;
        var at = { x: around.x + Math.cos(turn) * (170 + 150 * ring), y: around.y + Math.sin(turn) * (90 + 120 * ring) };
        if (alone || clear(at, found, focus)) found.push(at);
      }
    }
    return found;
  };
  function clear(at, found, focus) {
    var near = function (other) {
      return Math.abs(other.x - at.x) < 120 && Math.abs(other.y - at.y) < 50;
    };
    return !found.some(near) && !Array.from(focus.values()).some(near);
  }
})();
