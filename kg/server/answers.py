"""A question and an open store in, the answer of the endpoint out: nothing is changed and nothing fetched."""

import csv
import io
import re
from collections.abc import Mapping
from itertools import islice

import pyoxigraph as ox

from kg.graph import sparql
from kg.graph.store import one_line
from kg.model import NewskgError
from kg.server import clauses
from kg.server.formats import EXCEL, GRAPHS, RESULTS, Format, choose, named
from kg.server.frames import Answer, Question

_NAME = "query"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAY_NOT_BE_XML = re.compile(b"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
# In JSON a quotation mark within a string is escaped, so that this stands between rows alone.
_NEXT_ROW = b'}},{"'


def query(store: ox.Store, prefixes: Mapping[str, str], question: Question) -> Answer:
    """The answer to a SPARQL query, whole: at most `question.most` rows or triples.

    400 with one line where it is no query or reaches beyond the store; 406 where nothing that the client
    takes can hold the answer.
    """
    try:
        form = sparql.check(question.text, _NAME, refused=("SERVICE",))
        offers = GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else (*RESULTS, EXCEL)
        format = _format(question, offers)
        if format is None:
            return _not_acceptable(offers)
        return _evaluate(store, dict(prefixes), question, form, format)
    except NewskgError as error:
        return Answer(400, body=f"{error}\n".encode())
    except SyntaxError as error:
        return Answer(400, body=f"{_NAME}, {_complaint(question, dict(prefixes), error)}\n".encode())
    except (RuntimeError, ValueError) as error:
        return Answer(400, body=f"{_NAME}: cannot be answered ({one_line(error)})\n".encode())


def graph(store: ox.Store, prefixes: Mapping[str, str], question: Question) -> Answer:
    """One graph of the store, whole, as the graph store protocol reads it; `question.text` is its name, and
    empty for the default graph. 404 where there is none of this name."""
    name = ox.NamedNode(question.text) if question.text else ox.DefaultGraph()
    if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        return Answer(404, body=f"{name.value}: no graph of this name here\n".encode())
    format = _format(question, GRAPHS)
    if format is None:
        return _not_acceptable(GRAPHS)
    if format.name == "jsonld":
        quads = store.quads_for_pattern(None, None, None, name)
        body = ox.serialize((ox.Quad(*quad.triple) for quad in quads), format=format.rdf) or b""
    else:
        body = store.dump(format=format.rdf, from_graph=name, prefixes=dict(prefixes)) or b""
    return Answer(200, format.content_type, body=_written(body, format))


def serialize(triples: list[ox.Triple], prefixes: Mapping[str, str], format: Format) -> bytes:
    """A graph in one of GRAPHS."""
    if format.name == "jsonld":
        return ox.serialize([ox.Quad(*triple) for triple in triples], format=format.rdf) or b""
    return _written(ox.serialize(triples, format=format.rdf, prefixes=dict(prefixes)) or b"", format)


def _evaluate(
    store: ox.Store, prefixes: dict[str, str], question: Question, form: str, format: Format
) -> Answer:
    chosen = question.default is not None or question.named is not None
    asked = (*(question.default or ()), *(question.named or ()))
    if not chosen:
        for name in clauses.graphs(question.text, prefixes, question.base):
            if not store.contains_named_graph(ox.NamedNode(name)):
                raise NewskgError(f"{_NAME}: FROM <{name}>: no graph of this name here, and none is fetched")
    text = clauses.limited(question.text, question.most) if form == "SELECT" else question.text
    found = store.query(
        text,
        prefixes=prefixes,
        base_iri=question.base or None,
        default_graph=[ox.NamedNode(name) for name in question.default or ()] if chosen else None,
        named_graphs=[ox.NamedNode(name) for name in question.named or ()] if chosen else None,
    )
    missing = [name for name in asked if not store.contains_named_graph(ox.NamedNode(name))]
    notice = f"no graph {', '.join(missing)} here; read as empty" if missing else ""
    if isinstance(found, ox.QueryTriples):
        triples = list(islice(found, question.most + 1))
        truncated = len(triples) > question.most
        body = serialize(triples[: question.most], prefixes, format)
        return Answer(200, format.content_type, truncated, notice, body=body)
    body = _written(found.serialize(format=format.results) or b"", format)
    truncated = text is not question.text and _rows(body, format) >= question.most
    return Answer(200, format.content_type, truncated, notice, body=body)


def _complaint(question: Question, prefixes: dict[str, str], error: SyntaxError) -> str:
    """What is wrong with the text as it was sent, which is not the text that was limited."""
    try:
        ox.Store().query(question.text, prefixes=prefixes, base_iri=question.base or None)
    except SyntaxError as own:
        error = own
    except (RuntimeError, ValueError):
        pass
    return sparql.explain(question.text, error)


def _format(question: Question, offers: tuple[Format, ...]) -> Format | None:
    if question.format is None:
        return choose(question.accept, offers)
    found = named(question.format, offers)
    if found is None:
        names = ", ".join(offer.name for offer in offers)
        raise NewskgError(f"format={question.format}: this query is answered as {names}")
    return found


def _not_acceptable(offers: tuple[Format, ...]) -> Answer:
    types = ", ".join(dict.fromkeys(offer.media for offer in offers))
    return Answer(406, body=f"Accept: nothing in it can hold this answer; it can be {types}\n".encode())


def _written(body: bytes, format: Format) -> bytes:
    """The answer as it is sent: XML without what XML has no way to write, CSV for a spreadsheet marked."""
    if format.name == "excel":
        return b"\xef\xbb\xbf" + body
    if format.name in ("xml", "rdfxml") and _MAY_NOT_BE_XML.search(body):
        return _NOT_XML.sub("\ufffd", body.decode()).replace("\r", "&#xD;").encode()
    return body


def _rows(body: bytes, format: Format) -> int:
    """How many rows an answer has, counted in its bytes, for that is faster than reading them."""
    match format.name:
        case "xml":
            return body.count(b"<result>") + body.count(b"<result/>")
        case "tsv":
            return body.count(b"\n") - 1
        case "json":
            if b"{}" in body:  # a row without any value, or a text that looks like one
                rows = ox.parse_query_results(body, format=format.results)
                return sum(1 for _ in rows) if isinstance(rows, ox.QuerySolutions) else 0
            return body.count(_NEXT_ROW) + (b'"bindings":[{' in body)
        case _ if b'"' in body:
            return sum(1 for _ in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))) - 1
        case _:
            return body.count(b"\n") - 1
