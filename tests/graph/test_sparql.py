"""Queries read this graph alone, and what is wrong with one is said on one line with its place."""

import pyoxigraph as ox
import pytest

from kg.graph import sparql
from kg.model import NewskgError

ELSEWHERE = "PREFIX : <http://127.0.0.1:9/> "


@pytest.fixture
def store() -> ox.Store:
    node = ox.NamedNode("https://example.org/甲")
    store = ox.Store()
    store.add(ox.Quad(node, node, ox.Literal("甲", language="zh")))
    return store


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?x ?y", "line 1, column 17: the query ends too early; is a } missing?"),
        (
            "SELECT *\n{ ?x foo:是 ?z }",
            "line 2, column 11: the prefix foo: is not declared; add PREFIX foo: <…>",
        ),
        (
            "SELECT * { ?x '省局' ?y ?z }",
            "line 1, column 20: not SPARQL, at “SELECT * { ?x '省局' ▸ ?y ?z }”",
        ),
        ("SELEC * { ?x ?y ?z }", "line 1, column 1: SELEC begins no query; write SELECT, ASK"),
        ("SELECT ?x ?n { ?x ?y ?z } GROUP BY ?x", "neither grouped nor counted"),
        ("# 只有注释", "empty"),
        ("SELECT (kg:无(1) AS ?x) {}", "cannot be answered (The custom function"),
        (
            "SELECT * " + "{" * 3000 + "}" * 3000,
            "line 1, column 110: more than 100 brackets inside each other",
        ),
        ("", "empty"),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "line 1, column 1: DELETE changes the graph"),
        ("PREFIX x: <http://x/>\nLOAD <http://x/>", "line 2, column 1: LOAD changes the graph"),
        ("INSERT DATA { <http://x/> <http://x/> 1 }", "INSERT changes the graph"),
    ],
)
def test_a_broken_query_is_one_line_with_its_place(store: ox.Store, query: str, message: str) -> None:
    with pytest.raises(NewskgError) as caught:
        sparql.run(store, query, "试问")
    assert str(caught.value).startswith("试问")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(store) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }",
        "SELECT*{SERVICE<http://127.0.0.1:9/>{?x ?y ?z}}",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?x ?y ?z } }",
        "SELECT * { ?a ?b ?c . SERVICE ?c { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { SERVICE:是 { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { SERVICESILENT:是 { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { ?a ?b 1.SERVICE:是 { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { ?a ?b :.SERVICE:是 { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { ?a <http://x/\\u0041#> ?b . SERVICE :是 { ?x ?y ?z } }",
        ELSEWHERE + "SELECT * { ?a ?b '''\n''' . # '''\n SERVICE :是 { ?x ?y ?z } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?x ?y ?z }",
        "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?x ?y ?z } }",
        "DESCRIBE <http://x/> FROM<http://127.0.0.1:9/>",
    ],
)
def test_no_query_asks_anyone_else(store: ox.Store, query: str) -> None:
    with pytest.raises(NewskgError, match="queries read this graph alone"):
        sparql.run(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?service ?from 'SERVICE <http://x/>' } # FROM <http://x/>",
        'SELECT * { ?x <http://SERVICE/FROM> """FROM "quoted" SERVICE""" , kg:SERVICE , id:a.FROM }',
        "ASK { FILTER(1<2 && 'from' != 'service') }",
    ],
)
def test_words_that_only_look_like_it_are_let_through(store: ox.Store, query: str) -> None:
    sparql.run(store, query)


def test_prefixes_of_the_vocabulary_need_no_declaration(store: ox.Store) -> None:
    assert not sparql.run(store, "ASK { ?x a kg:Article ; schema:headline ?y . ?z org:holds id:甲 }").answer


def test_a_value_is_a_term_and_never_text_of_the_query() -> None:
    evil = '"@zh . ?s ?p ?o } #'
    filled = sparql.fill("SELECT ?p { ?p rdfs:label ?name }", {"name": ox.Literal(evil, language="zh")})
    assert filled == 'SELECT ?p { ?p rdfs:label "\\"@zh . ?s ?p ?o } #"@zh }'
    assert sparql.run(ox.Store(), filled).rows == []


def test_only_variables_are_filled() -> None:
    text = "SELECT ?x { ?x kg:quote '?name $name' ; rdfs:label $name } # ?name"
    filled = sparql.fill(text, {"name": ox.Literal("甲")})
    assert filled == "SELECT ?x { ?x kg:quote '?name $name' ; rdfs:label \"甲\" } # ?name"
