/* The page of a thing that has no file of its own: from the data files that many of them share. */
(function () {
  "use strict";
  var KG = window.KG;
  var place = document.getElementById("thing");
  var HEADINGS = JSON.parse(document.getElementById("headings").textContent);
  var CONTEXT = JSON.parse(document.getElementById("context").textContent);
  var site = document.title;

  function link(end) {
    var a = KG.make("a", "name " + end[2], end[0]);
    a.href = KG.root + end[1];
    return a;
  }
  function joined(ends, mark) {
    var all = [];
    ends.forEach(function (end, i) {
      if (i) all.push(mark);
      all.push(link(end));
    });
    return all;
  }
  function section(title, children) {
    return KG.make("section", "", null, [KG.make("h2", "", title)].concat(children));
  }

  function head(thing, others) {
    var kind = [thing.kind, thing.initiative, thing.code && "区划代码 " + thing.code, thing.date].filter(Boolean);
    var number = thing.stories ? thing.stories.length : 0;
    var lead = number ? "见于 " + number + " 篇报道" + (thing.seen ? "（" + thing.seen + "）" : "") : "没有报道说到它";
    if (others) lead += "，与另外 " + others + " 个对象有关系";
    var title = KG.make("h1", "", thing.name);
    title.translate = false;
    return KG.make("header", "head", null, [
      KG.make("p", "eyebrow " + thing.family, kind.join(" · ")),
      title,
      thing.aliases ? KG.make("p", "aliases", "又作 " + thing.aliases.join("、")) : null,
      thing.alike ? KG.make("p", "alike", null, ["可能与 "].concat(joined(thing.alike, "、"), [" 是同一个，有待裁定。"])) : null,
      ...(thing.notes || []).map(function (note) {
        var told = KG.make("p", "alike decided", note);
        told.translate = false;
        return told;
      }),
      KG.make("p", "lead", lead + "。"),
      thing.chain ? KG.make("p", "chain", null, ["行政区划："].concat(joined(thing.chain, " › "), [KG.make("small", "", "（据区划名录）")])) : null,
    ]);
  }
  function cells(tag, values) {
    return KG.make("tr", "", null, values.map(function (value) {
      return value instanceof Node ? KG.make(tag, "", null, [value]) : KG.make(tag, /^\d+$/.test(value) || value === "依据" ? "number" : "", value);
    }));
  }
  function posts(thing, facts) {
    var rows = thing.posts.map(function (post) {
      var fact = facts.get(post[0]);
      var title = KG.make("a", "", fact.title);
      title.href = "#id=" + KG.state().get("id") + "&at=f" + fact.id;
      var related = KG.make("span");
      (post[1] || []).forEach(function (other, i) {
        related.append(i ? "；" : "", other[0] + " ", link(other.slice(1)));
      });
      var named = KG.make("span", "", null, [title, fact.modality ? KG.make("span", "modality", fact.modality) : null]);
      return cells("td", [named, link(thing.person ? fact.object : fact.subject), fact.span || "日期未详", String(fact.quotes.length), related]);
    });
    var names = ["职务", thing.person ? "单位" : "姓名", "见报", "依据", thing.person ? "同一职务" : ""];
    var table = KG.make("table", "", null, [KG.make("thead", "", null, [cells("th", names)]), KG.make("tbody", "", null, rows)]);
    var box = KG.make("section", "posts", null, [KG.make("h2", "", thing.person ? "职务" : "任职者"), KG.make("div", "scroll", null, [table])]);
    return box;
  }
  /* Facts under the heading of their relation, as the other pages group them. */
  function groups(facts, here) {
    var found = new Map();
    facts.forEach(function (fact) {
      var forward = fact.subject[1] === here;
      var heading = HEADINGS[fact.relation][forward ? 0 : 1];
      if (!found.has(heading)) found.set(heading, []);
      found.get(heading).push([fact, forward ? fact.object : fact.subject]);
    });
    return Array.from(found, function (entry) {
      var list = KG.make("ol", "", null, entry[1].map(function (pair) {
        var fact = pair[0];
        var item = KG.make("li", "", null, [
          KG.make("p", "fact", null, [
            link(pair[1]), fact.title ? "，" + fact.title : "", " ",
            fact.modality ? KG.make("span", "modality", fact.modality) : null, KG.make("span", "day", fact.span),
          ]),
        ]);
        item.id = "f" + fact.id;
        KG.quotes(fact, 3, item);
        return item;
      }));
      return KG.make("section", "", null, [KG.make("h3", "", null, [entry[0], KG.make("small", "", " " + entry[1].length)]), list]);
    });
  }
  function neighbours(facts, here) {
    var found = new Map();
    facts.forEach(function (fact) {
      var end = fact.subject[1] === here ? fact.object : fact.subject;
      if (!end[2] || end[1] === here) return;
      var known = found.get(end[1]) || { end: end, count: 0, words: [] };
      known.count += fact.quotes.length;
      known.words.push(fact.title || fact.relation);
      found.set(end[1], known);
    });
    return Array.from(found.values()).sort(function (a, b) {
      return b.count - a.count;
    });
  }

  /* ---- what a reader takes away ---- */
  function name(short) {
    var at = short.indexOf(":");
    var space = CONTEXT[short.slice(0, at)];
    var local = short.slice(at + 1);
    if (!space) return "<" + short + ">";
    return /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(local) ? short : "<" + space + local + ">";
  }
  function term(value) {
    if (value["@id"]) return name(value["@id"]);
    var text = JSON.stringify(value["@value"]);
    if (value["@language"]) return text + "@" + value["@language"];
    return value["@type"] ? text + "^^" + name(value["@type"]) : text;
  }
  KG.turtle = function (nodes) {
    var head = Object.keys(CONTEXT).map(function (prefix) {
      return "@prefix " + prefix + ": <" + CONTEXT[prefix] + "> .\n";
    });
    return head.join("") + nodes.map(function (node) {
      var lines = node["@type"] ? ["a " + node["@type"].map(name).join(" , ")] : [];
      Object.keys(node).forEach(function (key) {
        if (key[0] !== "@") lines.push(name(key) + " " + node[key].map(term).join(" , "));
      });
      return "\n" + name(node["@id"]) + " " + lines.join(" ;\n    ") + " .\n";
    }).join("");
  };
  async function part(token, shard) {
    var bytes = Uint8Array.from(atob(await KG.need("parts-" + shard)), function (letter) {
      return letter.charCodeAt(0);
    });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text())[token];
  }
  function table(facts) {
    return facts.reduce(function (rows, fact) {
      return rows.concat(KG.rows(fact));
    }, [KG.columns]);
  }
  function downloads(token, shard, facts) {
    var line = KG.make("p");
    [
      ["CSV", function () {
        KG.saveTable(table(facts), token + ".csv");
      }],
      ["Turtle", async function () {
        KG.save(new Blob([KG.turtle(await part(token, shard))], { type: "text/turtle" }), token + ".ttl");
      }],
      ["JSON-LD", async function () {
        var text = JSON.stringify({ "@context": CONTEXT, "@graph": await part(token, shard) }, null, 1);
        KG.save(new Blob([text], { type: "application/ld+json" }), token + ".jsonld");
      }],
    ].forEach(function (choice, i) {
      var button = KG.make("button", "plain", choice[0]);
      button.type = "button";
      button.addEventListener("click", choice[1]);
      line.append(i ? " · " : "", button);
    });
    return line;
  }

  function show(token, shard, thing, all) {
    var here = "e.html#id=" + token;
    var near = neighbours(all, here);
    var facts = new Map((thing.facts || []).map(function (number, i) {
      return [number, all[i]];
    }));
    var graph = KG.make("a", "", "在关系图里展开");
    graph.href = KG.root + "graph.html#focus=" + token;
    var path = KG.make("a", "", "找它到另一个名字的路径");
    path.href = KG.root + "path.html#from=" + token;
    var stories = (thing.stories || []).map(function (story) {
      var a = KG.make("a", "", story[0]);
      a.href = KG.root + story[1];
      return KG.make("li", "", null, [a, " ", KG.make("span", "day", story[2])]);
    });
    place.replaceChildren(
      head(thing, near.length),
      thing.posts ? posts(thing, facts) : "",
      near.length ? KG.make("p", "note ways", null, [graph, " · ", path]) : "",
      KG.make("div", all.length ? "columns" : "columns bare", null, [
        KG.make("div", "facts", null, (all.length ? [KG.make("h2", "", "陈述与原文")] : []).concat(groups(all, here))),
        KG.make("aside", "", null, [
          near.length ? section("相关对象", [
            KG.make("ol", "ranked", null, near.map(function (one) {
              return KG.make("li", "", null, [
                link(one.end), " ", KG.make("span", "count", String(one.count)), KG.make("br"), KG.make("small", "", Array.from(new Set(one.words)).join("、")),
              ]);
            })),
          ]) : null,
          thing.members ? section("区划名录里的下级", [KG.make("p", "", null, joined(thing.members, "、"))]) : null,
          stories.length ? section("报道", [KG.make("ol", "stories", null, stories)]) : null,
          KG.make("section", "iri", null, [
            KG.make("h2", "", "数据"), all.length ? downloads(token, shard, all) : null, KG.make("p", "", null, [KG.make("code", "", thing.iri)]),
          ]),
        ]),
      ])
    );
    document.title = thing.name + " · " + site;
    var at = document.getElementById(KG.state().get("at") || "");
    if (at) {
      at.classList.add("target");
      at.scrollIntoView();
    }
    KG.ready();
  }
  function missing(words) {
    place.replaceChildren(KG.make("p", "note", words));
    KG.ready();
  }
  function open() {
    var token = KG.state().get("id") || "";
    if (!/^[0-9a-f]{12}$/.test(token)) return missing("没有这个名字的页面。");
    var shard = parseInt(token.slice(0, 6), 16) % Number(place.dataset.shards);
    KG.need("things-" + shard)
      .then(function (things) {
        var thing = things[token];
        if (!thing) return missing("没有这个名字的页面。");
        return Promise.all((thing.facts || []).map(KG.fact)).then(function (facts) {
          if (KG.state().get("id") === token) show(token, shard, thing, facts);
        });
      })
      .catch(function (error) {
        missing("读不到 " + error.message + "；请把整个文件夹放在一起打开。");
      });
  }
  window.addEventListener("hashchange", open);
  open();
})();
