/* The shortest ways between two names, each step with its sentence. */
(function () {
  "use strict";
  var KG = window.KG;
  var WAYS = 5;
  var byId = document.getElementById.bind(document);
  var ends = { from: null, to: null };
  var hops = byId("hops");
  var hub = byId("hub");
  var places = byId("places");
  var answer = byId("answer");
  var DIVISIONS = ["Province", "City", "County", "Locality"];

  /* Up to WAYS shortest ways from row to row; none may pass through a row that `closed` names. */
  KG.ways = function (near, from, to, most, closed) {
    var far = new Map([[from, 0]]);
    var back = new Map();
    var front = [from];
    for (var step = 1; step <= most && front.length && !far.has(to); step++) {
      var next = [];
      front.forEach(function (row) {
        if (row !== from && closed(row)) return;
        near(row).forEach(function (_, other) {
          if (!far.has(other)) {
            far.set(other, step);
            back.set(other, []);
            next.push(other);
          }
          if (far.get(other) === step) back.get(other).push(row);
        });
      });
      front = next;
    }
    if (!far.has(to) || from === to) return [];
    var ways = [];
    (function walk(row, way) {
      if (ways.length >= 400) return;
      if (row === from) return ways.push([from].concat(way));
      back.get(row).forEach(function (before) {
        walk(before, [row].concat(way));
      });
    })(to, []);
    return ways;
  };

  function strength(near, links, way) {
    var least = Infinity;
    var sum = 0;
    for (var i = 1; i < way.length; i++) {
      var count = near(way[i - 1]).get(way[i]).reduce(function (total, fact) {
        return total + links.evidence[fact];
      }, 0);
      least = Math.min(least, count);
      sum += count;
    }
    return [least, sum];
  }

  function shown(index, links, near, way) {
    var names = KG.make("p", "names");
    var steps = KG.make("div", "steps");
    way.forEach(function (row, i) {
      if (i) {
        var facts = near(way[i - 1]).get(row);
        var best = facts[0];
        var forward = links.subject[best] === way[i - 1];
        var word = links.titles[links.title[best]] || links.relations[links.relation[best]];
        var mark = links.modalities[links.modality[best]];
        if (mark) word = mark + "·" + word;
        var both = links.relation[best] === links.symmetric;
        names.appendChild(KG.make("span", "arrow", (forward || both ? "—" : "←") + word + (!forward || both ? "—" : "→")));
        facts.slice(0, 2).forEach(function (fact) {
          steps.appendChild(KG.evidence(fact, 1));
        });
        if (facts.length > 2) steps.appendChild(KG.make("p", "note", "两者之间另有 " + (facts.length - 2) + " 条关系。"));
      }
      var type = index.types[index.type[row]];
      var a = KG.make("a", "name " + type.family, index.name[row]);
      a.href = KG.root + KG.pathOf(index, row);
      names.appendChild(a);
    });
    return KG.make("section", "way", null, [names, steps]);
  }

  /* The ways as a table: of each the steps, of each step the facts with all their sentences. */
  async function table(near, ways) {
    var rows = [["路径", "步"].concat(KG.columns)];
    for (var w = 0; w < ways.length; w++) {
      for (var i = 1; i < ways[w].length; i++) {
        var facts = await Promise.all(near(ways[w][i - 1]).get(ways[w][i]).map(KG.fact));
        facts.forEach(function (fact) {
          KG.rows(fact).forEach(function (row) {
            rows.push([String(w + 1), String(i)].concat(row));
          });
        });
      }
    }
    return rows;
  }
  function keep(near, ways) {
    var button = KG.make("button", "plain", "存为 CSV");
    button.type = "button";
    button.addEventListener("click", async function () {
      KG.saveTable(await table(near, ways), "paths-" + ends.from + "-" + ends.to + ".csv");
    });
    return KG.make("p", "note keep", null, [button]);
  }

  function find() {
    var state = KG.state();
    Object.keys(ends).forEach(function (end) {
      state.set(end, ends[end] || "");
    });
    state.set("hops", hops.value === "4" ? "" : hops.value);
    state.set("hub", hub.value === "30" ? "" : hub.value);
    state.set("places", places.checked ? "1" : "");
    KG.keep(state);
    if (!ends.from || !ends.to) return;
    KG.links().then(
      function (all) {
        var index = all.index;
        var links = all.links;
        var near = all.near;
        var from = KG.rowOf(index, ends.from);
        var to = KG.rowOf(index, ends.to);
        var limit = Number(hub.value);
        var most = Number(hops.value);
        var ways = KG.ways(near, from, to, most, function (row) {
          if (near(row).size > limit) return true;
          return !places.checked && DIVISIONS.indexOf(index.types[index.type[row]].id) >= 0;
        });
        ways.sort(function (a, b) {
          var x = strength(near, links, a);
          var y = strength(near, links, b);
          return y[0] - x[0] || y[1] - x[1] || (a < b ? -1 : 1);
        });
        answer.replaceChildren();
        if (from === to) {
          answer.appendChild(KG.make("p", "note", "这是同一个名字。"));
        } else if (!ways.length) {
          answer.appendChild(KG.make("p", "note", most + " 步以内没有路径。可以多走几步，或放宽枢纽与区划的限制。"));
        } else {
          answer.appendChild(
            KG.make("p", "note", "最短 " + (ways[0].length - 1) + " 步，" + (ways.length > WAYS ? "有 " + (ways.length >= 400 ? "400 条以上" : ways.length + " 条") + "，列出依据最多的 " + WAYS + " 条。" : "共 " + ways.length + " 条。"))
          );
          ways.slice(0, WAYS).forEach(function (way) {
            answer.appendChild(shown(index, links, near, way));
          });
          answer.appendChild(keep(near, ways.slice(0, WAYS)));
        }
        KG.ready();
      },
      function (error) {
        answer.replaceChildren(KG.make("p", "note", "读不到 " + error.message));
      }
    );
  }

  Object.keys(ends).forEach(function (end) {
    byId(end).closest(".search").addEventListener("kg-take", function (event) {
      event.preventDefault();
      byId(end).value = event.detail.name;
      ends[end] = event.detail.token;
      find();
      if (end === "from" && !ends.to) byId("to").focus();
    });
  });
  [hops, hub, places].forEach(function (setting) {
    setting.addEventListener("change", find);
  });

  function restore() {
    var state = KG.state();
    hops.value = state.get("hops") || "4";
    hub.value = state.get("hub") || "30";
    places.checked = state.get("places") === "1";
    ends.from = state.get("from");
    ends.to = state.get("to");
    if (!ends.from && !ends.to) return KG.ready();
    KG.index().then(function (index) {
      Object.keys(ends).forEach(function (end) {
        var row = KG.rowOf(index, ends[end]);
        if (row < 0) ends[end] = null;
        byId(end).value = row < 0 ? "" : index.name[row];
      });
      find();
    });
  }
  window.addEventListener("hashchange", restore);
  restore();
})();
