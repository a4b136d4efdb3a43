"""The network of named things as files of programs that draw, count or load it: GraphML, GEXF, CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from math import sqrt
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import network
from kg.graph.terms import SUPERCLASSES

if TYPE_CHECKING:
    import networkx as nx

Parts = Iterator[tuple[str, bytes]]  # name within the folder ("" where there is one file) and content

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one at the head of a cell
_GEXF_DAY = re.compile(rb' lastmodifieddate="[^"]*"')
_MOST_PLACED = 1_200  # nodes: placing takes time by their square; beyond, Gephi places them itself
# Colours that stay apart for colour-blind eyes, after Okabe and Ito (2008), by the widest class.
_COLOURS = {
    "Person": (213, 94, 0),
    "Organization": (0, 114, 178),
    "Place": (0, 158, 115),
    "Initiative": (204, 121, 167),
    "Event": (230, 159, 0),
}
_NEO4J_NODES = (
    *("id:ID", "iri", "name", "aliases:string[]", "code", "kind", "date"),
    *("mentions:long", "articles:long", ":LABEL"),
)
_NEO4J_RELATIONSHIPS = (
    *(":START_ID", ":END_ID", ":TYPE", "id", "name", "title", "passages:long", "confidence:double"),
    *("first:date", "last:date", "background:boolean"),
)
_ARRAY = ";"  # between the values of one cell, as neo4j-admin expects by default


def graphml(triples: Iterable[ox.Triple]) -> Parts:
    """GraphML: nodes with x, y, size and colour as plain attributes, which Gephi takes for what they say."""
    import networkx as nx

    net = _network(triples)
    for _, attributes in net.nodes(data=True):
        looks = attributes.pop("viz")
        attributes |= {**looks["color"], "size": looks["size"], **looks.get("position", {})}
        attributes.pop("z", None)
    buffer = io.BytesIO()
    nx.readwrite.graphml.write_graphml_xml(net, buffer)
    yield "", buffer.getvalue()


def gexf(triples: Iterable[ox.Triple]) -> Parts:
    """GEXF 1.2 with its viz module: colour by class, size by mentions, a place unless the network is huge."""
    import networkx as nx

    net = _network(triples)
    for _, _, key, attributes in net.edges(keys=True, data=True):
        attributes["id"] = key
    buffer = io.BytesIO()
    nx.write_gexf(net, buffer)
    yield "", _GEXF_DAY.sub(b"", buffer.getvalue())  # the day of writing would make the bytes differ


def tables(triples: Iterable[ox.Triple]) -> Parts:
    """nodes.csv and edges.csv for spreadsheets: a byte order mark, and no cell that runs as a formula."""
    nodes, edges = network.read(triples)
    yield "nodes.csv", _table(network.Node, nodes)
    yield "edges.csv", _table(network.Edge, edges)


def neo4j(triples: Iterable[ox.Triple]) -> Parts:
    """nodes.csv and relationships.csv as `neo4j-admin database import` takes them.

    Headers after the Neo4j operations manual, "CSV header format"; classes are labels, predicates are types.
    """
    nodes, edges = network.read(triples)
    yield "nodes.csv", _rows(_NEO4J_NODES, map(_neo4j_node, nodes))
    yield "relationships.csv", _rows(_NEO4J_RELATIONSHIPS, map(_neo4j_relationship, edges))


def _neo4j_node(node: network.Node) -> tuple[object, ...]:
    aliases = _ARRAY.join(alias.replace(_ARRAY, "；") for alias in node.aliases)
    labels = _ARRAY.join((node.type, *SUPERCLASSES.get(node.type, ())))
    counts = node.mentions, node.articles
    return node.id, node.iri, node.label, aliases, node.code, node.kind, node.date, *counts, labels


def _neo4j_relationship(edge: network.Edge) -> tuple[object, ...]:
    told = edge.title, edge.passages, edge.confidence, edge.first, edge.last, str(edge.background).lower()
    return edge.source, edge.target, edge.predicate, edge.id, edge.label, *told


def _rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return buffer.getvalue().encode()


def _network(triples: Iterable[ox.Triple]) -> "nx.MultiDiGraph":
    """The network for programs that draw it: each node with its `viz` (colour, size, place) and community."""
    net = network.multigraph(*network.read(triples))
    for _, attributes in (*net.nodes(data=True), *((0, data) for _, _, data in net.edges(data=True))):
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = _NOT_XML.sub("\ufffd", value)
    _looks(net)
    return net


def _looks(net: "nx.MultiDiGraph") -> None:
    import networkx as nx

    from kg.graph import layout

    simple = nx.Graph()
    simple.add_nodes_from(sorted(net))
    for source, target, weight in sorted(net.edges(data="weight")):
        if source != target:
            before = simple.get_edge_data(source, target, {"weight": 0})["weight"]
            simple.add_edge(source, target, weight=before + weight)
    few = len(simple) <= _MOST_PLACED
    places = layout.positions(simple) if few else {}
    groups = layout.communities(simple) if few else {}
    for node, attributes in net.nodes(data=True):
        kind = attributes["type"]
        red, green, blue = _COLOURS[SUPERCLASSES.get(kind, (kind,))[-1]]
        looks: dict[str, object] = {
            "color": {"r": red, "g": green, "b": blue},
            "size": round(4 + 2 * sqrt(attributes["mentions"]), 1),
        }
        if node in places:
            x, y = places[node]
            looks["position"] = {"x": x, "y": -y, "z": 0.0}  # Gephi's y grows upwards
            attributes["community"] = groups[node]
        attributes["viz"] = looks


def _table(kind: type, rows: Sequence[network.Node] | Sequence[network.Edge]) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets expect it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(field.name for field in fields(kind))
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case tuple():
            return _cell("、".join(map(str, value)))
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(_FORMULA) else text
