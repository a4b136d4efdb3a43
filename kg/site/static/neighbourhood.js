/* The neighbourhood of a name in the graph, which grows a step at a time. */
(function () {
  "use strict";
  var KG = window.KG;
  var STEP = 20; /* neighbours that one step adds */

  /* Adds what it shows to `nodes` and `edges`, maps from id to record. In what comes back `places` is a map from
     the ids of what is shown to where it stands, null while no neighbourhood is open; `names` are the ids that
     were expanded, the first in the middle. */
  KG.neighbourhood = function (nodes, edges) {
    var all = null; /* the index of names and who is near whom, once a step has loaded them */
    var pairs = new Set(edges.keys());

    function record(row) {
      var index = all.index;
      var id = KG.tokenOf(index, row);
      if (!nodes.has(id)) {
        var type = index.types[index.type[row]];
        var weight = index.weight[row];
        nodes.set(id, {
          id: id, name: index.name[row], family: type.family, shape: type.shape, kind: type.word, path: KG.pathOf(index, row),
          overview: false, evidence: weight, rank: 100000 - weight, size: Math.min(5 + 2.2 * Math.sqrt(weight), 24),
        });
      }
      return id;
    }
    /* The neighbours of a row that are not shown. */
    function hidden(row) {
      return Array.from(all.near(row)).filter(function (entry) {
        return !hood.places.has(KG.tokenOf(all.index, entry[0]));
      });
    }
    /* Lines among all that is shown. */
    function join() {
      hood.places.forEach(function (_, id) {
        all.near(KG.rowOf(all.index, id)).forEach(function (edge, other) {
          if (!hood.places.has(KG.tokenOf(all.index, other)) || pairs.has(edge.id)) return;
          pairs.add(edge.id);
          edges.set(edge.id, edge);
        });
      });
    }

    var hood = {
      step: STEP,
      places: null,
      names: [],
      /* A promise that the neighbours of all things are known. */
      load: function () {
        return KG.neighbours().then(function (found) {
          all = found;
        });
      },
      /* Puts the best evidenced neighbours of a name that are not yet there around it; false if there is no such
         name. */
      grow: function (id) {
        var row = KG.rowOf(all.index, id);
        if (row < 0) return false;
        record(row);
        if (!hood.places) hood.places = new Map([[id, { x: 0, y: 0 }]]);
        if (!hood.places.has(id)) hood.places.set(id, KG.places({ x: 0, y: 0 }, 1, hood.places)[0]);
        var next = hidden(row)
          .sort(function (a, b) {
            return b[1].evidence - a[1].evidence || a[0] - b[0];
          })
          .slice(0, STEP)
          .sort(function (a, b) {
            return all.index.type[a[0]] - all.index.type[b[0]];
          });
        var free = KG.places(hood.places.get(id), next.length, hood.places);
        next.forEach(function (entry, i) {
          hood.places.set(record(entry[0]), free[i]);
        });
        hood.names.push(id);
        join();
        return true;
      },
      /* How many neighbours of a name are not shown; Infinity where that is not known. */
      left: function (id) {
        return all && hood.places ? hidden(KG.rowOf(all.index, id)).length : Infinity;
      },
      close: function () {
        hood.places = null;
        hood.names = [];
      },
    };
    return hood;
  };
})();
