/* Who is linked to whom among all things, beyond what the picture of the graph begins with. */
(function () {
  "use strict";
  var KG = window.KG;
  var loaded = null;

  /* A promise of {index, near}: the index of names, and for each of its rows a map from row to edge. */
  KG.neighbours = function () {
    loaded = loaded || Promise.all([KG.need("search"), KG.need("links")]).then(function (data) {
      return { index: data[0], near: edges(data[0], data[1]) };
    });
    return loaded;
  };

  function edges(index, links) {
    var near = index.name.map(function () {
      return new Map();
    });
    links.fact.forEach(function (fact, i) {
      var a = links.subject[i];
      var b = links.object[i];
      if (a === b) return;
      var edge = near[a].get(b);
      if (!edge) {
        edge = { from: index.token[a], to: index.token[b], id: index.token[a] + "-" + index.token[b], evidence: 0, relations: [], facts: [], first: "", last: "" };
        near[a].set(b, edge);
        near[b].set(a, edge);
      }
      var word = links.relations[links.relation[i]];
      edge.evidence += links.evidence[i];
      edge.width = Math.min(1 + 0.7 * Math.sqrt(edge.evidence - 1), 6);
      if (edge.relations.indexOf(word) < 0) edge.relations.push(word);
      edge.facts.push([fact, KG.shard(fact, links.shards)]);
      if (links.first[i] && (!edge.first || links.first[i] < edge.first)) edge.first = links.first[i];
      if (links.last[i] > edge.last) edge.last = links.last[i];
    });
    return near;
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
