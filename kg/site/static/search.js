/* The search box: names by characters, pinyin and initials, with suggestions by type. */
(function () {
  "use strict";
  var KG = window.KG;
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
      if (!KG.normal(question)) return close();
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
            return alias && alias.indexOf(KG.normal(question)) >= 0;
          });
          if (index.note[row]) hit.appendChild(KG.make("small", "", index.note[row]));
          if (other && KG.normal(name).indexOf(KG.normal(question)) < 0) hit.appendChild(KG.make("small", "", other));
          hit.href = KG.root + KG.pathOf(index, row);
          hit.id = input.id + "-" + row;
          hit.tabIndex = -1;
          hit.dataset.row = row;
          hit.dataset.token = KG.tokenOf(index, row);
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
      KG.index().then(
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
      KG.index().catch(function () {});
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
