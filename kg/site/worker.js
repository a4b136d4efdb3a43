
/* What stands behind the engine in its worker: load a graph, answer queries. */
var store;

async function unpacked(text) {
  var bytes = Uint8Array.from(atob(text), function (letter) {
    return letter.charCodeAt(0);
  });
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function row(quad) {
  var term = function (value) {
    return { type: value.termType === "NamedNode" ? "uri" : "literal", value: value.value };
  };
  return { subject: term(quad.subject), predicate: term(quad.predicate), object: term(quad.object) };
}

/* {vars, rows} of a query of any form. */
function answer(text) {
  if (/^\s*(?:(?:PREFIX\s+\S*:\s*<[^>]*>|BASE\s*<[^>]*>|#.*)\s*)*(?:CONSTRUCT|DESCRIBE)/i.test(text)) {
    return { vars: ["subject", "predicate", "object"], rows: store.query(text).map(row) };
  }
  var found = JSON.parse(store.query(text, { results_format: "json" }));
  if (found.boolean !== undefined) {
    return { vars: ["answer"], rows: [{ answer: { type: "literal", value: String(found.boolean) } }] };
  }
  return { vars: found.head.vars, rows: found.results.bindings };
}

self.onmessage = async function (event) {
  var asked = event.data;
  try {
    if (asked.module) {
      initSync({ module: await unpacked(asked.module) });
      store = new Store();
      store.load(await unpacked(asked.turtle), { format: "text/turtle", lenient: true, no_transaction: true });
      return self.postMessage({ id: asked.id, ready: true, size: store.size });
    }
    var began = performance.now();
    var found = answer(asked.query);
    found.count = found.rows.length;
    found.rows = found.rows.slice(0, asked.most);
    found.id = asked.id;
    found.milliseconds = performance.now() - began;
    self.postMessage(found);
  } catch (error) {
    self.postMessage({ id: asked.id, error: String(error && error.message ? error.message : error) });
  }
};
