"""What VoID says of a store: how many triples, how many of each class, which properties its members have."""

from collections.abc import Mapping

import pyoxigraph as ox

from kg.graph.terms import RDF, VOID, XSD
from kg.server.frames import Answer, Question

_CLASSES = "SELECT ?class (COUNT(*) AS ?n) { ?x a ?class } GROUP BY ?class ORDER BY ?class"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?n) { ?x ?property ?y } GROUP BY ?property ORDER BY ?property"
_OF_CLASSES = """SELECT ?class ?property (COUNT(*) AS ?n) { ?x a ?class ; ?property ?y }
GROUP BY ?class ?property ORDER BY ?class ?property"""


def partitions(store: ox.Store, prefixes: Mapping[str, str], question: Question) -> Answer:
    """N-Triples about the dataset `question.base`, whose parts are named under it."""
    dataset = ox.NamedNode(question.base)
    triples: list[ox.Triple] = []

    def say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> None:
        triples.append(ox.Triple(subject, ox.NamedNode(f"{VOID}{name}"), value))

    def part(whole: ox.NamedNode, kind: str, key: str, row: ox.QuerySolution, name: str) -> ox.NamedNode:
        node = ox.NamedNode(f"{whole.value}-{name}")
        say(whole, f"{kind}Partition", node)
        say(node, kind, row[key])
        say(node, "entities" if kind == "class" else "triples", row["n"])
        return node

    say(dataset, "triples", ox.Literal(str(len(store)), datatype=ox.NamedNode(f"{XSD}integer")))
    say(dataset, "uriSpace", ox.Literal(prefixes["id"]))
    classes: dict[str, ox.NamedNode] = {}
    for number, row in enumerate(_rows(store, _CLASSES), 1):
        classes[row["class"].value] = part(dataset, "class", "class", row, f"class-{number}")
    for number, row in enumerate(_rows(store, _PROPERTIES), 1):
        part(dataset, "property", "property", row, f"property-{number}")
    for number, row in enumerate(_rows(store, _OF_CLASSES), 1):
        whole = classes.get(row["class"].value)
        if whole is not None and row["property"].value != f"{RDF}type":
            part(whole, "property", "property", row, f"property-{number}")
    return Answer(
        200, "application/n-triples", body=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    )


def _rows(store: ox.Store, query: str) -> ox.QuerySolutions:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found
