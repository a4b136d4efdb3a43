/* What every page has: data on demand, elements from text, the state in the address, light and dark. */
(function () {
  "use strict";
  var root = document.body.dataset.root || "";
  var waiting = {};
  var KG = (window.KG = {
    root: root,

    /* Data files call this with what they hold. */
    give: function (name, value) {
      waiting[name].resolve(value);
    },

    /* A promise of the data file with this name; from a disk only scripts can be loaded. */
    need: function (name) {
      if (!waiting[name]) {
        var entry = (waiting[name] = {});
        entry.promise = new Promise(function (resolve, reject) {
          entry.resolve = resolve;
          var script = document.createElement("script");
          script.src = root + "data/" + name + ".js";
          script.onerror = function () {
            delete waiting[name];
            reject(new Error("data/" + name + ".js"));
          };
          document.head.appendChild(script);
        });
      }
      return waiting[name].promise;
    },

    /* What a page needs to be used is there; when that was, is for those who measure. */
    ready: function () {
      document.body.dataset.ready = Math.round(performance.now());
    },

    /* An element with a class, text and children; text is only ever set as text. */
    make: function (tag, className, text, children) {
      var element = document.createElement(tag);
      if (className) element.className = className;
      if (text !== undefined && text !== null) element.textContent = text;
      (children || []).forEach(function (child) {
        if (child) element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
      });
      return element;
    },

    /* A file for the reader to keep. */
    save: function (blob, name) {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(function () {
        URL.revokeObjectURL(link.href);
      }, 10000);
    },

    /* The state of a view in the address, and back. */
    state: function () {
      return new URLSearchParams(location.hash.slice(1));
    },
    keep: function (state) {
      Array.from(state.entries()).forEach(function (pair) {
        if (!pair[1]) state.delete(pair[0]);
      });
      history.replaceState(null, "", "#" + state.toString());
    },
  });

  /* ---- light and dark ---- */
  var button = document.querySelector(".theme");
  button.hidden = false;
  button.addEventListener("click", function () {
    var html = document.documentElement;
    var dark = html.dataset.theme
      ? html.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    html.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("kg-theme", html.dataset.theme);
    } catch (error) {
      /* the choice then lasts as long as the page */
    }
    document.dispatchEvent(new Event("kg-theme"));
  });

  /* Pages with more to prepare than this say themselves when they are ready. */
  if (!document.querySelector("#network, #answer, #thing")) {
    document.addEventListener("DOMContentLoaded", KG.ready);
  }
})();
