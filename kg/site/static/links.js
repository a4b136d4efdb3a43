/* The links of all things: facts by row of the index, and who is near whom. */
(function () {
  "use strict";
  var KG = window.KG;
  var loaded = null;

  /* A promise of {index, links, near}. near(row) is a map from each neighbour's row to the numbers of the facts
     between the two, the best evidenced first. */
  KG.links = function () {
    loaded = loaded || Promise.all([KG.index(), KG.need("links")]).then(function (data) {
      var rows = data[0].rows;
      var links = data[1];
      var count = links.subject.length;
      var starts = new Uint32Array(rows + 1);
      for (var fact = 0; fact < count; fact++) {
        starts[links.subject[fact] + 1]++;
        starts[links.object[fact] + 1]++;
      }
      for (var row = 0; row < rows; row++) starts[row + 1] += starts[row];
      var next = starts.slice();
      var facts = new Uint32Array(2 * count);
      for (fact = 0; fact < count; fact++) {
        facts[next[links.subject[fact]]++] = fact;
        facts[next[links.object[fact]]++] = fact;
      }
      var known = new Map();
      return {
        index: data[0],
        links: links,
        near: function (row) {
          if (!known.has(row)) known.set(row, around(links, facts.subarray(starts[row], starts[row + 1]), row));
          return known.get(row);
        },
      };
    });
    return loaded;
  };

  function around(links, facts, row) {
    var near = new Map();
    Array.from(facts)
      .sort(function (a, b) {
        return links.evidence[b] - links.evidence[a] || a - b;
      })
      .forEach(function (fact) {
        var other = links.subject[fact] === row ? links.object[fact] : links.subject[fact];
        if (other === row) return;
        if (!near.has(other)) near.set(other, []);
        near.get(other).push(fact);
      });
    return near;
  }
})();
