"""Answers as rows, tables, CSV, TSV and JSON."""

import json
import pickle

import pyoxigraph as ox
import pytest

from kg.graph import sparql
from kg.graph.results import FORMATS, Results
from kg.graph.terms import BASE, RDFS
from kg.model import NewskgError


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    label = ox.NamedNode(f"{RDFS}label")
    for name in ("卢致远", "方采薇的\n名字, 有逗号"):
        iri = ox.NamedNode(f"{BASE}per-{name[:3]}")
        store.add(ox.Quad(iri, label, ox.Literal(name, language="zh")))
    return store


QUERY = (
    "SELECT ?person ?name ?size ?none "
    "{ ?person rdfs:label ?name BIND(STRLEN(?name) AS ?size) } ORDER BY ?size"
)


def test_a_table_lines_up_chinese_and_numbers_and_shortens_iris(store: ox.Store) -> None:
    assert sparql.run(store, QUERY).render("table").splitlines() == [
        "person         name                   size  none",
        "-------------  ---------------------  ----  ----",
        "id:per-卢致远  卢致远                    3",
        "id:per-方采薇  方采薇的 名字, 有逗号    12",
        "(2 rows)",
    ]


def test_an_empty_table_says_so(store: ox.Store) -> None:
    assert sparql.run(store, "SELECT ?x { ?x a kg:Event }").render().splitlines()[-1] == "(0 rows)"


def test_json_is_the_format_of_sparql(store: ox.Store) -> None:
    answer = json.loads(sparql.run(store, QUERY).render("json"))
    assert answer["head"]["vars"] == ["person", "name", "size", "none"]
    first = answer["results"]["bindings"][0]
    assert first["person"] == {"type": "uri", "value": f"{BASE}per-卢致远"}
    assert first["name"] == {"type": "literal", "value": "卢致远", "xml:lang": "zh"}


def test_csv_and_tsv_are_those_of_sparql(store: ox.Store) -> None:
    results = sparql.run(store, QUERY)
    assert results.render("csv").splitlines()[1] == f"{BASE}per-卢致远,卢致远,3,"
    assert results.render("tsv").splitlines()[1] == f'<{BASE}per-卢致远>\t"卢致远"@zh\t3\t'


def test_rows_can_be_read_again_and_sent_elsewhere(store: ox.Store) -> None:
    results = pickle.loads(pickle.dumps(sparql.run(store, QUERY)))
    assert results.columns == ("person", "name", "size", "none")
    assert list(results) == list(results)
    assert next(iter(results)) == {"person": f"{BASE}per-卢致远", "name": "卢致远", "size": "3"}
    assert len(results) == 2


def test_ask_answers_yes_or_no(store: ox.Store) -> None:
    results = sparql.run(store, "ASK { ?x rdfs:label '卢致远'@zh }")
    assert results.answer
    assert results.render() == "true\n"
    assert json.loads(results.render("json"))["boolean"] is True
    assert not sparql.run(store, "ASK { ?x rdfs:label '卢致远' }").answer


def test_a_graph_is_turtle_for_people_and_rows_for_programs(store: ox.Store) -> None:
    results = sparql.run(store, "CONSTRUCT { ?x foaf:name ?y } WHERE { ?x rdfs:label ?y }")
    assert 'id:per-卢致远 foaf:name "卢致远"@zh .' in results.render()
    assert results.columns == ("subject", "predicate", "object")
    assert len(results) == 2
    assert sparql.run(store, "DESCRIBE id:per-卢致远").is_graph


def test_an_unknown_format_names_the_known_ones(store: ox.Store) -> None:
    with pytest.raises(NewskgError, match=", ".join(FORMATS)):
        Results(b'{"head":{},"boolean":true}').render("xml")
