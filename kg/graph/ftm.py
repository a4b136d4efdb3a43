"""The graph as FollowTheMoney entities, the model of OpenAleph and OpenSanctions: one JSON object a line.

Source: https://followthemoney.tech/explorer/. Posts become Position and Occupancy, initiatives Project,
places Territory; whatever the model has no schema for becomes an UnknownLink with its relation as role. Each
link carries the passages it was read in as description, and its articles as proof.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph import network
from kg.graph.network import Edge, Index, Node, local_name
from kg.graph.network_files import Parts
from kg.graph.terms import KG, OA, OPENGOV, ORG, RDF, RDFS, SCHEMA

_SCHEMATA = {
    "Person": "Person",
    "Official": "Person",
    "Agency": "PublicBody",
    "Company": "Company",
    "Institution": "Organization",
    "Initiative": "Project",
    "Event": "Event",
}
_PLACE = "Territory"
_LEGAL = frozenset({"Person", "PublicBody", "Company", "Organization"})
_PARTICIPATES = frozenset({"leads", "issued", "proposed"})

_Properties = dict[str, list[str]]


def ftm(triples: Iterable[ox.Triple]) -> Parts:
    """Entities in JSON Lines, sorted by id, as `ftm validate` and OpenAleph read them."""
    index = Index(triples)
    nodes, edges = network.read_index(index)
    made = dict(_entities(index, nodes, edges))
    lines = (
        json.dumps(
            {
                "id": identity,
                "schema": schema,
                "properties": {name: values for name, values in sorted(properties.items()) if values},
            },
            ensure_ascii=False,
        )
        for identity, (schema, properties) in sorted(made.items())
    )
    yield "", "".join(f"{line}\n" for line in lines).encode()


def _entities(
    index: Index, nodes: list[Node], edges: list[Edge]
) -> Iterator[tuple[str, tuple[str, _Properties]]]:
    schemata = {node.id: _SCHEMATA.get(node.type, _PLACE) for node in nodes}
    names = {node.id: node.label for node in nodes}
    more = _own_properties(edges, schemata, names)
    for node in nodes:
        yield _id(node.id), (schemata[node.id], {**_thing(node, schemata[node.id]), **more[node.id]})
    for article in sorted(index.all(f"{KG}kind")):
        yield _id(local_name(article)), ("Article", _article(index, article))
    tenures = _tenures(index)
    claims = {local_name(claim): claim for claim in index.all(f"{KG}evidence")}
    for edge in edges:
        told = _told(index, claims[edge.id], edge) if edge.id in claims else {}
        if edge.predicate == "holdsPost" and edge.title:
            post = _id("post", edge.target, edge.title)
            yield (
                post,
                (
                    "Position",
                    {
                        "name": [names[edge.target] + edge.title],
                        "organization": [_id(edge.target)],
                        "country": ["cn"],
                    },
                ),
            )
            told |= tenures.get((edge.source, edge.target, edge.title), {})
            yield (
                _id(edge.id),
                ("Occupancy", {"holder": [_id(edge.source)], "post": [post], **told}),
            )
        else:
            yield _id(edge.id), _link(edge, schemata, told)
    for person in sorted(index.all(f"{KG}quotedIn")):
        for article in index.many(person, f"{KG}quotedIn"):
            ends = {
                "document": [_id(local_name(article))],
                "entity": [_id(local_name(person))],
                "role": ["见于引述"],
            }
            yield _id("quoted", person, article), ("Documentation", ends)
    for one in sorted(index.all(f"{KG}possiblySameAs")):
        for other in index.many(one, f"{KG}possiblySameAs"):
            pair = {"candidate": [_id(local_name(one))], "match": [_id(local_name(other))]}
            yield _id("similar", one, other), ("Similar", pair)


def _thing(node: Node, schema: str) -> _Properties:
    found: _Properties = {"name": [node.label], "alias": list(node.aliases), "keywords": [node.type]}
    if schema != "Project":
        found["country"] = ["cn"]
    if schema == _PLACE:
        found |= {"level": [node.type], "territoryCode": [node.code] if node.code else []}
    if node.kind:
        found["keywords"].append(node.kind)
    if node.date:
        found["startDate"] = [node.date]
    return found


def _own_properties(
    edges: list[Edge], schemata: dict[str, str], names: dict[str, str]
) -> dict[str, _Properties]:
    """What relations say that the model keeps at the thing itself: its whole, its place, its organiser."""
    more: dict[str, _Properties] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        ends = schemata[edge.source], schemata[edge.target]
        match edge.predicate:
            case "partOf" if ends == (_PLACE, _PLACE):
                more[edge.source]["partOf"].append(_id(edge.target))
            case "partOf" if set(ends) <= _LEGAL:
                more[edge.source]["parent"].append(_id(edge.target))
            case "heldIn":
                more[edge.source]["location"].append(names[edge.target])
            case "locatedIn":
                more[edge.source]["address"].append(names[edge.target])
            case "organized" if ends[0] in _LEGAL:
                more[edge.target]["organizer"].append(_id(edge.source))
            case "attended" | "spokeAt" | "chaired" if ends[0] in _LEGAL:
                more[edge.target]["involved"].append(_id(edge.source))
    return defaultdict(
        dict, {key: {p: sorted(set(v)) for p, v in found.items()} for key, found in more.items()}
    )


def _link(edge: Edge, schemata: dict[str, str], told: _Properties) -> tuple[str, _Properties]:
    ends = schemata[edge.source], schemata[edge.target]
    source, target = [_id(edge.source)], [_id(edge.target)]
    if edge.predicate == "affiliatedWith":
        return "Membership", {"member": source, "organization": target, **told}
    if edge.predicate in _PARTICIPATES and ends[0] in _LEGAL and ends[1] == "Project":
        return "ProjectParticipant", {"participant": source, "project": target, "role": [edge.label], **told}
    return "UnknownLink", {"subject": source, "object": target, "role": [edge.label], **told}


def _article(index: Index, iri: str) -> _Properties:
    names = {
        name
        for predicate in (f"{SCHEMA}author", f"{KG}correspondent", f"{KG}photographer")
        for journalist in index.many(iri, predicate)
        for name in index.many(journalist, f"{RDFS}label")
    }
    days = index.many(iri, f"{SCHEMA}datePublished")
    return {
        "title": index.many(iri, f"{RDFS}label"),
        "author": sorted(names),
        "publishedAt": days,
        "date": days,
        "language": ["zho"],
        "keywords": index.many(iri, f"{KG}kind"),
    }


def _told(index: Index, claim: str, edge: Edge) -> _Properties:
    """The passages, articles and days behind a claim."""
    evidence = index.many(claim, f"{KG}evidence")
    articles = sorted({article for item in evidence for article in index.many(item, f"{OA}hasSource")})
    return {
        "description": sorted({quote for item in evidence for quote in index.many(item, f"{KG}quote")}),
        "proof": [_id(local_name(article)) for article in articles],
        "date": sorted({day for day in (edge.first, edge.last) if day}),
    }


def _tenures(index: Index) -> dict[tuple[str, str, str], _Properties]:
    """Days on which a tenure began or ended, by person, organisation and title."""
    found: dict[tuple[str, str, str], _Properties] = {}
    for tenure, kinds in index.all(f"{RDF}type").items():
        if f"{ORG}Membership" in kinds:
            person, body = index.one(tenure, f"{ORG}member"), index.one(tenure, f"{ORG}organization")
            title = index.one(index.one(tenure, f"{OPENGOV}post") or "", f"{RDFS}label")
            if person and body and title:
                found[local_name(person), local_name(body), title] = {
                    "startDate": index.many(tenure, f"{SCHEMA}startDate"),
                    "endDate": index.many(tenure, f"{SCHEMA}endDate"),
                }
    return found


def _id(*parts: str) -> str:
    """An id of ASCII letters and digits, as the model wants: a digest of what is meant."""
    return "kg-" + hashlib.sha1("\x1f".join(parts).encode()).hexdigest()[:20]
