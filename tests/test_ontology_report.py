"""The vocabulary passes the reports that ontologies are held against, and each report can fail."""

import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import ontology
from kg.graph.terms import PREFIXES

REPORTS = tomllib.loads((Path(__file__).parent / "ontology_report.toml").read_text(encoding="utf-8"))
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def found(store: ox.Store, query: str) -> list[list[str]]:
    rows = store.query(query, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return [[str(term) for term in row] for row in rows]


@pytest.fixture(scope="module")
def vocabulary() -> ox.Store:
    store = ox.Store()
    store.load(path=ontology.folder() / "newskg.ttl")
    return store


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_nothing_to_report(name: str, vocabulary: ox.Store) -> None:
    assert found(vocabulary, REPORTS[name]["query"]) == []


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_each_report_finds_what_it_is_for(name: str) -> None:
    store = ox.Store()
    store.load(path=ontology.folder() / "newskg.ttl")
    store.load(HEAD + REPORTS[name]["broken"], format=ox.RdfFormat.TURTLE)
    assert found(store, REPORTS[name]["query"])
