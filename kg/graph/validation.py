"""Holds a graph against its shapes and against what every build promises; findings are lines for people."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.graph import ontology
from kg.graph.store import one_line, ordered, oxigraph_triples, prefixes_in, turtle
from kg.graph.terms import KG, OA, ORG, PREDICATES

_kg, _oa, _org = Namespace(KG), Namespace(OA), Namespace(ORG)
_RELATIONS = tuple(URIRef(iri) for iri in PREDICATES.values())
_PIECE = 50_000  # triples
_Edge = tuple[Node, Node, Node]


def check(graph: Graph) -> list[str]:
    """What is wrong with `graph`, a line each, sorted; empty is good.

    Each claim has evidence and the graph passes ontology/shapes.ttl; each quote stands in its article at its
    offsets; the passage of a claim names both ends of it and its titles; each edge has an asserted claim or
    is background, and each asserted claim its edge; each IRI has a label; the Turtle that is written, read
    back by another parser, is the same graph.
    """
    findings = [
        *_shapes(graph),
        *_quotes(graph),
        *_grounds(graph),
        *_edges(graph),
        *_labels(graph),
        *_round_trip(graph),
    ]
    return sorted(set(findings))


@cache
def _shapes_graph() -> Graph:
    return Graph().parse(ontology.folder() / "shapes.ttl")


def _shapes(graph: Graph) -> Iterator[str]:
    from pyshacl import validate

    conforms, report, _ = validate(graph, shacl_graph=_shapes_graph(), inference="none")
    if conforms:
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        message = next(report.objects(result, SH.resultMessage), "does not have its shape")
        found = f", not {_name(graph, value)}" if value is not None and value != focus else ""
        yield f"{_name(graph, focus)}: {message}{found}"


def _quotes(graph: Graph) -> Iterator[str]:
    texts = {article: str(text) for article, text in graph.subject_objects(_kg.text)}
    for passage, quote in graph.subject_objects(_kg.quote):
        source = graph.value(passage, _oa.hasSource)
        start, end = _number(graph, passage, _kg.start), _number(graph, passage, _kg.end)
        if source in texts and start is not None and end is not None:
            if not 0 <= start < end <= len(texts[source]):
                yield f"{_name(graph, passage)}: {start} to {end} lies outside its article"
            elif texts[source][start:end] != str(quote):
                yield f"{_name(graph, passage)}: the quote “{quote}” is not what stands there"


def _grounds(graph: Graph) -> Iterator[str]:
    """A claim rests on the names of its ends and, for a post, on the title: they stand in each passage.

    An end is named by a mention, or by a name that holds its own: 江西省数据局 names 江西省 as where it is.
    """
    named: dict[tuple[Node, Node], list[tuple[int, int]]] = defaultdict(list)
    for mention, thing in graph.subject_objects(_kg.refersTo):
        source, place = graph.value(mention, _oa.hasSource), _place(graph, mention)
        if source is not None and place is not None:
            named[source, thing].append(place)
    for claim, passage in graph.subject_objects(_kg.evidence):
        source, place = graph.value(passage, _oa.hasSource), _place(graph, passage)
        if source is None or place is None:
            continue  # the shapes tell
        quote = "".join(str(graph.value(passage, _kg.quote)).split())
        target = graph.value(claim, RDF.object)
        ends = [graph.value(claim, RDF.subject)]
        if graph.value(claim, RDF.predicate) == _org.holds:
            ends.append(graph.value(target, _org.postIn))
            for title in graph.objects(target, _org.role / RDFS.label):
                if str(title) not in quote:
                    yield f"{_name(graph, claim)}: the title {title} is not in {_name(graph, passage)}"
        elif target != source:
            ends.append(target)
        stated = {
            end
            for end in ends
            if end and any(place[0] <= start and stop <= place[1] for start, stop in named[source, end])
        }
        words = quote + "".join(str(graph.value(end, RDFS.label)) for end in stated)
        for end in ends:
            if end and end not in stated and not any(name in words for name in _names(graph, end)):
                yield f"{_name(graph, claim)}: {_name(graph, end)} is not named in {_name(graph, passage)}"


def _names(graph: Graph, thing: Node) -> Iterator[str]:
    """What a longer name may hold of this one's: a label, or the first two characters of a division."""
    yield from map(str, (*graph.objects(thing, RDFS.label), *graph.objects(thing, SKOS.altLabel)))
    if (thing, RDF.type, _kg.AdministrativeArea) in graph:
        yield str(graph.value(thing, RDFS.label))[:2]


