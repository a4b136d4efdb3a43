/* A fact as its page shows it: who, what, whom, and the sentences that say so. */
(function () {
  "use strict";
  var KG = window.KG;
  var FACTS_A_FILE = 300; /* as the build counts */

  function link(end, className) {
    var a = KG.make("a", "name " + (className || ""), end[0]);
    a.href = KG.root + end[1];
    return a;
  }

  function quote(said) {
    var text = KG.make("p");
    said.pieces.forEach(function (piece) {
      var beyond = piece[2] ? "" : " beyond";
      if (piece[1]) text.appendChild(KG.make("mark", piece[1] + beyond, piece[0]));
      else text.appendChild(KG.make("span", beyond.trim(), piece[0]));
    });
    var source = KG.make("a", "", said.headline);
    source.href = KG.root + said.path;
    return KG.make("blockquote", "", null, [
      text,
      KG.make("footer", "", null, [
        source,
        " ",
        KG.make("span", "day", said.day),
        " ",
        KG.make("span", "rule", said.rule + " · " + said.confidence),
      ]),
    ]);
  }

  /* The words of a fact: 甲 任职 乙（局长）. */
  KG.says = function (fact) {
    return KG.make("p", "says", null, [
      link(fact.subject),
      KG.make("span", "verb", " " + fact.relation + " "),
      link(fact.object),
      fact.title ? " " + fact.title : "",
      fact.modality ? " " : "",
      fact.modality ? KG.make("span", "modality", fact.modality) : null,
    ]);
  };

  /* A promise of a fact, by its number. */
  KG.fact = function (number) {
    return KG.need("evidence-" + Math.floor(number / FACTS_A_FILE)).then(function (facts) {
      return facts[number % FACTS_A_FILE];
    });
  };

  /* A fact as rows of a table, one for each sentence. */
  KG.columns = ["主体", "关系", "职务", "客体", "性质", "日期", "报道", "原文", "规则", "把握"];
  KG.rows = function (fact) {
    return fact.quotes.map(function (said) {
      var stated = said.pieces.filter(function (piece) {
        return piece[2];
      });
      var words = stated.map(function (piece) {
        return piece[0];
      }).join("");
      return [fact.subject[0], fact.relation, fact.title, fact.object[0], fact.modality, said.day, said.headline, words, said.rule, said.confidence];
    });
  };

  /* The sentences of a fact, `most` of them open, added to an element. */
  KG.quotes = function (fact, most, element) {
    fact.quotes.slice(0, most).forEach(function (said) {
      element.appendChild(quote(said));
    });
    if (fact.quotes.length > most) {
      var rest = KG.make("details", "", null, [KG.make("summary", "", "另有 " + (fact.quotes.length - most) + " 处依据")]);
      fact.quotes.slice(most).forEach(function (said) {
        rest.appendChild(quote(said));
      });
      element.appendChild(rest);
    }
  };

  /* An element that fills itself with a fact and its sentences, `most` of them open. */
  KG.evidence = function (number, most) {
    var element = KG.make("div", "hop", null, [KG.make("p", "note", "…")]);
    KG.fact(number).then(
      function (fact) {
        element.replaceChildren(KG.says(fact));
        KG.quotes(fact, most, element);
      },
      function (error) {
        element.replaceChildren(KG.make("p", "note", "读不到 " + error.message));
      }
    );
    return element;
  };
})();
