/* The search box: names by characters, pinyin and initials, with suggestions by type. */
(function () {
  "use strict";
  var KG = window.KG;
  var HAN = /\p{Script=Han}/u;
  function normal(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  }

  /* How well a row answers a word: smaller is better, -1 not at all. Lists of names have bars around each. */
  function grade(index, row, word, han) {
    var plain = index.plain[row];
    var at = plain.indexOf(word);
    if (at === 0) return plain.length === word.length ? 0 : 2;
    var other = index.other[row];
    var inside = other ? other.indexOf(word) : -1;
    if (inside > 0) {
      if (other.indexOf("|" + word + "|") >= 0) return 1;
      if (other.indexOf("|" + word) >= 0) return 3;
    }
    if (at > 0) return 5;
    if (inside > 0) return 6;
    if (han) return -1;
    return Math.min(heard(index.initials[row], word, 4, 8, word.length > 1 ? 9 : 99), heard(index.pinyin[row], word, 4, 7, word.length > 2 ? 10 : 99));
  }
  function heard(names, word, whole, start, part) {
    var at = names.indexOf(word);
    if (at < 0) return 99;
    for (; at >= 0; at = names.indexOf(word, at + 1)) {
      if (names.charCodeAt(at - 1) === 124) {
        if (names.charCodeAt(at + word.length) === 124) return whole;
        part = start;
      }
    }
    return part;
  }

  /* The rows that answer all words of a question, best first. */
  KG.search = function (index, question) {
    var words = question.split(/\s+/).map(normal).filter(Boolean);
    var hits = [];
    if (!words.length) return hits;
    var han = words.map(function (word) {
      return HAN.test(word);
    });
    for (var row = 0; row < index.plain.length; row++) {
      var worst = 0;
      for (var i = 0; i < words.length; i++) {
        var mark = grade(index, row, words[i], han[i]);
        if (mark < 0 || mark === 99) {
          worst = -1;
          break;
        }
        if (mark > worst) worst = mark;
      }
      if (worst >= 0) (hits[worst] = hits[worst] || []).push(row);
    }
    return [].concat.apply(
      [],
      hits.filter(Boolean).map(function (rows) {
        return rows.sort(function (a, b) {
          return index.weight[b] - index.weight[a] || a - b;
        });
      })
    );
  };

  /* Hits by type, the type of the best hit first: [[type, rows, total], …]. */
  function grouped(index, rows) {
    var groups = new Map();
    rows.forEach(function (row) {
      var type = index.type[row];
      if (!groups.has(type)) groups.set(type, []);
      groups.get(type).push(row);
    });
    var most = groups.size > 3 ? 4 : groups.size > 1 ? 6 : 12;
    return Array.from(groups, function (entry) {
      return [entry[0], entry[1].slice(0, most), entry[1].length];
    });
  }

  function box(element) {
    var input = element.querySelector("input");
    var list = element.querySelector(".found");
    var hits = [];
    var chosen = -1;
    var turn = 0;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      chosen = -1;
    }
    function mark(number) {
      chosen = number;
      hits.forEach(function (hit, i) {
        hit.setAttribute("aria-selected", i === number ? "true" : "false");
      });
      if (hits[number]) {
        input.setAttribute("aria-activedescendant", hits[number].id);
        hits[number].scrollIntoView({ block: "nearest" });
      }
    }
    function take(hit) {
      var event = new CustomEvent("kg-take", {
        bubbles: true,
        cancelable: true,
        detail: { row: Number(hit.dataset.row), token: hit.dataset.token, name: hit.dataset.name },
      });
      close();
      if (element.dispatchEvent(event)) location.href = hit.href;
    }
    function show(index) {
      var question = input.value;
      list.replaceChildren();
      hits = [];
      if (!normal(question)) return close();
      var rows = KG.search(index, question);
      grouped(index, rows).forEach(function (group) {
        var type = index.types[group[0]];
        list.appendChild(
          KG.make("div", "group", null, [KG.make("span", "", type.list), KG.make("span", "", String(group[2]))])
        );
        group[1].forEach(function (row) {
          var name = index.name[row];
          var hit = KG.make("a", "hit " + type.family, null, [KG.make("span", "name", name)]);
          var other = index.other[row].split("|").find(function (alias) {
            return alias && alias.indexOf(normal(question)) >= 0;
          });
          if (index.note[row]) hit.appendChild(KG.make("small", "", index.note[row]));
          if (other && index.plain[row].indexOf(normal(question)) < 0) hit.appendChild(KG.make("small", "", other));
          hit.href = KG.root + KG.pathOf(index.token[row]);
          hit.id = input.id + "-" + row;
          hit.tabIndex = -1;
          hit.dataset.row = row;
          hit.dataset.token = index.token[row];
          hit.dataset.name = name;
          hit.setAttribute("role", "option");
          list.appendChild(hit);
          hits.push(hit);
        });
      });
      if (!hits.length) list.appendChild(KG.make("div", "none", "没有这个名字。"));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(hits.length ? 0 : -1);
    }
    function ask() {
      var mine = ++turn;
      KG.need("search").then(
        function (index) {
          if (mine === turn) show(index);
        },
        function (error) {
          list.replaceChildren(KG.make("div", "none", "读不到 " + error.message + "；请把整个文件夹放在一起打开。"));
          list.hidden = false;
        }
      );
    }

    input.addEventListener("focus", function () {
      KG.need("search").catch(function () {});
    });
    input.addEventListener("input", ask);
    input.addEventListener("compositionend", ask);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return ask();
        if (hits.length) mark((chosen + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!list.hidden && hits[chosen]) take(hits[chosen]);
      } else if (event.key === "Escape") {
        if (!list.hidden) event.stopPropagation();
        close();
      }
    });
    list.addEventListener("mousedown", function (event) {
      event.preventDefault(); /* the box keeps the focus */
    });
    list.addEventListener("click", function (event) {
      var hit = event.target.closest(".hit");
      if (hit && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        take(hit);
      }
    });
    input.addEventListener("blur", close);
  }
  document.querySelectorAll(".search").forEach(box);

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/i.test(at.tagName) || at.isContentEditable) return;
    var input = document.querySelector(".search input");
    if (input) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
