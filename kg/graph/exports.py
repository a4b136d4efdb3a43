"""The graph in the formats of other programs: RDF for stores, networks for Gephi, CSV for spreadsheets."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import files
from kg.graph import network
from kg.graph.store import STORE_FOLDER, open_store, ordered, oxigraph_triples, prefixes_in, text_of, turtle
from kg.graph.terms import KG, OA, RDF
from kg.model import NewskgError

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Graph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one at the head of a cell
_GEXF_DAY = re.compile(rb' lastmodifieddate="[^"]*"')


@dataclass(frozen=True, slots=True)
class _Source:
    triples: list[ox.Triple]  # in the order of files
    prefixes: dict[str, str]


def export(source: "Path | Graph", format: str, file: Path | None = None) -> list[Path]:
    """Write the graph in one of FORMATS and return the files written.

    `source` is a store's folder, the folder of a build, a file of RDF, or a graph of rdflib. `file` is where
    to write; without it, beside the store under the name in FORMATS. For csv it is the folder of nodes.csv
    and edges.csv. The same graph gives the same bytes. Raises NewskgError for an unknown format, where there
    is no graph, and where the file cannot be written.
    """
    if format not in FORMATS:
        raise NewskgError(f"{format}: no format to export; choose one of {', '.join(FORMATS)}")
    name, write = FORMATS[format]
    graph = _read(source)
    target = file or _folder(source) / name
    if target.is_dir() and format != "csv":
        raise NewskgError(f"{target}: a folder; give the name of a file, as in {target / name}")
    written = []
    try:
        for part, data in write(graph):
            path = target / part if part else target
            files.write_bytes(path, data)
            written.append(path)
    except OSError as error:
        raise NewskgError(f"{target}: cannot write here ({error.strerror}); choose another place") from None
    return written


def _folder(source: "Path | Graph") -> Path:
    """Where exports of this source stand: in the folder of its build."""
    if not isinstance(source, Path):
        return Path()
    return source if (source / STORE_FOLDER).is_dir() else source.parent


def _read(source: "Path | Graph") -> _Source:
    if isinstance(source, Path):
        with open_store(source) as store:
            quads = store.quads_for_pattern(None, None, None, None)
            triples = ordered(quad.triple for quad in quads)
    else:
        triples = ordered(oxigraph_triples(source))
    return _Source(triples, prefixes_in(triples))


_Parts = Iterator[tuple[str, bytes]]  # name within the folder ("" where there is one file) and content


def _turtle(graph: _Source) -> _Parts:
    yield "", turtle(graph.triples, graph.prefixes)


def _ntriples(graph: _Source) -> _Parts:
    yield "", ox.serialize(graph.triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _trig(graph: _Source) -> _Parts:
    """What stands in one article alone is in the graph of its name, all else in the default graph."""
    homes: dict[str, str] = {}
    for triple in graph.triples:
        subject, object_ = text_of(triple.subject), text_of(triple.object)
        if triple.predicate.value == f"{RDF}type" and object_ == f"{KG}Article":
            homes[subject] = subject
        elif triple.predicate.value == f"{OA}hasSource":
            homes[subject] = object_
    parts: dict[str, list[ox.Quad]] = defaultdict(list)
    for triple in graph.triples:
        owner = triple.object if triple.predicate.value == f"{KG}evidence" else triple.subject
        home = homes.get(text_of(owner), "")
        name = ox.NamedNode(home) if home else ox.DefaultGraph()
        parts[home].append(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    quads = [quad for name in sorted(parts) for quad in parts[name]]
    yield "", turtle(quads, graph.prefixes, ox.RdfFormat.TRIG)


def _jsonld(graph: _Source) -> _Parts:
    quads = (ox.Quad(*triple) for triple in graph.triples)
    yield "", (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"") + b"\n"


def _rdfxml(graph: _Source) -> _Parts:
    """Characters that XML has no way to write become U+FFFD, so that offsets stay what they are."""
    data = ox.serialize(graph.triples, format=ox.RdfFormat.RDF_XML, prefixes=graph.prefixes) or b""
    yield "", _NOT_XML.sub("\ufffd", data.decode()).replace("\r", "&#xD;").encode() + b"\n"


def _graphml(graph: _Source) -> _Parts:
    import networkx as nx

    buffer = io.BytesIO()
    nx.readwrite.graphml.write_graphml_xml(_network(graph), buffer)
    yield "", buffer.getvalue()


def _gexf(graph: _Source) -> _Parts:
    import networkx as nx

    buffer = io.BytesIO()
    net = _network(graph)
    for _, _, key, attributes in net.edges(keys=True, data=True):
        attributes["id"] = key
    nx.write_gexf(net, buffer)
    yield "", _GEXF_DAY.sub(b"", buffer.getvalue())  # the day of writing would make the bytes differ


def _network(graph: _Source) -> "nx.MultiDiGraph":
    net = network.multigraph(*network.read(graph.triples))
    for _, attributes in (*net.nodes(data=True), *((0, data) for _, _, data in net.edges(data=True))):
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = _NOT_XML.sub("\ufffd", value)
    return net


def _csv(graph: _Source) -> _Parts:
    nodes, edges = network.read(graph.triples)
    yield "nodes.csv", _table(network.Node, nodes)
    yield "edges.csv", _table(network.Edge, edges)


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


# The name of a format, the file it goes to, and what writes it.
FORMATS: dict[str, tuple[str, Callable[[_Source], _Parts]]] = {
    "turtle": ("graph.ttl", _turtle),
    "ntriples": ("graph.nt", _ntriples),
    "trig": ("graph.trig", _trig),
    "jsonld": ("graph.jsonld", _jsonld),
    "rdfxml": ("graph.rdf", _rdfxml),
    "graphml": ("graph.graphml", _graphml),
    "gexf": ("graph.gexf", _gexf),
    "csv": ("csv", _csv),
}
