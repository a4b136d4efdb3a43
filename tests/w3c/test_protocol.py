"""The W3C's tests of the SPARQL 1.1 Protocol: requests as its manifest has them, sent to `kg serve`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from serving import TOKEN, Reply, Server, serving
from suite import MF, MISSING, UT, root

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
TABULAR = BOOLEAN | {"text/csv", "text/tab-separated-values"}
RDF_TYPES = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


@dataclass(frozen=True)
class Exchange:
    """A request, and what must come back."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[int, ...]  # first digits
    boolean: bool | None
    format: str | None


@dataclass(frozen=True)
class Case:
    id: str
    graphs: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


def cases() -> list[Case]:
    folder = root()
    if folder is None:
        return []
    manifest = (folder / "sparql/sparql11/protocol/manifest.ttl").resolve()
    graph = Graph().parse(manifest, publicID=manifest.as_uri())
    (entries,) = graph.objects(URIRef(manifest.as_uri()), MF.entries)
    return [_case(graph, entry, manifest.parent) for entry in Collection(graph, entries)]


def _case(graph: Graph, entry: Node, folder: Path) -> Case:
    data = []
    for node in graph.objects(entry, UT.graphData):
        file = str(graph.value(node, UT.graph)).rpartition("/")[2]
        data.append((str(graph.value(node, RDFS.label)), folder / file))
    requests = graph.value(graph.value(entry, MF.action), HT.requests)
    exchanges = tuple(_exchange(graph, request) for request in Collection(graph, requests))
    return Case(str(entry).partition("#")[2], tuple(sorted(data)), exchanges)


def _exchange(graph: Graph, node: Node) -> Exchange:
    assert (node, RDF.type, HT.Request) in graph
    headers = []
    listed = graph.value(node, HT.headers)
    for header in Collection(graph, listed) if listed is not None else ():
        name, value = graph.value(header, HT.fieldName), graph.value(header, HT.fieldValue)
        headers.append((str(name), str(value)))
    content, response = graph.value(node, HT.body), graph.value(node, HT.resp)
    body = None
    if content is not None:
        encoding = str(graph.value(content, CNT.characterEncoding) or "UTF-8")
        body = str(graph.value(content, CNT.chars)).encode(encoding)
    statuses = [str(code) for code in graph.objects(response, MF.expectedStatus)]
    boolean, format = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    return Exchange(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        tuple(headers),
        body,
        tuple(sorted(int(code.rpartition("StatusCode")[2][0]) for code in statuses)),
        None if boolean is None else str(boolean) == "true",
        None if format is None else str(format),
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        found = [pytest.param(case, id=case.id) for case in cases()]
        skip = pytest.mark.skip(reason=MISSING)
        metafunc.parametrize("case", found or [pytest.param(None, marks=skip, id="none")])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    outputs = tmp_path_factory.mktemp("outputs")
    ox.Store(str(outputs / "store")).flush()
    with serving(outputs, "--token", TOKEN) as running:
        yield running


def test_protocol(case: Case, server: Server) -> None:
    assert server.update("DROP ALL").status == 204
    for name, file in case.graphs:
        assert server.put(name, file.read_bytes(), "application/n-triples").status == 201
    for exchange in case.exchanges:
        headers = {**dict(exchange.headers), "Authorization": f"Bearer {TOKEN}"}
        reply = server.ask(exchange.method, exchange.path, exchange.body, **headers)
        assert reply.status // 100 in exchange.statuses, reply.text
        if exchange.boolean is not None:
            assert _boolean(reply) is exchange.boolean
        if exchange.format is not None:
            assert reply.type in {"boolean": BOOLEAN, "tabular": TABULAR, "RDF": RDF_TYPES}[exchange.format]


def test_there_are_as_many_as_the_w3c_has() -> None:
    if root() is None:
        pytest.skip(MISSING)
    assert len(cases()) == 34


def _boolean(reply: Reply) -> bool:
    answer = json.loads(reply.body)["boolean"]
    assert isinstance(answer, bool)
    return answer