def _edges(graph: Graph) -> Iterator[str]:
    asserted: set[_Edge] = set()
    known: set[_Edge] = set()
    for statement, modality in graph.subject_objects(_kg.modality):
        if str(modality) == "asserted":
            asserted |= set(_reified(graph, statement))
    for mark in graph.subjects(RDF.type, _kg.Background):
        known |= set(_reified(graph, mark))
    edges: set[_Edge] = {(s, p, o) for p in _RELATIONS for s, o in graph.subject_objects(p)}
    for edge in edges - asserted - known:
        yield f"{_sentence(graph, edge)}: an edge without a claim that asserts it"
    for edge in (asserted | known) - edges:
        yield f"{_sentence(graph, edge)}: asserted, but there is no such edge"
    both = _kg.cooperatesWith
    for s, o in graph.subject_objects(both):
        if (o, both, s) in edges and str(s) < str(o):
            yield f"{_sentence(graph, (s, both, o))}: stated in both directions; once is enough"


def _reified(graph: Graph, statement: Node) -> Iterator[_Edge]:
    edge = tuple(graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    if None not in edge:
        yield edge  # type: ignore[misc]


def _labels(graph: Graph) -> Iterator[str]:
    labelled = set(graph.subjects(RDFS.label))
    used: set[Node] = set()
    for s, p, o in graph:
        used |= {s, p} if isinstance(o, Literal) else {s, p, o}
    for node in used - labelled:
        kind = "no label" if isinstance(node, URIRef) else "a blank node; everything has an IRI"
        yield f"{_name(graph, node)}: {kind}"


def _round_trip(graph: Graph) -> Iterator[str]:
    """The Turtle, written by one library and read by the other, in pieces so that memory stays flat."""
    try:
        triples = ordered(oxigraph_triples(graph))
        prefixes = prefixes_in(triples)
        for start in range(0, len(triples), _PIECE):
            piece = triples[start : start + _PIECE]
            again = Graph(bind_namespaces="none").parse(data=turtle(piece, prefixes), format="turtle")
            before, after = set(piece), set(oxigraph_triples(again))
            yield from (f"{triple}: lost when the Turtle is read back" for triple in before - after)
            yield from (f"{triple}: only in the Turtle when it is read back" for triple in after - before)
    except Exception as error:  # whatever a parser raises, the graph cannot be read back
        yield f"the Turtle cannot be read back: {one_line(error)}"


def _place(graph: Graph, passage: Node) -> tuple[int, int] | None:
    start, end = _number(graph, passage, _kg.start), _number(graph, passage, _kg.end)
    return None if start is None or end is None else (start, end)


def _number(graph: Graph, subject: Node, predicate: URIRef) -> int | None:
    value = graph.value(subject, predicate)
    return int(value) if isinstance(value, Literal) and value.datatype == XSD.integer else None


def _sentence(graph: Graph, edge: _Edge) -> str:
    return " ".join(_name(graph, node) for node in edge)


def _name(graph: Graph, node: Node | None) -> str:
    """What a person looks for: id:claim-… (its label), or the value of a literal."""
    if not isinstance(node, URIRef):
        return "nothing" if node is None else f"“{node}”"
    names = graph.namespace_manager.namespaces()
    short = next((f"{p}:{node[len(iri) :]}" for p, iri in names if node.startswith(iri)), f"<{node}>")
    label = graph.value(node, RDFS.label)
    return short if label is None else f"{short} ({label})"
