"""What the endpoint says of itself: service description, VoID, and the ready queries as sh:SPARQLExecutable.

It is a graph of its own. Editors look for it with queries at the endpoint, so a query that names its terms
is answered from it.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

import pyoxigraph as ox

from kg.graph.ontology import labels
from kg.graph.queries import ReadyQuery, ready
from kg.graph.terms import DCTERMS, KG, PREFIXES, RDF, RDFS, SCHEMA, VOID, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SH = "http://www.w3.org/ns/shacl#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_OF_ITSELF = re.compile(f"{re.escape(_SH)}|{re.escape(_SD)}|(?:class|property)Partition\\b")
_USED = re.compile(r"(?<![\w.:?$-])([A-Za-z][\w.-]*):")

Value = ox.NamedNode | ox.Literal


def about_itself(query: str) -> bool:
    """Whether a query asks for what stands in the description alone."""
    return _OF_ITSELF.search(query) is not None


def dataset(base: str) -> str:
    """The name of the data as a whole, at the server with this address."""
    return f"{base}.well-known/void#dataset"


def describe(base: str, partitions: bytes, writable: bool) -> list[ox.Triple]:
    """The description of the server at `base`, with what was counted in the store, in one order."""
    triples = list(ox.parse(partitions, format=ox.RdfFormat.N_TRIPLES))
    said = [ox.Triple(*triple) for triple in _service(base, writable)]
    said += [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in triples]
    for query in ready():
        said += [ox.Triple(*triple) for triple in _example(base, query)]
    return said


def with_prefixes(text: str) -> str:
    """A query of ours with the PREFIX lines that it needs elsewhere, behind what it says of itself."""
    lines = text.splitlines(keepends=True)
    about = list(takewhile(lambda line: line.startswith("#"), lines))
    body = "".join(lines[len(about) :])
    used = set(_USED.findall(body))
    head = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in used]
    return "".join([*about, *head]) + body


def _service(base: str, writable: bool) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Value]]:
    service = ox.NamedNode(f"{base}sparql")
    data, graph = ox.NamedNode(dataset(base)), ox.NamedNode(f"{base}sparql#graph")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if writable else [])]
    yield service, _iri(RDF, "type"), _iri(_SD, "Service")
    yield service, _iri(RDFS, "label"), ox.Literal("报章关系图谱", language="zh")
    yield service, _iri(_SD, "endpoint"), service
    for language in languages:
        yield service, _iri(_SD, "supportedLanguage"), _iri(_SD, language)
    for name in (*_RESULTS, *_GRAPHS):
        yield service, _iri(_SD, "resultFormat"), _iri(_FORMATS, name)
    if writable:
        for name in _GRAPHS:
            yield service, _iri(_SD, "inputFormat"), _iri(_FORMATS, name)
        yield service, _iri(_SD, "feature"), _iri(_SD, "EmptyGraphs")
    yield service, _iri(_SD, "defaultDataset"), data
    yield data, _iri(RDF, "type"), _iri(_SD, "Dataset")
    yield data, _iri(RDF, "type"), _iri(VOID, "Dataset")
    yield data, _iri(DCTERMS, "title"), ox.Literal("报章关系图谱", language="zh")
    yield data, _iri(_SD, "defaultGraph"), graph
    yield graph, _iri(RDF, "type"), _iri(_SD, "Graph")
    yield data, _iri(VOID, "sparqlEndpoint"), service
    yield data, _iri(VOID, "dataDump"), ox.NamedNode(f"{base}graph.ttl")
    yield data, _iri(VOID, "vocabulary"), ox.NamedNode(KG.removesuffix("#"))
    for name in labels():
        if name.startswith("http") and name.endswith(("#", "/")):
            yield data, _iri(VOID, "vocabulary"), ox.NamedNode(name)
    for prefix, iri in PREFIXES.items():
        node = ox.NamedNode(f"{base}sparql#prefix-{prefix}")
        yield service, _iri(_SH, "declare"), node
        yield node, _iri(_SH, "prefix"), ox.Literal(prefix)
        yield node, _iri(_SH, "namespace"), ox.Literal(iri, datatype=_iri(XSD, "anyURI"))


def _example(base: str, query: ReadyQuery) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Value]]:
    node = ox.NamedNode(f"{base}queries/{query.name}")
    title = ox.Literal(query.title, language="zh")
    yield node, _iri(RDF, "type"), _iri(_SH, "SPARQLExecutable")
    yield node, _iri(RDF, "type"), _iri(_SH, "SPARQLSelectExecutable")
    yield node, _iri(RDFS, "label"), title
    yield node, _iri(RDFS, "comment"), title
    yield node, _iri(DCTERMS, "description"), ox.Literal(query.description, language="en")
    yield node, _iri(_SH, "select"), ox.Literal(with_prefixes(query.fill({})))
    yield node, _iri(SCHEMA, "target"), ox.NamedNode(f"{base}sparql")


def _iri(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{namespace}{name}")
