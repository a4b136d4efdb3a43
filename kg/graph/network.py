"""The graph of RDF as a network of named things: what people draw, count and load elsewhere.

Nodes are people, organisations, places, initiatives and events; edges are what articles assert between them
and what the gazetteer knows. A post is an edge from person to organisation with its title.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.store import text_of
from kg.graph.terms import KG, OA, ORG, PREDICATES, RDF, RDFS, SCHEMA, SKOS
from kg.model import EntityType

if TYPE_CHECKING:
    import networkx as nx

_PREDICATES = {iri: predicate.value for predicate, iri in PREDICATES.items()}
_CLASSES = tuple((f"{KG}{kind.value}", kind.value) for kind in EntityType)  # Official before Person


@dataclass(frozen=True, slots=True)
class Node:
    """A named thing. `mentions` is how many passages name it, `articles` in how many articles."""

    id: str
    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    code: str | None
    kind: str | None
    date: str | None
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation. `passages` is how many passages state it, 0 for what the gazetteer knows; `first` and
    `last` are the days of the articles that state it; `title` is that of a post."""

    id: str
    source: str
    target: str
    predicate: str
    label: str
    title: str | None
    passages: int
    confidence: float | None
    first: str | None
    last: str | None
    background: bool


class Index:
    """Triples by predicate, subject to objects; all terms as text."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            by_subject = self._values[triple.predicate.value]
            by_subject[text_of(triple.subject)].append(text_of(triple.object))

    def all(self, predicate: str) -> dict[str, list[str]]:
        """Subject to objects, for one predicate."""
        return self._values.get(predicate, {})

    def many(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject, sorted."""
        return sorted(self.all(predicate).get(subject, ()))

    def one(self, subject: str, predicate: str) -> str | None:
        """The first object of a subject, None where there is none."""
        return next(iter(self.many(subject, predicate)), None)


def read(triples: Iterable[ox.Triple]) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges of the triples, each sorted by id. Edges to what is no node (articles) are left out."""
    return read_index(Index(triples))


def read_index(index: Index) -> tuple[list[Node], list[Edge]]:
    """As `read`, of triples already put in order."""
    nodes = {node.iri: node for node in _nodes(index)}
    edges = [*_claimed(index, nodes), *_background(index, nodes)]
    return sorted(nodes.values(), key=lambda node: node.id), sorted(edges, key=lambda edge: edge.id)


def multigraph(nodes: Iterable[Node], edges: Iterable[Edge]) -> "nx.MultiDiGraph":
    """Nodes and edges for networkx: attributes without a value are left out, `weight` counts passages."""
    import networkx as nx

    graph = nx.MultiDiGraph(name="newskg")
    for node in nodes:
        attributes: dict[str, object] = {
            "label": node.label,
            "type": node.type,
            "aliases": "、".join(node.aliases) or None,
            "code": node.code,
            "kind": node.kind,
            "date": node.date,
            "mentions": node.mentions,
            "articles": node.articles,
            "iri": node.iri,
        }
        graph.add_node(node.id, **_known(attributes))
    for edge in edges:
        attributes = {
            "predicate": edge.predicate,
            "label": edge.label,
            "title": edge.title,
            "weight": max(edge.passages, 1),
            "passages": edge.passages,
            "confidence": edge.confidence,
            "first": edge.first,
            "last": edge.last,
            "origin": "gazetteer" if edge.background else "articles",
        }
        graph.add_edge(edge.source, edge.target, key=edge.id, **_known(attributes))
    return graph


def _known(attributes: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in attributes.items() if value is not None}


def _nodes(index: Index) -> Iterator[Node]:
    types = {}
    for iri, classes in index.all(f"{RDF}type").items():
        kind = next((name for class_, name in _CLASSES if class_ in classes), None)
        if kind:
            types[iri] = kind
    passages: dict[str, int] = defaultdict(int)
    articles: dict[str, set[str]] = defaultdict(set)
    for mention, things in index.all(f"{KG}refersTo").items():
        for thing in things:
            passages[thing] += 1
            articles[thing] |= set(index.many(mention, f"{OA}hasSource"))
    for iri, kind in types.items():
        yield Node(
            id=local_name(iri),
            iri=iri,
            label=index.one(iri, f"{RDFS}label") or local_name(iri),
            type=kind,
            aliases=tuple(index.many(iri, f"{SKOS}altLabel")),
            code=index.one(iri, f"{SCHEMA}identifier"),
            kind=index.one(iri, f"{KG}initiativeKind"),
            date=index.one(iri, f"{SCHEMA}startDate"),
            mentions=passages[iri],
            articles=len(articles[iri]),
        )


def _claimed(index: Index, nodes: dict[str, Node]) -> Iterator[Edge]:
    for claim in index.all(f"{KG}modality"):
        if index.one(claim, f"{KG}modality") != "asserted":
            continue
        subject, predicate, target, title = *_reified(index, claim), None
        if predicate == f"{ORG}holds":
            target, title = index.one(target, f"{ORG}postIn") or "", index.one(target, f"{RDFS}label")
        if subject not in nodes or target not in nodes or predicate not in _PREDICATES:
            continue
        evidence = index.many(claim, f"{KG}evidence")
        sources = {source for item in evidence for source in index.many(item, f"{OA}hasSource")}
        days = sorted(filter(None, (index.one(source, f"{SCHEMA}datePublished") for source in sources)))
        confidence = index.one(claim, f"{KG}confidence")
        yield Edge(
            id=local_name(claim),
            source=nodes[subject].id,
            target=nodes[target].id,
            predicate=_PREDICATES[predicate],
            label=index.one(predicate, f"{RDFS}label") or _PREDICATES[predicate],
            title=title,
            passages=len(evidence),
            confidence=float(confidence) if confidence else None,
            first=days[0] if days else None,
            last=days[-1] if days else None,
            background=False,
        )


def _background(index: Index, nodes: dict[str, Node]) -> Iterator[Edge]:
    for mark, kinds in index.all(f"{RDF}type").items():
        if f"{KG}Background" not in kinds:
            continue
        subject, predicate, target = _reified(index, mark)
        if subject in nodes and target in nodes and predicate in _PREDICATES:
            label = index.one(predicate, f"{RDFS}label") or _PREDICATES[predicate]
            ends = nodes[subject].id, nodes[target].id
            yield Edge(
                local_name(mark), *ends, _PREDICATES[predicate], label, None, 0, None, None, None, True
            )


def _reified(index: Index, statement: str) -> tuple[str, str, str]:
    subject, predicate, target = (
        index.one(statement, f"{RDF}{part}") or "" for part in ("subject", "predicate", "object")
    )
    return subject, predicate, target


def local_name(iri: str) -> str:
    """What follows the namespace."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]
