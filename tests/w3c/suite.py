"""The SPARQL 1.1 tests of the W3C as data: manifests (https://w3c.github.io/rdf-tests/) into records."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

VARIABLE = "NEWSKG_RDF_TESTS"
MISSING = f"set {VARIABLE} to a checkout of https://github.com/w3c/rdf-tests"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
FORMATS = {
    "srx": ox.QueryResultsFormat.XML,
    "srj": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class State:
    """What a store holds: files for the default graph, and (name, file) for the others."""

    default: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()

    def quads(self) -> Iterator[ox.Quad]:
        yield from (ox.Quad(*triple) for file in self.default for triple in triples(file))
        for name, file in self.graphs:
            yield from (ox.Quad(*triple, ox.NamedNode(name)) for triple in triples(file))


@dataclass(frozen=True)
class Case:
    """One test: SPARQL text in a file, what the store holds, and what must come out."""

    id: str  # folder/name
    kind: str
    text: Path
    before: State
    after: State = State()
    result: Path | None = None

    @property
    def sparql(self) -> str:
        return self.text.read_text(encoding="utf-8")


def root() -> Path | None:
    """The folder of the tests, where there is one."""
    place = os.environ.get(VARIABLE)
    return Path(place) if place else None


def cases() -> list[Case]:
    """All tests of engines: evaluation, syntax and results."""
    folder = root()
    return [] if folder is None else list(_cases((folder / "sparql/sparql11/manifest.ttl").resolve()))


def triples(file: Path) -> Iterator[ox.Triple]:
    yield from (quad.triple for quad in ox.parse(path=file, base_iri=file.as_uri()))


def _cases(manifest: Path) -> Iterator[Case]:
    graph = Graph().parse(manifest, publicID=manifest.as_uri())
    here = URIRef(manifest.as_uri())
    for included in graph.objects(here, MF.include):
        for other in Collection(graph, included):
            yield from _cases(_file(other))
    for entries in graph.objects(here, MF.entries):
        for entry in Collection(graph, entries):
            yield from _case(graph, entry, manifest)


def _case(graph: Graph, entry: Node, manifest: Path) -> Iterator[Case]:
    kind = str(graph.value(entry, RDF.type)).removeprefix(str(MF))
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    name = f"{manifest.parent.name}/{str(entry).partition('#')[2]}"
    if "Syntax" in kind:
        yield Case(name, kind, _file(action), State())
        return
    text = graph.value(action, QT.query) or graph.value(action, UT.request)
    if "Update" in kind:
        yield Case(name, kind, _file(text), _state(graph, action, UT), _state(graph, result, UT))
    else:
        yield Case(name, kind, _file(text), _state(graph, action, QT), result=_file(result))


def _state(graph: Graph, node: Node, names: Namespace) -> State:
    default = tuple(_file(file) for file in graph.objects(node, names.data))
    named = []
    for data in graph.objects(node, names.graphData):
        file = graph.value(data, names.graph)
        label = graph.value(data, RDFS.label)
        named.append((str(label or data), _file(file if file is not None else data)))
    return State(default, tuple(sorted(named)))


def _file(node: Node) -> Path:
    return Path(unquote(urlparse(str(node)).path))
