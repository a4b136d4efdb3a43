"""Changes: by who has the token alone, whole or not at all, seen by every query behind them."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from serving import TOKEN, Server, serving

from kg import graph

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g"
MAYOR = "<urn:甲> <urn:任> '镇长' ."
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


def count(server: Server, query: str = COUNT) -> int:
    return int(json.loads(server.get(query).body)["results"]["bindings"][0]["n"]["value"])


def test_a_change_is_seen_by_the_next_query(writable: Server) -> None:
    before = count(writable)
    for number in range(1, 6):
        assert writable.update(f"INSERT DATA {{ <urn:x> <urn:y> {number} }}").status == 204
        assert count(writable) == before + number
    assert writable.update("DELETE WHERE { <urn:x> ?p ?o }").status == 204
    assert count(writable) == before


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_only_who_has_the_token_changes_anything(writable: Server, sent: str) -> None:
    before = count(writable)
    reply = writable.ask(
        "POST", "/sparql", "CLEAR ALL", Content_Type="application/sparql-update", Authorization=sent
    )
    assert (reply.status, reply.headers["WWW-Authenticate"]) == (401, 'Bearer realm="newskg"')
    for method in ("PUT", "POST", "DELETE"):
        assert writable.ask(method, "/store?default", MAYOR, Authorization=sent).status == 401
    assert count(writable) == before


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ("INSERT DATA { <urn:x> <urn:y> }", "update, line 1"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD fetches from elsewhere, which is refused"),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE asks another"),
        ("DROP GRAPH <urn:nothing>", "cannot be done"),
        ("CLEAR ALL ; INSERT DATA {", "update, line 1"),
        ("INSERT DATA { <urn:x> <urn:y> 1 } ; DROP GRAPH <urn:nothing>", "cannot be done"),
    ],
)
def test_a_bad_update_changes_nothing(writable: Server, update: str, message: str) -> None:
    before = count(writable)
    reply = writable.update(update)
    assert reply.status == 400
    assert message in reply.text and reply.text.count("\n") == 1
    assert count(writable) == before


def test_an_endless_update_is_ended(copied: Path) -> None:
    endless = "INSERT { ?a <urn:y> ?l } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(copied, "--token", TOKEN, "--timeout", "2") as server:
        before = count(server)
        assert server.update(endless).status == 503
        assert count(server) == before
        assert server.update("INSERT DATA { <urn:x> <urn:y> 1 }").status == 204
        assert count(server) == before + 1


def test_graphs_are_put_added_to_read_and_removed(writable: Server) -> None:
    assert writable.put("urn:g", MAYOR).status == 201
    assert writable.put("urn:g", MAYOR).status == 204
    added = writable.ask(
        "POST", "/store?graph=urn:g", "<urn:乙> <urn:任> '书记' .", Content_Type="text/turtle", **AUTHORIZED
    )
    assert added.status == 204
    for accept, format in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        found = writable.ask("GET", "/store?graph=urn:g", Accept=accept)
        assert len(Graph().parse(data=found.body, format=format)) == 2
    assert count(writable, "SELECT (COUNT(*) AS ?n) FROM <urn:g> { ?s ?p ?o }") == 2
    assert count(writable, "SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }") == 2
    assert writable.ask("DELETE", "/store?graph=urn:g", **AUTHORIZED).status == 204
    assert writable.ask("DELETE", "/store?graph=urn:g", **AUTHORIZED).status == 404
    assert writable.ask("GET", "/store?graph=urn:g").status == 404


def test_the_default_graph_whole(writable: Server, outputs: Path) -> None:
    found = writable.ask("GET", "/store?default", Accept="application/n-triples")
    with graph.open_store(outputs) as store:
        assert set(ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)) == {
            ox.Quad(*quad.triple) for quad in store
        }
    assert writable.put("", MAYOR).status == 204
    assert count(writable) == 1


@pytest.mark.parametrize(
    ("path", "type", "body", "status"),
    [
        ("/store", "text/turtle", MAYOR, 400),
        ("/store?default&graph=urn:g", "text/turtle", MAYOR, 400),
        ("/store?graph=图", "text/turtle", MAYOR, 400),
        ("/store?default", "text/csv", MAYOR, 415),
        ("/store?default", "application/n-quads", MAYOR, 415),
        ("/store?default", "text/turtle", "<urn:甲> <urn:任>", 400),
    ],
)
def test_what_is_no_graph_is_refused(writable: Server, path: str, type: str, body: str, status: int) -> None:
    from urllib.parse import quote

    before = count(writable)
    reply = writable.ask("PUT", quote(path, safe="/?=&:"), body, Content_Type=type, **AUTHORIZED)
    assert reply.status == status
    assert reply.text.count("\n") == 1
    assert count(writable) == before


def test_a_build_takes_the_place_of_the_store_while_it_is_served(copied: Path) -> None:
    small = Graph()
    for number in range(7):
        small.add((URIRef("urn:甲"), URIRef("urn:任"), Literal(f"{number}号")))
    with serving(copied) as server, ThreadPoolExecutor(4) as pool:
        large = count(server)
        asked = [pool.submit(count, server) for _ in range(60)]
        graph.write(small, copied)
        assert {task.result() for task in asked} <= {large, 7}
        assert count(server) == 7


def test_a_build_wins_over_changes_and_can_be_changed_again(writable: Server, copied: Path) -> None:
    small = Graph()
    small.add((URIRef("urn:甲"), URIRef("urn:任"), Literal("镇长")))
    assert writable.update("CLEAR ALL").status == 204
    assert count(writable) == 0
    graph.write(small, copied)
    assert count(writable) == 1
    assert writable.update("INSERT DATA { <urn:x> <urn:y> 1 }").status == 204
    assert count(writable) == 2


def test_changes_last_and_nothing_is_left_behind(copied: Path) -> None:
    names = sorted(path.name for path in copied.iterdir())
    with serving(copied, "--token", TOKEN) as server:
        assert server.update("CLEAR ALL ; INSERT DATA { <urn:x> <urn:y> 1 }").status == 204
        assert len(list(copied.iterdir())) > len(names)
    assert sorted(path.name for path in copied.iterdir()) == names
    with graph.open_store(copied) as store:
        assert len(store) == 1


def test_many_at_once(writable: Server) -> None:
    before = count(writable)
    with ThreadPoolExecutor(8) as pool:
        written = [
            pool.submit(writable.update, f"INSERT DATA {{ <urn:x> <urn:y> {number} }}")
            for number in range(24)
        ]
        read = [pool.submit(count, writable) for _ in range(24)]
        assert {task.result().status for task in written} == {204}
        assert all(before <= task.result() <= before + 24 for task in read)
    assert count(writable) == before + 24


def test_the_description_says_that_changes_are_taken(writable: Server) -> None:
    assert "SPARQL11Update" in writable.ask("GET", "/sparql").text


def test_what_cannot_be_served_is_told_in_one_line(copied: Path, tmp_path: Path) -> None:
    with serving(copied, "--token", TOKEN) as server:
        port = server.url.rstrip("/").rpartition(":")[2]
        assert _complaint(copied, "--port", port).endswith("choose another --port\n")
        assert "another server takes changes" in _complaint(copied, "--token", "x")
    assert "no graph here" in _complaint(tmp_path / "none")


def _complaint(*arguments: str | Path) -> str:
    with pytest.raises(RuntimeError) as caught, serving(*arguments):
        pass
    assert str(caught.value).count("\n") == 1
    return str(caught.value)
