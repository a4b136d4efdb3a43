"""A graph on disk: graph.ttl for people and other programs, an Oxigraph store for queries."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import files
from kg.graph.terms import BASE, PREFIXES, RDF, RDFS, VOID
from kg.model import NewskgError

if TYPE_CHECKING:
    from rdflib import Graph, Literal
    from rdflib.term import Node

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GRAPH_FILE = "graph.ttl"
STORE_FOLDER = "store"
_URI_SPACE = ox.NamedNode(f"{VOID}uriSpace")
_PIECE = 4_000_000  # bytes; less is not worth a thread
_TRIES, _PAUSE = 20, 0.05  # to open a store, and seconds between them, while another takes its place
_PIECES_EACH = 4  # for each processor: while one piece is sorted and written, the next is read
_END = b" .\n"
_ORDER = (f"{RDF}type", f"{RDFS}label", f"{RDF}subject", f"{RDF}predicate", f"{RDF}object")
_FIRST = {predicate: place for place, predicate in enumerate(_ORDER)}


def write(graph: "Graph", folder: Path) -> None:
    """Write `graph` to graph.ttl, with its record, and store/ in `folder`, in place of what stands there.

    Both are made whole beside their places first: where that fails, what stood there stays.
    """
    from kg.graph import dcat

    triples = ordered(oxigraph_triples(graph))
    text = turtle(triples, prefixes_in(triples))
    folder.mkdir(parents=True, exist_ok=True)
    with files.replacing_folder(folder / STORE_FOLDER) as fresh:
        fill(fresh, text)
        files.write_bytes(folder / GRAPH_FILE, text)
    files.write_bytes(folder / f"{GRAPH_FILE}.{dcat.RECORD}", dcat.record(triples, {GRAPH_FILE: text}))


def turtle(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    prefixes: Mapping[str, str],
    format: ox.RdfFormat = ox.RdfFormat.TURTLE,
) -> bytes:
    """Turtle, or TriG of quads, in the order of the statements, the prefixes in their own order in front.

    A prefix that is the beginning of another is left out, so that each name has one short form.
    """
    used = {
        prefix: iri
        for prefix, iri in prefixes.items()
        if not any(other != iri and other.startswith(iri) for other in prefixes.values())
    }
    text = ox.serialize(statements, format=format, prefixes=used) or b""
    body = text.split(b"\n", len(used))[-1]  # the serializer writes its prefixes in any order, a line each
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in used.items())
    return head.encode() + b"\n" + body


def fill(folder: Path, text: bytes) -> None:
    """Load Turtle that `turtle` wrote into a store in `folder`, several pieces of it at once.

    Oxigraph reads a document on one processor.
    """
    from concurrent.futures import ThreadPoolExecutor

    store = ox.Store(str(folder))
    count = min((os.cpu_count() or 1) * _PIECES_EACH, len(text) // _PIECE + 1)
    with ThreadPoolExecutor(count) as pool:
        # our own text: every IRI in it was checked when it was made
        load = partial(store.bulk_load, format=ox.RdfFormat.TURTLE, lenient=True)
        list(pool.map(load, _pieces(text, count)))
    store.optimize()
    store.flush()
    del store, load  # closes the files, so that they can be moved and read


def _pieces(text: bytes, count: int) -> list[bytes]:
    """Turtle of ours as documents of about one size. Each subject ends with " ." at the end of a line, which
    stands nowhere else, for line breaks in texts are escaped."""
    head, gap, body = text.partition(b"\n\n")
    cuts = [0]
    for number in range(1, count):
        cut = body.find(_END, max(cuts[-1], len(body) * number // count))
        cuts.append(len(body) if cut < 0 else cut + len(_END))
    return [head + gap + body[start:end] for start, end in pairwise([*cuts, len(body)])]


@contextmanager
def open_store(path: Path) -> Iterator[ox.Store]:
    """The store at `path` for reading: a store's folder, the folder of a build, or a file of RDF.

    Raises NewskgError where there is none.
    """
    yield _open(path)


def _open(path: Path) -> ox.Store:
    if path.is_file():
        store = ox.Store()
        try:
            store.bulk_load(path=str(path))
        except (SyntaxError, ValueError) as error:
            raise NewskgError(
                f"{path}: not RDF ({one_line(error)}); give a graph.ttl of `kg build`"
            ) from None
        return store
    for _ in range(_TRIES):
        folder = path / STORE_FOLDER if (path / STORE_FOLDER).is_dir() else path
        told = f"{path}: no graph here; make one with `kg build PAGES -o {path.parent}`"
        if (folder / "CURRENT").is_file():
            try:
                return ox.Store.read_only(str(folder))
            except (OSError, RuntimeError) as error:
                told = f"{folder}: cannot be read ({one_line(error)}); build it anew with `kg build`"
        if not files.is_being_replaced(path) and not files.is_being_replaced(path / STORE_FOLDER):
            break
        time.sleep(_PAUSE)
    raise NewskgError(told)


def load(path: Path) -> "Graph":
    """The graph in the file at `path`, or in the graph.ttl of the folder, for rdflib."""
    from rdflib import Graph

    file = path / GRAPH_FILE if path.is_dir() else path
    if not file.is_file():
        raise NewskgError(f"{path}: no graph here; make one with `kg build PAGES -o {path}`")
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(file)
    except Exception as error:  # rdflib's parsers raise whatever they meet
        raise NewskgError(f"{file}: not RDF ({one_line(error)}); build it anew with `kg build`") from None
    return graph


def prefixes_of(store: ox.Store) -> dict[str, str]:
    """The prefixes of the vocabulary, with `id:` for the things in the store."""
    return prefixes_in(quad.triple for quad in store.quads_for_pattern(None, _URI_SPACE, None, None))


def prefixes_in(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The prefixes of the vocabulary, with `id:` for the namespace of things that the header tells."""
    spaces = [text_of(triple.object) for triple in triples if triple.predicate == _URI_SPACE]
    return {**PREFIXES, "id": spaces[0] if spaces else BASE}


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples by subject; of each its type first, then its label, then all else by name and value."""
    groups: dict[Term, list[ox.Triple]] = {}
    for triple in triples:
        groups.setdefault(triple.subject, []).append(triple)
    return [triple for subject in sorted(groups, key=str) for triple in sorted(groups[subject], key=_place)]


def _place(triple: ox.Triple) -> tuple[tuple[int, str], str]:
    return _rank(triple.predicate.value), str(triple.object)


def _rank(predicate: str) -> tuple[int, str]:
    return _FIRST.get(predicate, len(_FIRST)), predicate


def oxigraph_triples(graph: "Graph") -> Iterator[ox.Triple]:
    """The triples of an rdflib graph as Oxigraph's. Raises ValueError at a blank node: we have none."""
    from rdflib import Literal, URIRef

    nodes: dict[str, ox.NamedNode] = {}  # by plain text: terms of rdflib are slow to compare

    def node(term: "Node") -> ox.NamedNode:
        name = str(term)
        found = nodes.get(name)
        if found is None:
            if not isinstance(term, URIRef):
                raise ValueError(f"{term!r}: everything in the graph has an IRI")
            found = nodes[name] = ox.NamedNode(name)
        return found

    for subject, predicate, object_ in graph:
        value = _literal(object_) if isinstance(object_, Literal) else node(object_)
        yield ox.Triple(node(subject), node(predicate), value)


def _literal(term: "Literal") -> ox.Literal:
    if term.language:
        return ox.Literal(str(term), language=term.language)
    if term.datatype:
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
    return ox.Literal(str(term))


def text_of(term: Term) -> str:
    """The IRI or the characters of a literal, without marks."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def one_line(error: BaseException) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())
