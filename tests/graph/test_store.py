"""A graph on disk: the same bytes always, the same triples in the store, nothing lost when writing fails."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kg import files, graph
from kg.graph import store as stores
from kg.model import Corpus, NewskgError

SCRIPT = """
import sys
from pathlib import Path
from threading import Timer
sys.path.insert(0, sys.argv[1])
import conftest
from kg import graph
graph.write(graph.build(conftest.make_corpus()), Path(sys.argv[2]))
"""


def test_file_and_store_hold_the_graph(rdf: Graph, built) -> None:
    triples = set(stores.oxigraph_triples(rdf))
    with graph.open_store(built.store) as store:
        assert {quad.triple for quad in store} == triples
    assert {quad.triple for quad in ox.parse(path=built.file)} == triples
    assert set(graph.load(built.file)) == set(rdf)


def test_the_bytes_depend_on_neither_process_nor_order(built, corpus: Corpus, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        arguments = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(folder)]
        subprocess.run(arguments, check=True, env=environment)
        assert (folder / "graph.ttl").read_bytes() == built.file.read_bytes()
    turned = replace(corpus, entities=corpus.entities[::-1], claims=corpus.claims[::-1])
    graph.write(graph.build(turned), tmp_path)
    assert (tmp_path / "graph.ttl").read_bytes() == built.file.read_bytes()


def test_the_head_has_the_prefixes_in_one_order(built) -> None:
    lines = built.file.read_text().splitlines()
    assert lines[0] == "@prefix kg: <https://w3id.org/newskg/ontology#> ."
    assert lines[1] == "@prefix id: <https://w3id.org/newskg/id/> ."
    assert any(line.startswith("id:per-卢致远 a kg:Official , kg:Person ;") for line in lines)


def test_a_base_that_begins_the_vocabulary_is_no_prefix(corpus: Corpus, tmp_path: Path) -> None:
    rdf = graph.build(corpus, "https://w3id.org/newskg/")
    graph.write(rdf, tmp_path)
    assert "@prefix id:" not in (tmp_path / "graph.ttl").read_text()
    assert set(graph.load(tmp_path)) == set(rdf)


def test_a_failed_build_loses_nothing(rdf: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.write(rdf, tmp_path)
    before = (tmp_path / "graph.ttl").read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files, "write_bytes", fail)
    with pytest.raises(OSError, match="disk full"):
        graph.write(Graph(), tmp_path)
    assert (tmp_path / "graph.ttl").read_bytes() == before
    with graph.open_store(tmp_path) as store:
        assert len(store) == len(rdf)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "graph.ttl.dcat.jsonld", "store"]


def test_a_build_replaces_what_was_there_while_it_is_read(rdf: Graph, tmp_path: Path) -> None:
    graph.write(rdf, tmp_path)
    with graph.open_store(tmp_path) as reading:
        small = Graph()
        small.add((URIRef("https://example.org/甲"),) * 3)
        graph.write(small, tmp_path)
        assert len(list(reading.query("SELECT * { ?s ?p ?o }"))) == len(rdf)
    with graph.open_store(tmp_path) as store:
        assert len(store) == 1


def test_a_store_opens_that_is_being_replaced(rdf: Graph, tmp_path: Path) -> None:
    graph.write(rdf, tmp_path)
    fresh = (tmp_path / "store").rename(tmp_path / ".store-fresh")
    later = Timer(0.1, fresh.rename, [tmp_path / "store"])
    later.start()
    with graph.open_store(tmp_path) as store:
        assert len(store) == len(rdf)
    later.join()


def test_a_blank_node_is_refused() -> None:
    rdf = Graph()
    rdf.add((BNode(), URIRef("https://example.org/甲"), URIRef("https://example.org/乙")))
    with pytest.raises(ValueError, match="has an IRI"):
        list(stores.oxigraph_triples(rdf))


@pytest.mark.parametrize("way", ["store", "", "graph.ttl"])
def test_a_graph_opens_by_store_folder_or_file(rdf: Graph, built, way: str) -> None:
    with graph.open_store(built.folder / way) as store:
        assert len(store) == len(rdf)


def test_where_there_is_no_graph_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("这不是 RDF")
    for act in (
        lambda: graph.open_store(tmp_path / "none").__enter__(),
        lambda: graph.open_store(tmp_path / "graph.ttl").__enter__(),
        lambda: graph.load(tmp_path / "none"),
        lambda: graph.load(tmp_path),
    ):
        with pytest.raises(NewskgError, match="kg build") as caught:
            act()
        assert "\n" not in str(caught.value)


def test_large_graphs_are_loaded_in_pieces_that_lose_nothing(
    rdf: Graph, built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = built.file.read_bytes()
    for count in (1, 2, 7, 1000):
        pieces = stores._pieces(text, count)
        assert len(pieces) == count
        parsed = [quad for piece in pieces for quad in ox.parse(piece, format=ox.RdfFormat.TURTLE)]
        assert len(parsed) == len(set(parsed)) == len(rdf)
    monkeypatch.setattr(stores, "_PIECE", 1000)
    monkeypatch.setattr(stores.os, "cpu_count", lambda: 5)
    graph.write(rdf, tmp_path)
    with graph.open_store(tmp_path) as store:
        assert {quad.triple for quad in store} == set(stores.oxigraph_triples(rdf))


def test_breaks_in_texts_end_no_piece(tmp_path: Path) -> None:
    rdf = Graph()
    for number in range(300):
        name = URIRef(f"https://example.org/甲{number}")
        rdf.add((name, name, Literal("会议结束 .\n<https://example.org/乙> .\n\n" * 3)))
    triples = list(stores.oxigraph_triples(rdf))
    pieces = stores._pieces(stores.turtle(stores.ordered(triples), stores.PREFIXES), 9)
    assert all(len(piece) > 1000 for piece in pieces)
    assert {quad.triple for piece in pieces for quad in ox.parse(piece, format=ox.RdfFormat.TURTLE)} == set(
        triples
    )
