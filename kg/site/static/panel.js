/* What stands beside the graph about a chosen name or line: neighbours by evidence, sentences. */
(function () {
  "use strict";
  var KG = window.KG;
  var MOST = 40; /* neighbours that are listed */
  var FACTS = 12; /* facts of a line that are shown */

  /* `view` has detail (an element), node(id), edge(id), drawn() (the edges that are drawn) and what the panel
     asks of the graph: choose(edge id), expand(node id), canExpand(node id), expanded() (whether the picture is
     a neighbourhood). */
  KG.panel = function (view) {
    function name(node) {
      var a = KG.make("a", "name " + node.family, node.name || node.label);
      a.href = KG.root + node.path;
      return a;
    }
    function about(id) {
      var links = [];
      view.drawn().forEach(function (edge) {
        var other = edge.from === id ? edge.to : edge.to === id ? edge.from : null;
        if (other) links.push([edge, view.node(other)]);
      });
      return links.sort(function (a, b) {
        return b[0].evidence - a[0].evidence || a[1].rank - b[1].rank;
      });
    }
    return {
      node: function (id, note) {
        var node = view.node(id);
        var links = about(id);
        var list = KG.make("ol", "links");
        links.slice(0, MOST).forEach(function (link) {
          var button = KG.make("button", "name " + link[1].family, link[1].name || link[1].label);
          button.type = "button";
          button.addEventListener("click", function () {
            view.choose(link[0].id);
          });
          list.appendChild(
            KG.make("li", "", null, [button, " ", KG.make("small", "", link[0].relations.join("、")), KG.make("small", "", " · " + link[0].evidence)])
          );
        });
        view.detail.replaceChildren(
          KG.make("p", "kind " + node.family, node.kind),
          KG.make("h2", "", null, [name(node)]),
          KG.make("p", "note", "依据 " + node.evidence + " 处"),
          list
        );
        if (links.length > MOST) view.detail.appendChild(KG.make("p", "note", "另有 " + (links.length - MOST) + " 个，见它的页面。"));
        if (view.canExpand(id)) {
          var more = KG.make("button", "", view.expanded() ? "展开它的邻居" : "只看它的邻居");
          more.type = "button";
          more.id = "expand";
          more.addEventListener("click", function () {
            view.expand(id);
          });
          view.detail.appendChild(KG.make("p", "", null, [more]));
        }
        if (note) view.detail.appendChild(KG.make("p", "note", note));
      },
      edge: function (id) {
        var edge = view.edge(id);
        view.detail.replaceChildren(KG.make("h2", "", null, [name(view.node(edge.from)), " — ", name(view.node(edge.to))]));
        edge.facts.slice(0, FACTS).forEach(function (fact) {
          view.detail.appendChild(KG.evidence(fact, 3));
        });
        var left = (edge.told || edge.facts.length) - FACTS;
        if (left > 0) view.detail.appendChild(KG.make("p", "note", "另有 " + left + " 条，见它们的页面。"));
      },
    };
  };
})();
