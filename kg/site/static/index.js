/* The index of names: rows, the best evidenced first, and the search over them. */
(function () {
  "use strict";
  var KG = window.KG;
  var HAN = /\p{Script=Han}/u;
  var LINE = 10;
  var BAR = 124;
  var NONE = 255;
  var ready = null;

  KG.normal = function (text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  };

  /* A column as one text with a line break before each row, and where each row begins. In one that is fenced
     bars stand around each value. */
  function column(lines, fenced) {
    var starts = new Uint32Array(lines.length + 1);
    var at = 0;
    lines.forEach(function (line, row) {
      starts[row] = at;
      at += line.length + 1;
    });
    starts[lines.length] = at;
    return { text: "\n" + lines.join("\n") + "\n", starts: starts, fenced: Boolean(fenced) };
  }

  /* A promise of the index: types, name, note, other (by row), rows, and what the search needs. */
  KG.index = function () {
    ready = ready || KG.need("search").then(function (data) {
      var name = data.name ? data.name.split("\n") : [];
      var plain = data.plain.split("\n");
      return {
        types: data.types, rows: name.length, own: data.own, tokens: data.token, weight: data.weight,
        name: name, note: data.note.split("\n"), other: data.other.split("\n"),
        type: Array.from(data.type, function (letter) {
          return letter.charCodeAt(0) - 97;
        }),
        columns: {
          plain: column(name.map(function (text, row) {
            return plain[row] || text;
          })),
          other: column(data.other.split("\n"), true),
          pinyin: column(data.pinyin.split("\n"), true),
          initials: column(data.initials.split("\n"), true),
        },
      };
    });
    return ready;
  };
  KG.tokenOf = function (index, row) {
    return index.tokens.slice(row * 12, row * 12 + 12);
  };
  KG.rowOf = function (index, token) {
    if (!/^[0-9a-f]{12}$/.test(token || "")) return -1;
    var at = index.tokens.indexOf(token);
    while (at >= 0 && at % 12) at = index.tokens.indexOf(token, at + 1);
    return at < 0 ? -1 : at / 12;
  };
  KG.pathOf = function (index, row) {
    var token = KG.tokenOf(index, row);
    return row < index.own ? "e/" + token.slice(0, 2) + "/" + token + ".html" : "e.html#id=" + token;
  };

  /* How well each row answers a word, at most what `marks` holds: smaller is better. Of a word in a column the
     whole value, its beginning, and any part of it have their marks; one that is NONE does not count. */
  function scan(column, word, whole, start, part, marks) {
    var text = column.text;
    var starts = column.starts;
    var row = 0;
    var needle = part === NONE && column.fenced ? "|" + word : word; /* only beginnings are asked for */
    var skip = needle.length - word.length;
    for (var at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      var here = at + skip;
      while (starts[row + 1] < here) row++;
      var before = text.charCodeAt(here - 1);
      var mark = part;
      if (before === LINE || before === BAR) {
        var after = text.charCodeAt(here + word.length);
        mark = after === LINE || after === BAR ? whole : start;
      }
      if (mark < marks[row]) marks[row] = mark;
    }
  }
  function grade(index, word) {
    var marks = new Uint8Array(index.rows).fill(NONE);
    scan(index.columns.plain, word, 0, 2, 5, marks);
    scan(index.columns.other, word, 1, 3, 6, marks);
    if (!HAN.test(word)) {
      scan(index.columns.initials, word, 4, 8, word.length > 1 ? 9 : NONE, marks);
      if (word.length > 1) scan(index.columns.pinyin, word, 4, 7, word.length > 2 ? 10 : NONE, marks);
    }
    return marks;
  }

  /* The rows that answer all words of a question, best first; of those as good, the best evidenced first. */
  KG.search = function (index, question) {
    var words = question.split(/\s+/).map(KG.normal).filter(Boolean);
    if (!words.length) return [];
    var marks = grade(index, words[0]);
    words.slice(1).forEach(function (word) {
      var more = grade(index, word);
      for (var row = 0; row < marks.length; row++) if (more[row] > marks[row]) marks[row] = more[row];
    });
    var hits = [];
    for (var mark = 0; mark < 11; mark++) hits.push([]);
    for (var row = 0; row < marks.length; row++) if (marks[row] !== NONE) hits[marks[row]].push(row);
    return [].concat.apply([], hits);
  };
})();
