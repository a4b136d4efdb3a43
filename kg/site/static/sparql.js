/* Questions in SPARQL, answered in a worker that can be stopped. */
(function () {
  "use strict";
  var KG = window.KG;
  var byId = document.getElementById.bind(document);
  var QUERIES = JSON.parse(byId("queries").textContent);
  var MOST = 1000; /* rows that are shown */
  var EVERY = 100000; /* rows that are fetched, for the table to take away */
  var text = byId("query");
  var status = byId("status");
  var answer = byId("rows");
  var worker = null;
  var loading = null;
  var running = 0;
  var turn = 0;
  var found = null;
  var chosen = null;

  function say(words) {
    status.textContent = words;
  }

  /* A worker with the graph in it; the first call loads both. */
  function engine() {
    if (loading) return loading;
    say("正在载入图谱…");
    loading = Promise.all([KG.need("engine"), KG.need("graph")]).then(function (data) {
      return new Promise(function (resolve, reject) {
        worker = new Worker(URL.createObjectURL(new Blob([data[0].worker], { type: "text/javascript" })));
        worker.onerror = function (event) {
          reject(new Error(event.message || "浏览器不许在此运行查询引擎"));
        };
        worker.onmessage = function (event) {
          if (event.data.error) reject(new Error(event.data.error));
          else resolve(data[1]);
        };
        worker.postMessage({ id: 0, module: data[0].module, turtle: data[1].turtle });
      });
    });
    loading.catch(function () {
      loading = null;
    });
    return loading;
  }

  /* Enough of the grammar to find the variables of a query: not in comments, IRIs or strings. */
  var TOKEN = /#[^\n]*|<[^<>"{}|^`\\\s]*>|"{3}[^]*?"{3}|'{3}[^]*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[?$][\p{L}\p{N}_]+/gu;
  function term(parameter, value) {
    var quoted = '"' + value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, " ") + '"';
    if (parameter.type === "name") return quoted + "@zh";
    if (parameter.type === "date") return quoted + "^^<http://www.w3.org/2001/XMLSchema#date>";
    if (parameter.type === "number") return isFinite(Number(value)) && value.trim() ? String(Number(value)) : null;
    return quoted;
  }
  function filled() {
    var values = {};
    if (chosen) {
      chosen.parameters.forEach(function (parameter) {
        var value = byId("p-" + parameter.name).value.trim() || parameter.default;
        var made = value && term(parameter, value);
        if (made) values[parameter.name] = made;
      });
    }
    return text.value.replace(TOKEN, function (token) {
      return /^[?$]/.test(token) && values[token.slice(1)] ? values[token.slice(1)] : token;
    });
  }
  /* On one line, so that an error's line is that of the text. */
  function prefixed(query, prefixes) {
    return Object.keys(prefixes)
      .filter(function (prefix) {
        return !new RegExp("prefix\\s+" + prefix + ":", "i").test(query);
      })
      .map(function (prefix) {
        return "PREFIX " + prefix + ": <" + prefixes[prefix] + "> ";
      })
      .join("") + query;
  }

  function cell(value, graph) {
    var td = KG.make("td");
    if (!value) return td;
    var shown = value.value;
    var path = value.type === "uri" ? graph.paths[shown] : graph.names[shown];
    if (value.type === "uri") {
      Object.keys(graph.prefixes).some(function (prefix) {
        var base = graph.prefixes[prefix];
        if (shown.indexOf(base) === 0) shown = prefix + ":" + shown.slice(base.length);
        return shown !== value.value;
      });
    }
    if (value.datatype && /#(integer|decimal|double)$/.test(value.datatype)) td.className = "number";
    if (shown.length < 9) td.className += " short";
    if (path) {
      var link = KG.make("a", "", shown);
      link.href = KG.root + path;
      td.appendChild(link);
    } else td.textContent = shown;
    return td;
  }
  function show(result, graph) {
    found = result;
    byId("csv").hidden = !result.rows.length;
    var head = KG.make("tr");
    result.vars.forEach(function (name) {
      head.appendChild(KG.make("th", "", name));
    });
    var body = KG.make("tbody");
    result.rows.slice(0, MOST).forEach(function (row) {
      var line = KG.make("tr");
      result.vars.forEach(function (name) {
        line.appendChild(cell(row[name], graph));
      });
      body.appendChild(line);
    });
    answer.replaceChildren(KG.make("table", "", null, [KG.make("thead", "", null, [head]), body]));
    say(
      result.count + " 行，" + Math.max(1, Math.round(result.milliseconds)) + " 毫秒" +
        (result.count > MOST ? "；下面是前 " + MOST + " 行" : "") + (result.count ? "。" : "。没有符合的结果。")
    );
  }

  function busy(on) {
    byId("stop").disabled = !on;
    byId("run").disabled = on;
  }
  function run() {
    var mine = (running = ++turn);
    var query = filled();
    remember();
    busy(true);
    engine().then(
      function (graph) {
        if (mine !== running) return;
        say("正在查询…");
        worker.onmessage = function (event) {
          if (event.data.id !== mine) return;
          busy(false);
          if (event.data.error) {
            answer.replaceChildren();
            byId("csv").hidden = true;
            return say("查询有误：" + event.data.error);
          }
          show(event.data, graph);
        };
        worker.postMessage({ id: mine, query: prefixed(query, graph.prefixes), most: EVERY });
      },
      function (error) {
        busy(false);
        say("不能查询：" + error.message);
      }
    );
  }
  function stop() {
    running = 0;
    if (worker) worker.terminate();
    worker = null;
    loading = null;
    busy(false);
    say("已停止。");
  }

  function choose(query) {
    chosen = query;
    text.value = query.text;
    text.rows = Math.min(query.text.split("\n").length + 1, 13);
    var fields = byId("parameters");
    fields.replaceChildren();
    query.parameters.forEach(function (parameter) {
      var input = KG.make("input");
      input.id = "p-" + parameter.name;
      input.placeholder = parameter.default;
      input.addEventListener("keydown", function (event) {
        if (event.key === "Enter" && !event.isComposing) run();
      });
      fields.appendChild(KG.make("label", "", null, [KG.make("span", "", parameter.title), input]));
    });
    document.querySelectorAll("#ready button").forEach(function (button) {
      button.setAttribute("aria-pressed", button.dataset.name === query.name ? "true" : "false");
      if (button.dataset.name === query.name) button.closest("details").open = true;
    });
  }
  document.querySelectorAll("#ready button").forEach(function (button, i) {
    button.addEventListener("click", function () {
      choose(QUERIES[i]);
      run();
      var asked = text.closest(".asked");
      if (asked.getBoundingClientRect().top < 0 || asked.getBoundingClientRect().top > innerHeight / 2) asked.scrollIntoView();
    });
  });
  text.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  byId("run").addEventListener("click", run);
  byId("stop").addEventListener("click", stop);

  byId("csv").addEventListener("click", function () {
    var rows = found.rows.map(function (row) {
      return found.vars.map(function (name) {
        return row[name] ? row[name].value : "";
      });
    });
    KG.saveTable([found.vars].concat(rows), "answer.csv");
  });

  function remember() {
    var state = new URLSearchParams();
    if (chosen && chosen.text === text.value) {
      state.set("name", chosen.name);
      chosen.parameters.forEach(function (parameter) {
        state.set(parameter.name, byId("p-" + parameter.name).value);
      });
    } else state.set("query", text.value);
    KG.keep(state);
  }
  function restore() {
    var state = KG.state();
    var query = QUERIES.find(function (known) {
      return known.name === state.get("name");
    });
    if (query) {
      choose(query);
      query.parameters.forEach(function (parameter) {
        byId("p-" + parameter.name).value = state.get(parameter.name) || "";
      });
      run();
    } else if (state.get("query")) {
      text.value = state.get("query");
    } else if (QUERIES.length) choose(QUERIES[0]);
  }
  if (matchMedia("(max-width: 56rem)").matches) {
    document.querySelectorAll("#ready details").forEach(function (topic) {
      topic.open = false;
    });
  }
  busy(false);
  restore();
})();
