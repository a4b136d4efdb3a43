/* Pictures to keep: a drawing as SVG or PNG, the graph as it stands as SVG. */
(function () {
  "use strict";
  var KG = window.KG;
  var SVG = "http://www.w3.org/2000/svg";
  var KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

  /* A copy of a drawing with its colours and letters in it, for programs that know nothing of the page. */
  function alone(drawn) {
    var copy = drawn.cloneNode(true);
    var from = [drawn].concat(Array.from(drawn.querySelectorAll("*")));
    [copy].concat(Array.from(copy.querySelectorAll("*"))).forEach(function (element, i) {
      var style = getComputedStyle(from[i]);
      KEPT.forEach(function (name) {
        element.setAttribute(name, style.getPropertyValue(name));
      });
      element.removeAttribute("class");
      element.removeAttribute("href");
    });
    copy.setAttribute("xmlns", SVG);
    return copy;
  }
  function text(svg) {
    return new XMLSerializer().serializeToString(svg);
  }
  /* A drawing as PNG, twice as large as on the page, on the paper of the page. */
  function picture(svg, name) {
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      var context = canvas.getContext("2d");
      context.fillStyle = getComputedStyle(document.body).backgroundColor;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        KG.save(blob, name);
      });
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text(svg));
  }
  /* What the titles of a drawing's parts tell: a name, a colon, a number. */
  function counts(svg) {
    return Array.from(svg.querySelectorAll("title"), function (title) {
      var told = /^(.+?)[：:]\s*(\d+)/.exec(title.textContent);
      return told ? [told[1], told[2]] : [title.textContent];
    });
  }
  KG.keepDrawing = function (svg, name, form) {
    var copy = alone(svg);
    if (form === "svg") KG.save(new Blob([text(copy)], { type: "image/svg+xml" }), name + ".svg");
    else picture(copy, name + ".png");
  };

  /* Buttons beside each drawing that may be kept; of two forms of it, the one that is seen. */
  document.querySelectorAll(".keep[data-name]").forEach(function (keep) {
    keep.hidden = false;
    keep.querySelectorAll("button[data-form]").forEach(function (button) {
      button.addEventListener("click", function () {
        var drawn = Array.from(keep.closest("figure, section").querySelectorAll("svg")).find(function (svg) {
          return svg.getBoundingClientRect().width > 0;
        });
        if (button.dataset.form === "csv") KG.saveTable(counts(drawn), keep.dataset.name + ".csv");
        else KG.keepDrawing(drawn, keep.dataset.name, button.dataset.form);
      });
    });
  });

  /* The graph as it is drawn: lines, shapes and names, as SVG. `nodes` have x, y, size, shape, name and colour,
     `lines` the nodes from and to and a width; `theme` has paper, ink and soft. */
  KG.graphDrawing = function (nodes, lines, theme) {
    function make(tag, values) {
      var element = document.createElementNS(SVG, tag);
      Object.keys(values).forEach(function (key) {
        element.setAttribute(key, values[key]);
      });
      return element;
    }
    var x = nodes.map(function (node) {
      return node.x;
    });
    var y = nodes.map(function (node) {
      return node.y;
    });
    var left = Math.min.apply(null, x) - 90;
    var top = Math.min.apply(null, y) - 40;
    var svg = make("svg", { viewBox: [left, top, Math.max.apply(null, x) + 90 - left, Math.max.apply(null, y) + 60 - top].map(Math.round).join(" ") });
    svg.appendChild(make("rect", { x: left, y: top, width: "100%", height: "100%", fill: theme.paper }));
    lines.forEach(function (line) {
      svg.appendChild(make("line", { x1: line.from.x, y1: line.from.y, x2: line.to.x, y2: line.to.y, stroke: theme.soft, "stroke-width": line.width, opacity: 0.5 }));
    });
    nodes.forEach(function (node) {
      var r = node.size;
      var points = { square: [-1, -1, 1, -1, 1, 1, -1, 1], diamond: [0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0], triangle: [0, -1.1, 1, 0.8, -1, 0.8], hexagon: [-0.5, -0.9, 0.5, -0.9, 1, 0, 0.5, 0.9, -0.5, 0.9, -1, 0] }[node.shape];
      var shape = points
        ? make("polygon", {
            points: points.map(function (part, i) {
              return ((i % 2 ? node.y : node.x) + part * r).toFixed(1);
            }).join(" "),
          })
        : make("circle", { cx: node.x, cy: node.y, r: r });
      shape.setAttribute("fill", node.colour);
      svg.appendChild(shape);
      var label = make("text", { x: node.x, y: node.y + r + 13, "text-anchor": "middle", "font-size": 12, "font-family": "sans-serif", fill: theme.ink, stroke: theme.paper, "stroke-width": 3, "paint-order": "stroke" });
      label.textContent = node.name;
      svg.appendChild(label);
    });
    svg.setAttribute("xmlns", SVG);
    return text(svg);
  };
})();
