"""Why the graph says what it says: an entity with all its claims, or how two entities are connected.

Every claim stands with its sentences, where they were read, the rule that read them and its confidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import pyoxigraph as ox

from kg.graph import network, open_store
from kg.graph.terms import PREFIXES, SKOS
from kg.model import EntityType, NewskgError

MOST_PATHS = 5
_PLACES = frozenset(
    {EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY, EntityType.REGION}
)
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_NAMED = """SELECT DISTINCT ?thing ?label ?name WHERE {
  ?thing rdfs:label|skos:altLabel ?name ; rdfs:label ?label .
  FILTER EXISTS { ?mention kg:refersTo ?thing }
}"""
_CLAIMS = """SELECT DISTINCT
  ?thing ?claim ?statement ?modality ?quote ?where ?rule ?confidence ?grounds WHERE {
  { ?claim rdf:subject ?thing } UNION
  { ?claim rdf:object ?thing } UNION
  { ?claim rdf:object/org:postIn ?thing }
  ?claim a kg:Claim ; rdfs:label ?statement ; kg:modality ?modality ; kg:evidence ?evidence .
  ?evidence kg:quote ?quote ; oa:hasSource/rdfs:label ?where .
  ?evidence kg:rule/rdfs:label ?rule ; kg:confidence ?confidence
  OPTIONAL { ?evidence rdfs:comment ?comment }
  BIND(COALESCE(?comment, "") AS ?grounds)
} ORDER BY ?statement ?modality ?where ?quote"""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as a person asks for it: its IRI, its id (the IRI's last part) and its full name."""

    iri: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that states a claim, the headline it stands under, the rule that read it."""

    quote: str
    article: str
    rule: str
    confidence: str
    grounds: str = ""  # what spoke for it, where the scorer read it


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim in words, with what states it."""

    claim: str  # its id, for `kg reject`
    words: str
    modality: str
    passages: tuple[Passage, ...]


def find(store: ox.Store, name: str) -> Thing:
    """The entity with this id, full name or other name.

    Raises NewskgError where there is none (with the closest) or more than one (with their ids).
    """
    import difflib

    rows = {row["thing"].value: row["label"].value for row in _select(store, _NAMED)}
    found = [iri for iri in rows if name in (iri, _local(iri))]
    if not found:
        named = _select(store, _NAMED, name=ox.Literal(name, language="zh"))
        found = sorted({row["thing"].value for row in named})
    if len(found) > 1:
        ids = ", ".join(map(_local, found))
        raise NewskgError(f"{name}: several bear this name; write one of {ids}")
    if not found:
        close = difflib.get_close_matches(name, sorted(set(rows.values())), 3, 0.4)
        hint = f"; close to {', '.join(close)}" if close else ""
        raise NewskgError(f"{name}: nobody and nothing in the graph has this name or id{hint}")
    return Thing(found[0], _local(found[0]), rows[found[0]])


def claims(store: ox.Store, thing: Thing) -> tuple[Stated, ...]:
    """All that is claimed about an entity, asserted or not, with its passages."""
    found: dict[str, tuple[str, str, list[Passage]]] = {}
    for row in _select(store, _CLAIMS, thing=ox.NamedNode(thing.iri)):
        key, words, modality, *passage = (
            row[name].value
            for name in ("claim", "statement", "modality", "quote", "where", "rule", "confidence", "grounds")
        )
        found.setdefault(key, (words, modality, []))[2].append(Passage(*passage))
    return tuple(
        Stated(_local(key), words, modality, tuple(passages))
        for key, (words, modality, passages) in found.items()
    )


def notes(store: ox.Store, thing: Thing) -> tuple[str, ...]:
    """What people decided about an entity, as the last build followed it."""
    note = ox.NamedNode(f"{SKOS}editorialNote")
    quads = store.quads_for_pattern(ox.NamedNode(thing.iri), note, None, None)
    return tuple(sorted(q.object.value for q in quads if isinstance(q.object, ox.Literal)))


def paths(store: ox.Store, one: Thing, other: Thing, longest: int = 6) -> Iterator[tuple[Stated, ...]]:
    """Shortest ways from one entity to another over asserted claims, at most MOST_PATHS, each as its steps.

    A place is passed through only where one of the two is a place: everyone is connected by the province.
    """
    import networkx as nx

    nodes, edges = network.read(quad.triple for quad in store.quads_for_pattern(None, None, None, None))
    places = {node.id for node in nodes if node.type in _PLACES} - {one.id, other.id}
    graph = nx.Graph(network.multigraph(nodes, [edge for edge in edges if not edge.background]))
    if not {one.id, other.id} & {node.id for node in nodes if node.type in _PLACES}:
        graph.remove_nodes_from(places)
    if one.id not in graph or other.id not in graph:
        return
    steps = {
        frozenset((edge.source, edge.target)): edge.id for edge in reversed(edges) if not edge.background
    }
    try:
        found = list(islice(nx.all_shortest_paths(graph, one.id, other.id), MOST_PATHS))
    except nx.NetworkXNoPath:
        return
    iris = {node.id: node.iri for node in nodes}
    for path in found:
        if len(path) - 1 > longest:
            return
        stated = {c.claim: c for node in path for c in claims(store, Thing(iris[node], node, node))}
        yield tuple(stated[steps[frozenset(pair)]] for pair in pairwise(path))


def render(stated: Iterable[Stated]) -> str:
    """Claims for people: the words, then a line for each passage."""
    lines = []
    for claim in stated:
        mark = "" if claim.modality == "asserted" else f"  [{claim.modality}]"
        lines.append(f"{claim.words}{mark}  ({claim.claim})")
        for p in claim.passages:
            lines.append(f"    “{p.quote}”  {p.article}  {p.rule} {p.confidence}")
            lines += [f"        {p.grounds}"] if p.grounds else []
    return "\n".join(lines)


def explain(outputs: Path, name: str, other: str | None = None) -> str:
    """The text of `kg explain`: all claims about an entity, or the ways from it to another.

    Raises NewskgError for unknown or ambiguous names.
    """
    with open_store(outputs / "store") as store:
        thing = find(store, name)
        if other is None:
            stated = claims(store, thing)
            head = "\n".join((f"{thing.name}  ({thing.id})", *notes(store, thing)))
            return f"{head}\n" + (render(stated) or "named, and no more is claimed")
        target = find(store, other)
        ways = [render(path) for path in paths(store, thing, target)]
        if not ways:
            return f"no path of at most 6 steps from {thing.name} to {target.name}"
        return "\n\n".join(f"{number}.\n{way}" for number, way in enumerate(ways, 1))


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _select(store: ox.Store, query: str, **values: ox.NamedNode | ox.Literal) -> Iterator[ox.QuerySolution]:
    """The rows of a query; pyoxigraph substitutes only variables that the query selects."""
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): value for name, value in values.items()
    }
    rows = store.query(_PROLOGUE + query, substitutions=substitutions)
    assert isinstance(rows, ox.QuerySolutions)
    yield from rows
