"""The engine's script is one that a worker can start, and a graph too large is not sent."""

import base64
import gzip
import json
from dataclasses import replace

import pyoxigraph as ox

from kg.site import engine
from kg.site.page import environment
from kg.site.read import records


def test_the_script_of_the_worker_is_no_module() -> None:
    text = engine.worker()
    assert "import.meta" not in text
    assert not any(line.startswith(("export ", "import ")) for line in text.splitlines())
    assert "self.onmessage" in text and "class Store" in text


def test_the_graph_travels_whole(store: ox.Store) -> None:
    everything = records(store)
    files = dict(engine.pages(environment(everything, "试"), store, everything))
    graph = json.loads(files["data/graph.js"].partition(",")[2].rpartition(")")[0])
    again = ox.Store()
    again.load(gzip.decompress(base64.b64decode(graph["turtle"])), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in again} == {quad.triple for quad in store}
    assert graph["triples"] == len(store)
    assert graph["paths"]["https://w3id.org/newskg/id/per-曾令桐"] == everything.things["per-曾令桐"].path


def test_a_graph_too_large_for_a_browser_is_left_to_the_command(store: ox.Store) -> None:
    large = replace(records(store), triples=engine.MOST_TRIPLES + 1)
    files = dict(engine.pages(environment(large, "试"), store, large))
    assert list(files) == ["sparql.html"]
    assert "kg query" in files["sparql.html"] and "wasm-unsafe-eval" not in files["sparql.html"]
