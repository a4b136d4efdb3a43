"""The endpoint as programs and people meet it, in a process of its own."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from rdflib import Graph
from serving import Server, serving

from kg.graph import iris, queries
from kg.server.responses import ROW_LIMIT, TRUNCATED

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
NAMES = "SELECT ?name { ?x a kg:Official ; rdfs:label ?name } ORDER BY ?name"
ABOUT = "CONSTRUCT { ?x rdfs:label ?name } { ?x a kg:Official ; rdfs:label ?name }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def bindings(body: bytes) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    return found


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        (None, "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
    ],
)
def test_rows_in_every_format(server: Server, accept: str | None, type: str) -> None:
    reply = server.get(NAMES, accept)
    assert (reply.status, reply.type) == (200, type)
    assert "卢致远" in reply.text
    assert reply.headers["Vary"].startswith("Accept")


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_in_every_format(server: Server, accept: str | None, format: ox.RdfFormat) -> None:
    reply = server.get(ABOUT, accept)
    assert (reply.status, reply.type) == (200, format.media_type.partition(";")[0])
    names = {quad.object.value for quad in ox.parse(reply.body, format=format)}
    assert names == {"熊佩兰", "卢致远"}


def test_what_nobody_can_write_is_not_acceptable(server: Server) -> None:
    for query in (NAMES, ABOUT, "ASK {}"):
        reply = server.get(query, "image/png")
        assert reply.status == 406
        assert reply.text.startswith("Accept: ") and reply.text.count("\n") == 1


def test_a_format_by_name(server: Server) -> None:
    assert server.get(NAMES, "text/html", format="csv").type == "text/csv"
    excel = server.get(NAMES, format="excel")
    assert excel.body.startswith(b"\xef\xbb\xbfname\r\n")
    assert excel.headers["Content-Disposition"] == 'attachment; filename="newskg.csv"'
    assert server.get(NAMES, format="docx").status == 400


def test_the_three_ways_to_ask(server: Server) -> None:
    plain = server.ask("POST", "/sparql", NAMES, Content_Type="application/sparql-query")
    form = server.ask(
        "POST", "/sparql", f"query={quote(NAMES)}", Content_Type="application/x-www-form-urlencoded"
    )
    assert plain.body == form.body == server.get(NAMES).body


def test_head_and_options(server: Server) -> None:
    reply = server.ask("HEAD", f"/sparql?query={quote(NAMES)}")
    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["Content-Length"]) == len(server.get(NAMES).body)
    options = server.ask("OPTIONS", "/sparql")
    assert (options.status, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert server.ask("PATCH", "/sparql").status == 405


def test_pages_of_others_may_ask_but_never_with_who_the_reader_is(server: Server) -> None:
    asked = server.ask("GET", f"/sparql?query={quote(NAMES)}", Origin="https://example.org")
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Credentials"] is None
    assert ROW_LIMIT in asked.headers["Access-Control-Expose-Headers"]
    before = server.ask(
        "OPTIONS",
        "/sparql",
        Origin="https://example.org",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )
    assert before.status == 200
    assert "POST" in before.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?x ?y", "line 1, column 17: the query ends too early; is a } missing?"),
        ("SELECT *\n{ ?x foo:是 ?z }", "line 2, column 11: the prefix foo: is not declared"),
        ("INSERT DATA { <urn:x> <urn:x> 1 }", "INSERT changes the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }", "SERVICE asks another server"),
        (
            "SELECT * FROM <http://127.0.0.1:9/x> { ?x ?y ?z }",
            "no graph of this name here, and none is",
        ),
        ("SELECT (kg:无(1) AS ?x) {}", "cannot be answered"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, "more than 100 brackets"),
        ("", "empty"),
    ],
)
def test_a_bad_query_is_told_what_is_wrong(server: Server, query: str, message: str) -> None:
    reply = server.get(query)
    assert (reply.status, reply.type) == (400, "text/plain")
    assert message in reply.text
    assert reply.text.count("\n") == 1


def test_nobody_changes_anything_without_a_token_being_set(server: Server) -> None:
    for reply in (server.update("CLEAR ALL"), server.put("urn:x", "<urn:x> <urn:y> 1 .")):
        assert (reply.status, "only reads" in reply.text) == (403, True)
    assert bindings(server.get(NAMES).body)


def test_more_rows_than_are_sent_are_announced(server: Server) -> None:
    whole = server.get("SELECT * { ?s ?p ?o } LIMIT 40")
    assert (whole.headers[ROW_LIMIT], whole.headers[TRUNCATED]) == ("40", None)
    for accept in (
        "application/json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ):
        assert server.get("SELECT * { ?s ?p ?o }", accept).headers[TRUNCATED] == "yes"
        assert server.get("SELECT * { ?s kg:role|kg:nothing ?o }", accept).headers[TRUNCATED] is None
    cut = server.get("SELECT * { ?s ?p ?o } LIMIT 1000")
    assert (len(bindings(cut.body)), cut.headers[TRUNCATED]) == (40, "yes")
    described = server.get("CONSTRUCT WHERE { ?s ?p ?o }")
    assert described.headers[TRUNCATED] == "yes"
    assert len(list(ox.parse(described.body, format=ox.RdfFormat.TURTLE))) == 40


def test_what_takes_too_long_is_ended_and_holds_up_nobody(server: Server) -> None:
    with ThreadPoolExecutor(2) as pool:
        begun = time.monotonic()
        slow = [pool.submit(server.get, ENDLESS) for _ in range(2)]
        replies = [task.result() for task in slow]
        assert time.monotonic() - begun > 3
    for reply in replies:
        assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
        assert "longer than 4 seconds" in reply.text
    assert server.get(NAMES).status == 200


def test_one_slow_query_leaves_the_others_their_turn(server: Server) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(server.get, ENDLESS)
        time.sleep(0.5)
        assert server.get(NAMES).status == 200
        assert not slow.done()


def test_more_at_once_than_can_be_answered(outputs: Path) -> None:
    with serving(outputs, "--workers", "1", "--timeout", "2") as server, ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: server.get(ENDLESS), range(16)))
        assert {reply.status for reply in replies} == {503}
        busy = [reply for reply in replies if "too many queries" in reply.text]
        assert busy and all(reply.headers["Retry-After"] for reply in busy)


def test_who_goes_away_is_not_worked_for(outputs: Path) -> None:
    import socket

    with serving(outputs, "--workers", "1", "--timeout", "60") as server:
        host, port = server.url.removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(1)
        begun = time.monotonic()
        assert server.get("ASK {}").status == 200
        assert time.monotonic() - begun < 20


def test_iris_are_what_they_are(server: Server) -> None:
    query = "SELECT ?x ?text { VALUES (?x ?text) { (<https://example.org/%E5%8C%97%20a> '100%25') } }"
    (row,) = bindings(server.get(query).body)
    assert (row["x"]["value"], row["text"]["value"]) == ("https://example.org/%E5%8C%97%20a", "100%25")


def test_graphs_of_the_request_that_are_not_here(server: Server) -> None:
    reply = server.get("ASK { ?s ?p ?o }", **{"default_graph_uri": "http://127.0.0.1:9/x"})
    assert json.loads(reply.body)["boolean"] is False
    assert "no graph http://127.0.0.1:9/x here" in reply.headers["Newskg-Notice"]


def test_the_service_describes_itself(server: Server) -> None:
    for accept, format in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), (None, "turtle")):
        headers = {"Accept": accept} if accept else {}
        reply = server.ask("GET", "/sparql", **headers)
        described = Graph().parse(data=reply.body, format=format)
        answer = described.query(
            """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
            SELECT ?endpoint { ?s a sd:Service ; sd:endpoint ?endpoint ;
              sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset/sd:defaultGraph ?graph
              FILTER NOT EXISTS { ?s sd:supportedLanguage sd:SPARQL11Update } }"""
        )
        assert [str(row.endpoint) for row in answer] == [f"{server.url}sparql"]
    assert server.ask("GET", "/sparql", Accept="image/png").status == 406


def test_the_description_speaks_of_the_address_that_was_asked(server: Server) -> None:
    for host in ("example.org", "kg.example.org:8080"):
        reply = server.ask("GET", "/.well-known/void", Host=host, Accept="application/n-triples")
        assert f"<http://{host}/sparql>" in reply.text and server.url not in reply.text
    assert server.url in server.ask("GET", "/.well-known/void", Host="a<b>c").text


def test_void_counts_what_there_is(server: Server) -> None:
    reply = server.ask("GET", "/.well-known/void", Accept="text/turtle")
    described = Graph().parse(data=reply.body, format="turtle")
    counted = described.query(
        """PREFIX void: <http://rdfs.org/ns/void#> PREFIX kg: <https://w3id.org/newskg/ontology#>
        SELECT ?triples ?people ?chaired { ?set a void:Dataset ; void:triples ?triples ;
          void:sparqlEndpoint ?endpoint ; void:classPartition ?part .
          ?part void:class kg:Person ; void:entities ?people ; void:propertyPartition ?way .
          ?way void:property kg:chaired ; void:triples ?chaired }"""
    )
    (row,) = counted
    number = bindings(server.get("SELECT (COUNT(*) AS ?n) { ?x a kg:Person }").body)[0]["n"]["value"]
    total = bindings(server.get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)[0]["n"]["value"]
    assert (str(row.triples), str(row.people), str(row.chaired)) == (total, number, "1")


def test_editors_find_the_ready_queries_with_a_query(server: Server) -> None:
    found = server.get(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?sq ?comment ?query { ?sq a sh:SPARQLExecutable ; rdfs:label|rdfs:comment ?comment ;
          sh:select|sh:ask|sh:construct|sh:describe ?query } ORDER BY ?sq"""
    )
    rows = bindings(found.body)
    assert [row["comment"]["value"] for row in rows] == [query.title for query in queries.ready()]
    for row in rows:
        assert server.get(row["query"]["value"]).status == 200, row["comment"]["value"]
        ox.Store().query(row["query"]["value"])  # it needs no prefixes that only we know
    names = bindings(
        server.get(
            "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?p ?n { ?x sh:prefix ?p ; sh:namespace ?n }"
        ).body
    )
    assert {"kg", "org"} <= {row["p"]["value"] for row in names}
    assert server.ask("GET", "/queries/posts").type == "application/sparql-query"
    assert len(json.loads(server.ask("GET", "/queries").body)) == len(queries.ready())
    assert server.ask("GET", "/queries/nothing").status == 404


