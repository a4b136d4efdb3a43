"""LIMIT, FROM, USING and LOAD are found wherever they stand, and nowhere else."""

import pyoxigraph as ox
import pytest

from kg.model import NewskgError
from kg.server import clauses

BASE = "https://example.org/"
ROWS = "VALUES ?x { 1 2 3 4 5 6 7 8 9 }"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (f"SELECT * {{ {ROWS} }}", 4),
        (f"SELECT * {{ {ROWS} }} LIMIT 3", 3),
        (f"SELECT * {{ {ROWS} }} limit 7", 4),
        (f"SELECT * {{ {ROWS} }} LIMIT 99999999999999999999999", 4),
        (f"SELECT*{{{ROWS}}}LIMIT9OFFSET7", 2),
        (f"SELECT * {{ {ROWS} }} OFFSET 2 LIMIT # LIMIT 1\n 8", 4),
        (f"SELECT * {{ {ROWS} }} OFFSET6LIMIT8", 3),
        (f"SELECT * {{ {ROWS} }} # LIMIT 2", 4),
        (f"SELECT * {{ {{ SELECT * {{ {ROWS} }} LIMIT 8 }} }}", 4),
        (f"SELECT * {{ {{ SELECT * {{ {ROWS} }} LIMIT 2 }} }}", 2),
        (f"SELECT ?LIMIT {{ {ROWS.replace('?x', '?LIMIT')} }} ORDER BY ?LIMIT", 4),
        (f"SELECT ('}} LIMIT 2' AS ?text) ?x {{ {ROWS} }} ORDER BY DESC(?x)", 4),
        ("SELECT * {} VALUES ?x { 1 2 3 4 5 }", 4),
        ("SELECT * {} LIMIT 3VALUES ?x { 1 2 3 4 5 }", 3),
        (f"SELECT (COUNT(*) AS ?n) {{ {ROWS} }} GROUP BY ?x HAVING (COUNT(*) > 0)", 4),
    ],
)
def test_no_more_rows_than_allowed(query: str, rows: int) -> None:
    assert len(list(ox.Store().query(clauses.limited(query, 4)))) == rows


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <urn:a> FROM NAMED <b> { ?s ?p ?o }", ("urn:a", f"{BASE}b")),
        ("PREFIX : <urn:x:> SELECT*FROM:a FROM NAMED:b FROM NAMED :c{}", ("urn:x:a", "urn:x:b", "urn:x:c")),
        ("BASE <http://x/y/> ASK FROM <../z> {}", ("http://x/z",)),
        ("PREFIX ask: <urn:ask:> ASK FROM ask:x {}", ("urn:ask:x",)),
        ("DESCRIBE <urn:thing> FROM <\\u0075rn:g>", ("urn:g",)),
        ("SELECT ?from { ?from ?p 'FROM <urn:a>' } # FROM <urn:b>", ()),
    ],
)
def test_graphs_that_a_query_names(query: str, graphs: tuple[str, ...]) -> None:
    found = clauses.graphs(query, {}, BASE)
    assert tuple(dict.fromkeys(found)) == graphs


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:9/>",
        "LOAD SILENT <http://127.0.0.1:9/>",
        "LOADSILENT<http://127.0.0.1:9/>",
        "CLEAR ALL;load<http://127.0.0.1:9/>INTO GRAPH<urn:g>",
        "PREFIX : <http://127.0.0.1:9/> LOAD:x",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> CLEAR ALL ; INSERT { ?s ?p 1 } WHERE { SERVICE:x { ?s ?p ?o } }",
    ],
)
def test_no_update_fetches_anything(update: str) -> None:
    with pytest.raises(NewskgError, match="refused"):
        clauses.refuse_loading(update)


def test_words_that_only_look_like_it_are_let_through() -> None:
    clauses.refuse_loading("PREFIX load: <urn:l:> INSERT DATA { <urn:LOAD> load:it 'LOAD <urn:x>' } # LOAD")


def test_using_is_written_into_every_operation() -> None:
    store = ox.Store()
    store.update("""INSERT DATA { <urn:0> <urn:p> 0
        GRAPH <urn:g> { <urn:1> <urn:p> 1 } GRAPH <urn:h> { <urn:2> <urn:p> 2 } }""")
    update = """INSERT { ?s <urn:copied> ?o } WHERE { ?s <urn:p> ?o } ;
        INSERT { ?s <urn:named> ?o } WHERE { GRAPH ?g { ?s <urn:p> ?o } } ;
        INSERT DATA { <urn:3> <urn:WHERE> "WHERE" }"""
    store.update(clauses.using(update, ["urn:g"], ["urn:h"]))
    copied = store.quads_for_pattern(None, ox.NamedNode("urn:copied"), None)
    assert [quad.subject.value for quad in copied] == ["urn:1"]
    named = store.quads_for_pattern(None, ox.NamedNode("urn:named"), None)
    assert [quad.subject.value for quad in named] == ["urn:2"]


def test_delete_where_reads_the_graphs_of_the_request() -> None:
    text = clauses.using("DELETE WHERE { ?s ?p ?o } ; CLEAR ALL", ["urn:g"], [])
    assert text == "DELETE  { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o } ; CLEAR ALL"


@pytest.mark.parametrize(
    "own", ["WITH <urn:g> DELETE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING NAMED <urn:g>"]
)
def test_graphs_are_chosen_in_one_place(own: str) -> None:
    with pytest.raises(NewskgError, match="let one do it"):
        clauses.using(f"{own} WHERE {{ ?s ?p ?o }}", ["urn:h"], [])
