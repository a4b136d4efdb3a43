/* The pages in English: their words are looked up and put in place of the Chinese; names, sentences and all that
   comes from the newspaper stay as they are. Chosen by the button, kept in the address and for later visits. */
(function () {
  "use strict";
  var KG = window.KG;
  var HAN = /\p{Script=Han}/u;
  /* What comes from the newspaper. */
  var KEPT = ".name, a.naming, .sentence, .stories a, .briefs a, .briefs p:first-of-type, .gist, .detail h2 a, #rows td, code, kbd, textarea, [translate='no'], script, style, mark, .beyond, blockquote p, blockquote footer a";
  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  var MARKS = { "，": ", ", "。": ". ", "；": "; ", "、": ", ", "：": ": ", "（": " (", "）": ") ", "·": " · ", "—": "—", "→": "→", "←": "←" };
  var button = document.querySelector(".language");
  var words = null;
  var patterns = [];

  function english() {
    var asked = new URLSearchParams(location.search).get("lang");
    try {
      if (asked) localStorage.setItem("kg-language", asked);
      return (asked || localStorage.getItem("kg-language")) === "en";
    } catch (error) {
      return asked === "en";
    }
  }

  function dates(text) {
    return text
      .replace(/(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g, function (_, year, month, day) {
        return Number(day) + " " + MONTHS[month - 1] + (year ? " " + year : "");
      })
      .replace(/(?:(\d{4})年)?(\d{1,2})月(?!\d)/g, function (_, year, month) {
        return year ? MONTHS[month - 1] + " " + year : MONTHS[month - 1].slice(0, 3);
      })
      .replace(/(\d{4})年/g, "$1")
      .replace(/([\d…]) 至 /g, "$1 – ").replace(/ 至 …/g, " – …");
  }
  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  function prepare(phrases) {
    words = new Map(Object.entries(phrases));
    words.forEach(function (to, from) {
      if (from.indexOf("{}") < 0) return;
      var source = from.split("{}").map(escaped).join("(.+?)");
      patterns.push([new RegExp("^" + source + "$"), to, from.replace(/{}/g, "").length]);
    });
    patterns.sort(function (a, b) {
      return b[2] - a[2];
    });
  }

  /* The English of a whole text, or null where it is not known. */
  function whole(text) {
    if (!HAN.test(text)) return text;
    if (words.has(text)) return words.get(text);
    for (var i = 0; i < patterns.length; i++) {
      var found = patterns[i][0].exec(text);
      if (found) {
        var place = 0;
        return patterns[i][1].replace(/{}/g, function () {
          place++;
          return whole(found[place]) || found[place];
        });
      }
    }
    return null;
  }
  function pieces(text, partly) {
    var parts = text.split(/([，。；、：（）·—→←])/);
    if (parts.length < 2) return null;
    var known = parts.map(function (part, i) {
      return i % 2 ? MARKS[part] : !part.trim() ? "" : whole(part.trim());
    });
    if (known.indexOf(null) >= 0 && !partly) return null;
    known = known.map(function (part, i) {
      return part === null ? parts[i] : part;
    });
    return known.join("").replace(/ {2,}/g, " ").replace(/ ([,.;)])/g, "$1").trim();
  }
  /* A text in English as far as it is known; `partly` where names stand between the words. */
  KG.say = function (text, partly) {
    if (!words || !HAN.test(text)) return text;
    var trimmed = text.trim().replace(/\s+/g, " ");
    var dated = dates(trimmed);
    var found = whole(trimmed) || whole(dated) || pieces(dated, partly);
    if (found === null) return text;
    return (/^\s/.test(text) ? " " : "") + dates(found) + (/\s$/.test(text) ? " " : "");
  };

  function translate(root) {
    if (root.nodeType === Node.TEXT_NODE) return node(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) node(walker.currentNode);
    [root].concat(Array.from(root.querySelectorAll("[title], [aria-label], [placeholder]"))).forEach(function (element) {
      ["title", "aria-label", "placeholder"].forEach(function (name) {
        var value = element.getAttribute(name);
        if (value && HAN.test(value)) element.setAttribute(name, KG.say(value, true));
      });
    });
  }
  function node(text) {
    if (!HAN.test(text.data)) return;
    var parent = text.parentElement;
    if (!parent || parent.closest(KEPT)) return;
    var said = KG.say(text.data);
    if (said === text.data) return;
    text.data = said;
    if (parent.childNodes.length === 1) parent.lang = "en";
  }

  function begin() {
    KG.need("english").then(function (phrases) {
      prepare(phrases);
      translate(document.body);
      new MutationObserver(function (changes) {
        changes.forEach(function (change) {
          if (change.type === "characterData") node(change.target);
          else change.addedNodes.forEach(translate);
        });
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
      document.dispatchEvent(new Event("kg-theme")); /* what is drawn is drawn anew */
      document.documentElement.dataset.language = "en";
    });
    /* Where nothing can be remembered, the address carries the choice on. */
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (link && link.protocol === location.protocol && link.pathname !== location.pathname && !link.search) link.search = "?lang=en";
    }, true);
  }

  function go(language) {
    var address = new URL(location.href);
    if (language === "en") address.searchParams.set("lang", "en");
    else address.searchParams.delete("lang");
    try {
      localStorage.setItem("kg-language", language);
    } catch (error) {
      /* the choice then stands in the address alone */
    }
    if (address.href === location.href) location.reload();
    else location.replace(address.href);
  }
  var on = english();
  button.hidden = false;
  button.textContent = on ? "中文" : "English";
  button.lang = on ? "zh-Hans" : "en";
  button.addEventListener("click", function () {
    go(on ? "zh" : "en");
  });
  if (on) begin();
})();