def test_a_thing_is_found_at_its_address(server: Server) -> None:
    at = f"/id/{quote('per-卢致远')}"
    data = server.ask("GET", at, Accept="application/n-triples")
    triples = set(ox.parse(data.body, format=ox.RdfFormat.N_TRIPLES))
    subjects = {quad.subject.value.rpartition("/")[2].partition("-")[0] for quad in triples}
    assert {"per", "claim", "evd"} <= subjects
    page = server.ask("GET", at, Accept=BROWSER)
    assert page.status == 303
    shown = server.ask("GET", page.headers["Location"].removeprefix(server.url.rstrip("/")))
    assert (shown.status, "卢致远" in shown.text) == (200, True)


def test_a_thing_without_a_page_of_its_own_is_shown_with_others(copied: Path) -> None:
    (page,) = [
        file for file in (copied / "site" / "e").rglob("*.html") if "罗以安" in file.read_text("utf-8")
    ][:1]
    page.unlink()
    (copied / "site" / "e.html").write_text("shared", "utf-8")
    with serving(copied) as server:
        names = [row["x"]["value"] for row in bindings(server.get("SELECT ?x { ?x a kg:Journalist }").body)]
        places = [
            server.ask("GET", f"/id/{quote(name.rpartition('/')[2])}", Accept=BROWSER).headers["Location"]
            for name in names
        ]
    assert f"{server.url}e.html#id={page.stem}" in places


