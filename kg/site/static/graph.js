/* The graph as a picture: filters, a panel with sentences, and the neighbourhood of one name step by step. */
(function () {
  "use strict";
  var KG = window.KG;
  var byId = document.getElementById.bind(document);
  var NODES = JSON.parse(byId("graph-nodes").textContent);
  var EDGES = JSON.parse(byId("graph-edges").textContent);
  var form = byId("filters");
  var place = byId("network");

  /* What can be drawn: node and edge records by id. The page brings the overview, expansion adds to it. */
  var nodes = new Map();
  var edges = new Map();
  NODES.forEach(function (node) {
    nodes.set(node.id, node);
  });
  EDGES.forEach(function (edge) {
    edges.set(edge.id, edge);
  });

  var hood = KG.neighbourhood(nodes, edges);
  var chosen = null; /* the id of a node */
  var line = null; /* the id of an edge */
  var shownNodes = new vis.DataSet();
  var shownEdges = new vis.DataSet();

  /* ---- colours ---- */
  function colours() {
    var style = getComputedStyle(document.documentElement);
    var of = function (name) {
      return style.getPropertyValue("--" + name).trim();
    };
    var map = { paper: of("box"), ink: of("ink"), soft: of("soft"), rule: of("rule"), accent: of("accent") };
    ["person", "organization", "place", "initiative", "event", "byline"].forEach(function (family) {
      map[family] = of(family);
    });
    return map;
  }
  var theme = colours();
  function colour(node) {
    if (form.elements.colour.value !== "community" || node.community === undefined) return theme[node.family];
    if (node.community > 9) return theme.soft;
    return "hsl(" + ((node.community * 137.5 + 12) % 360).toFixed(0) + " 48% " + (dark() ? "66%" : "42%") + ")";
  }
  function dark() {
    return getComputedStyle(document.documentElement).colorScheme === "dark";
  }

  var network = new vis.Network(
    place,
    { nodes: shownNodes, edges: shownEdges },
    {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, tooltipDelay: 100000, keyboard: { enabled: true, bindToWindow: false }, navigationButtons: false, hideEdgesOnDrag: EDGES.length > 1500 },
      nodes: { borderWidth: 1.5, font: { size: 0 } },
      edges: { smooth: false, arrows: { to: { enabled: false } }, selectionWidth: 2, hoverWidth: 1 },
    }
  );

  network.on("afterDrawing", function (context) {
    KG.drawNames(context, {
      network: network, place: place, nodes: shownNodes, edges: shownEdges, theme: theme, chosen: chosen,
      close: Boolean(hood.places),
      relations: function (id) {
        return edges.get(id).relations;
      },
    });
  });

  /* Nodes shrink less than the picture does, so that they are seen from far. */
  function size(node) {
    return node.size * Math.pow(Math.min(network.getScale(), 1), -0.5);
  }
  function width(edge) {
    return edge.width * Math.pow(Math.min(network.getScale(), 1), -0.7);
  }
  var resizing = 0;
  network.on("zoom", function () {
    clearTimeout(resizing);
    resizing = setTimeout(resize, 60);
  });
  function resize() {
    shownNodes.update(
      shownNodes.getIds().map(function (id) {
        return { id: id, size: size(nodes.get(id)) };
      })
    );
    shownEdges.update(
      shownEdges.getIds().map(function (id) {
        return { id: id, width: width(edges.get(id)) };
      })
    );
  }
  function fit() {
    var places = Object.values(network.getPositions());
    if (!places.length) return;
    var range = function (axis) {
      var all = places.map(function (at) {
        return at[axis];
      });
      return [Math.min.apply(null, all), Math.max.apply(null, all)];
    };
    var x = range("x");
    var y = range("y");
    var wide = (place.clientWidth - 2 * Math.min(90, place.clientWidth / 6)) / Math.max(x[1] - x[0], 1);
    var high = (place.clientHeight - 90) / Math.max(y[1] - y[0], 1);
    network.moveTo({ position: { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, scale: Math.min(wide, high, 1.6) });
    resize();
  }

  /* ---- what is shown ---- */
  function passes(edge) {
    var relation = byId("relation").value;
    var from = byId("from").value;
    var to = byId("to").value;
    if (edge.evidence < Number(byId("least").value)) return false;
    if (relation && edge.relations.indexOf(relation) < 0) return false;
    if (from && (!edge.last || edge.last.slice(0, 7) < from)) return false;
    if (to && (!edge.first || edge.first.slice(0, 7) > to)) return false;
    return true;
  }
  function filtered() {
    return byId("relation").value || byId("from").value || byId("to").value || Number(byId("least").value) > 1;
  }
  function draw() {
    var families = Array.from(form.querySelectorAll('[name="family"]:checked'), function (input) {
      return input.value;
    });
    var most = Number(byId("most").value);
    var open = new Set();
    nodes.forEach(function (node) {
      var inside = hood.places ? hood.places.has(node.id) : node.overview !== false && node.rank < most;
      if (inside && families.indexOf(node.family) >= 0) open.add(node.id);
    });
    var lines = [];
    var touched = new Set();
    edges.forEach(function (edge) {
      if (open.has(edge.from) && open.has(edge.to) && passes(edge)) {
        lines.push(edge);
        touched.add(edge.from).add(edge.to);
      }
    });
    if (filtered()) {
      open.forEach(function (id) {
        if (!touched.has(id)) open.delete(id);
      });
    }
    var drawn = [];
    open.forEach(function (id) {
      var node = nodes.get(id);
      var at = hood.places ? hood.places.get(id) : node;
      drawn.push({
        id: id, name: node.short || node.name, rank: node.rank, size: size(node),
        shape: node.shape, x: at.x, y: at.y,
        color: { background: colour(node), border: theme.paper, highlight: { background: colour(node), border: theme.accent }, hover: { background: colour(node), border: theme.ink } },
      });
    });
    shownEdges.clear();
    shownNodes.clear();
    shownNodes.add(drawn);
    shownEdges.add(
      lines.map(function (edge) {
        return { id: edge.id, from: edge.from, to: edge.to, width: width(edge), color: { color: theme.soft, opacity: 0.5, highlight: theme.accent, hover: theme.soft } };
      })
    );
    byId("count").textContent = drawn.length + " 个对象，" + lines.length + " 条连线";
    byId("most-shown").textContent = hood.places ? "" : most;
    byId("least-shown").textContent = byId("least").value;
    byId("most").disabled = Boolean(hood.places);
    byId("whole").hidden = !hood.places;
    form.querySelectorAll('[name="family"]').forEach(function (input) {
      var count = 0;
      nodes.forEach(function (node) {
        if (node.family === input.value && (hood.places ? hood.places.has(node.id) : node.overview !== false && node.rank < most)) count++;
      });
      input.parentElement.querySelector("small").textContent = count || "";
    });
    document.querySelectorAll("#nodes tbody tr").forEach(function (row) {
      row.hidden = !open.has(row.dataset.id);
    });
    if (chosen && open.has(chosen)) network.selectNodes([chosen]);
  }

  /* ---- the panel ---- */
  var panel = KG.panel({
    detail: byId("detail"),
    node: function (id) {
      return nodes.get(id);
    },
    edge: function (id) {
      return edges.get(id);
    },
    drawn: function () {
      return shownEdges.getIds().map(function (id) {
        return edges.get(id);
      });
    },
    choose: function (id) {
      showEdge(id);
      network.selectEdges([id]);
      remember();
    },
    expand: expand,
    canExpand: function (id) {
      return hood.left(id) > 0;
    },
    expanded: function () {
      return Boolean(hood.places);
    },
  });
  function showNode(id, note) {
    chosen = id;
    line = null;
    panel.node(id, note);
  }
  function showEdge(id) {
    chosen = null;
    line = id;
    panel.edge(id);
  }
  network.on("click", function (at) {
    if (at.nodes.length) showNode(at.nodes[0]);
    else if (at.edges.length) showEdge(at.edges[0]);
    remember();
  });
  network.on("doubleClick", function (at) {
    if (at.nodes.length) expand(at.nodes[0]);
  });
  KG.showEdge = showEdge; /* the same as a click on the line, for the keyboard and for programs */

  /* ---- the neighbourhood of one name, a step at a time ---- */
  function expand(id) {
    hood.load().then(function () {
      if (!hood.grow(id)) return;
      draw();
      var left = hood.left(id);
      showNode(id, left ? "已展开依据最多的 " + hood.step + " 个，还有 " + left + " 个没有画出；再按一次继续。" : "");
      fit();
      remember();
    });
  }

  /* ---- the state in the address ---- */
  function remember() {
    var state = new URLSearchParams();
    var off = Array.from(form.querySelectorAll('[name="family"]:not(:checked)'), function (input) {
      return input.value;
    });
    state.set("without", off.join(","));
    ["relation", "from", "to"].forEach(function (id) {
      state.set(id, byId(id).value);
    });
    state.set("least", byId("least").value === "1" ? "" : byId("least").value);
    state.set("most", byId("most").value === byId("most").defaultValue ? "" : byId("most").value);
    state.set("colour", form.elements.colour.value === "family" ? "" : form.elements.colour.value);
    if (hood.places) state.set("focus", hood.names.join("."));
    if (chosen && !(hood.places && chosen === hood.names[hood.names.length - 1])) state.set("node", chosen);
    if (line) state.set("edge", line);
    KG.keep(state);
  }
  function restore() {
    var state = KG.state();
    var off = (state.get("without") || "").split(",");
    form.querySelectorAll('[name="family"]').forEach(function (input) {
      input.checked = off.indexOf(input.value) < 0;
    });
    ["relation", "from", "to"].forEach(function (id) {
      byId(id).value = state.get(id) || "";
    });
    byId("least").value = state.get("least") || "1";
    byId("most").value = state.get("most") || byId("most").defaultValue;
    form.elements.colour.value = state.get("colour") || "family";
    whole();
    var names = (state.get("focus") || "").split(".").filter(Boolean);
    if (!names.length) return choose(state);
    hood.load().then(function () {
      var last = names.filter(hood.grow).pop();
      if (!last) return choose(state);
      draw();
      showNode(last);
      fit();
      choose(state);
    });
  }
  /* The node or line that the address names, if it is drawn. */
  function choose(state) {
    var node = state.get("node");
    var edge = state.get("edge");
    if (node && shownNodes.get(node)) {
      showNode(node);
      network.selectNodes([node]);
    }
    if (edge && shownEdges.get(edge)) {
      showEdge(edge);
      network.selectEdges([edge]);
    }
    KG.ready();
  }
  function whole() {
    hood.close();
    chosen = line = null;
    draw();
    fit();
  }
  form.addEventListener("input", function () {
    draw();
    remember();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  window.addEventListener("hashchange", restore);
  document.addEventListener("kg-theme", function () {
    theme = colours();
    draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    theme = colours();
    draw();
  });

  byId("fit").addEventListener("click", fit);
  byId("whole").addEventListener("click", function () {
    whole();
    remember();
  });
  byId("drawing").addEventListener("click", function () {
    var at = network.getPositions();
    var drawn = new Map(
      shownNodes.get().map(function (node) {
        return [node.id, { x: at[node.id].x, y: at[node.id].y, size: nodes.get(node.id).size, shape: node.shape, name: node.name, colour: node.color.background }];
      })
    );
    var lines = shownEdges.get().map(function (edge) {
      return { from: drawn.get(edge.from), to: drawn.get(edge.to), width: edges.get(edge.id).width };
    });
    KG.save(new Blob([KG.graphDrawing(Array.from(drawn.values()), lines, theme)], { type: "image/svg+xml" }), "graph.svg");
  });
  byId("table").addEventListener("click", function () {
    var rows = shownEdges.getIds().map(function (id) {
      var edge = edges.get(id);
      var name = function (end) {
        return nodes.get(end).name || nodes.get(end).label;
      };
      return [name(edge.from), edge.relations.join("、"), name(edge.to), String(edge.evidence), edge.first, edge.last];
    });
    KG.saveTable([["一端", "关系", "另一端", "依据", "最早", "最近"]].concat(rows), "graph.csv");
  });
  byId("image").addEventListener("click", function () {
    var canvas = place.querySelector("canvas");
    var copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    var context = copy.getContext("2d");
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    copy.toBlob(function (blob) {
      KG.save(blob, "graph.png");
    });
  });
  /* On this page a name found is shown in the picture. */
  document.querySelector(".masthead .search").addEventListener("kg-take", function (event) {
    event.preventDefault();
    hood.close();
    expand(event.detail.token);
  });
  restore();
  KG.network = network;
})();
