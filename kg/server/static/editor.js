"use strict";
// The editor at this endpoint alone: it asks nobody else, neither for prefixes nor for terms.
const endpoint = new URL("/sparql", location.href).href;
const FIRST = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX kg: <https://w3id.org/newskg/ontology#>

SELECT ?name (COUNT(?mention) AS ?times) WHERE {
  ?mention kg:refersTo ?person .
  ?person a kg:Person ; rdfs:label ?name .
}
GROUP BY ?name
ORDER BY DESC(?times) ?name
LIMIT 20
`;

const { Yasgui } = window;
Yasgui.Yasqe.defaults.autocompleters = [];
Yasgui.Yasqe.defaults.value = FIRST;
Yasgui.Yasqe.defaults.createShareableLink = (yasqe) =>
  `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}`;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  copyEndpointOnNewTab: true,
  populateFromUrl: false,
  persistenceId: "newskg",
});

function show(query, name) {
  const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(), name });
  tab.setEndpoint(endpoint);
  tab.setQuery(query);
}

const asked = new URLSearchParams(location.search).get("query");
if (asked) show(asked, "查询");

fetch("/queries").then((answer) => answer.json()).then((queries) => {
  const list = document.getElementById("ready");
  for (const query of queries) list.add(new Option(query.title, query.name));
  list.addEventListener("change", () => {
    const chosen = queries.find((query) => query.name === list.value);
    if (chosen) show(chosen.query, chosen.title);
    list.value = "";
  });
});