def test_what_has_no_page_of_the_site_has_one_here(server: Server) -> None:
    role = iris.mint("role", "局长")
    page = server.ask("GET", f"/id/{quote(role)}", Accept=BROWSER)
    assert (page.status, page.type) == (200, "text/html")
    assert "<h1>局长</h1>" in page.text and "/id/post-" in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["per-无此人", "x%20y", "%3Cscript%3E", "a/b"])
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_what_is_not_in_the_graph_is_not_found(server: Server, name: str, accept: str) -> None:
    reply = server.ask("GET", f"/id/{quote(name, safe='%/')}", Accept=accept)
    assert (reply.status, reply.type) == (404, "text/plain")
    assert reply.text.count("\n") == 1


def test_the_site_the_dump_and_the_vocabulary_are_under_the_same_roof(server: Server, outputs: Path) -> None:
    assert server.ask("GET", "/").headers["Location"] == "index.html"
    assert server.ask("GET", "/index.html").body == (outputs / "site" / "index.html").read_bytes()
    assert server.ask("GET", "/graph.ttl").body == (outputs / "graph.ttl").read_bytes()
    terms = server.ask("GET", "/ontology", Accept="text/turtle")
    assert "kg:Claim" in terms.text
    assert 'id="Claim"' in server.ask("GET", "/ontology", Accept=BROWSER).text
    assert server.ask("GET", "/../pyproject.toml").status == 404
    assert server.ask("GET", "/nothing.html").text == "/nothing.html: nothing here\n"


def test_a_person_gets_the_editor(server: Server) -> None:
    for path in ("/sparql", f"/sparql?query={quote(NAMES)}"):
        page = server.ask("GET", path, Accept=BROWSER)
        assert (page.status, page.type) == (200, "text/html")
        assert "connect-src 'self'" in page.headers["Content-Security-Policy"]
    for file in ("yasgui/yasgui.min.js", "yasgui/yasgui.min.css", "editor.js", "server.css"):
        assert server.ask("GET", f"/editor/{file}").status == 200
