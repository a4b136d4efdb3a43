"""The graph in the formats of other programs: RDF for stores, networks for Gephi, CSV for spreadsheets."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import files
from kg.graph import dcat, ftm, network_files
from kg.graph.facts import facts
from kg.graph.network_files import Parts
from kg.graph.store import STORE_FOLDER, open_store, ordered, oxigraph_triples, prefixes_in, text_of, turtle
from kg.graph.terms import KG, OA, RDF
from kg.model import NewskgError

if TYPE_CHECKING:
    from rdflib import Graph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Source:
    triples: list[ox.Triple]  # in the order of files
    prefixes: dict[str, str]


def export(
    source: "Path | Graph", format: str, file: Path | None = None, *, only_facts: bool = False
) -> list[Path]:
    """Write the graph in one of FORMATS with a record of what it is (DCAT); return the files written.

    `source` is a store's folder, the folder of a build, a file of RDF, or a graph of rdflib. `file` is where
    to write; without it, beside the store under the name in FORMATS. For csv and neo4j it is the folder of
    their tables. `only_facts` leaves out the texts of the articles and the passages that merely name things;
    formats that are no RDF hold neither anyway. The same graph gives the same bytes. Raises NewskgError for
    an unknown format, where there is no graph, and where the file cannot be written.
    """
    if format not in FORMATS:
        raise NewskgError(f"{format}: no format to export; choose one of {', '.join(FORMATS)}")
    name, write = FORMATS[format]
    graph = _read(source)
    if only_facts and format in RDF_FORMATS:
        graph = _Source(facts(graph.triples), graph.prefixes)
        name = name.replace("graph.", "facts.")
    target = file or _folder(source) / name
    if target.is_dir() and format not in FOLDERS:
        raise NewskgError(f"{target}: a folder; give the name of a file, as in {target / name}")
    try:
        parts = {part or target.name: data for part, data in write(graph)}
        folder = target if format in FOLDERS else target.parent
        parts[dcat.RECORD if format in FOLDERS else f"{target.name}.{dcat.RECORD}"] = dcat.record(
            graph.triples, parts
        )
        for part, data in parts.items():
            files.write_bytes(folder / part, data)
    except OSError as error:
        raise NewskgError(f"{target}: cannot write here ({error.strerror}); choose another place") from None
    return [folder / part for part in parts]


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


def _turtle(graph: _Source) -> Parts:
    yield "", turtle(graph.triples, graph.prefixes)


def _ntriples(graph: _Source) -> Parts:
    yield "", ox.serialize(graph.triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _trig(graph: _Source) -> Parts:
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


def _jsonld(graph: _Source) -> Parts:
    quads = (ox.Quad(*triple) for triple in graph.triples)
    yield "", (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"") + b"\n"


def _rdfxml(graph: _Source) -> Parts:
    """Characters that XML has no way to write become U+FFFD, so that offsets stay what they are."""
    data = ox.serialize(graph.triples, format=ox.RdfFormat.RDF_XML, prefixes=graph.prefixes) or b""
    yield "", _NOT_XML.sub("\ufffd", data.decode()).replace("\r", "&#xD;").encode() + b"\n"


def _network(write: Callable[[list[ox.Triple]], Parts]) -> Callable[[_Source], Parts]:
    return lambda graph: write(graph.triples)


# The name of a format, the file it goes to, and what writes it.
FORMATS: dict[str, tuple[str, Callable[[_Source], Parts]]] = {
    "turtle": ("graph.ttl", _turtle),
    "ntriples": ("graph.nt", _ntriples),
    "trig": ("graph.trig", _trig),
    "jsonld": ("graph.jsonld", _jsonld),
    "rdfxml": ("graph.rdf", _rdfxml),
    "graphml": ("graph.graphml", _network(network_files.graphml)),
    "gexf": ("graph.gexf", _network(network_files.gexf)),
    "csv": ("csv", _network(network_files.tables)),
    "neo4j": ("neo4j", _network(network_files.neo4j)),
    "ftm": ("graph.ftm.json", _network(ftm.ftm)),
}
FOLDERS = frozenset({"csv", "neo4j"})  # of several files
RDF_FORMATS = frozenset({"turtle", "ntriples", "trig", "jsonld", "rdfxml"})
