"""Stores of others over HTTP: asked by the SPARQL 1.1 Protocol, filled by graph store protocol or updates.

Who asks is told from the environment: NEWSKG_TOKEN (a bearer token), or NEWSKG_USER and NEWSKG_PASSWORD.
"""

import base64
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox

from kg.graph import sparql
from kg.graph.results import Results
from kg.graph.store import one_line, open_store, prefixes_of
from kg.graph.terms import BASE, PREFIXES
from kg.model import NewskgError

_SPACE = "SELECT ?space { ?set <http://rdfs.org/ns/void#uriSpace> ?space } ORDER BY ?space LIMIT 1"
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_STAGING = "urn:newskg:loading"
_BATCH = 5_000  # triples: about a megabyte
_TRIES = 6
_WAIT = 0.5  # seconds before the second try; doubled before each further one
_LONGEST = 60.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_SECONDS = 600


@dataclass(frozen=True, slots=True)
class _Reply:
    type: str
    body: bytes


def run(url: str, query: str, name: str = "SPARQL query") -> Results:
    """The answer of the endpoint at `url` to `query`. The prefixes of the vocabulary need no declaration.

    Raises NewskgError as kg.graph.sparql.run does, and where the endpoint cannot be reached or refuses.
    """
    sparql.check(query, name)
    prefixes = {**PREFIXES, "id": _space(url)}
    try:
        ox.Store().query(query, prefixes=prefixes)
    except SyntaxError as error:
        raise NewskgError(f"{name}, {sparql.explain(query, error)}") from None
    except (RuntimeError, ValueError):
        pass  # what only our engine cannot do
    head = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes.items())
    reply = _ask(url, f"{head}\n{query}")
    if reply.type in ("application/n-triples", "text/turtle", "text/plain"):
        format = ox.RdfFormat.TURTLE if reply.type == "text/turtle" else ox.RdfFormat.N_TRIPLES
        triples = [quad.triple for quad in ox.parse(reply.body, format=format)]
        return Results(sparql.rows(triples), is_graph=True, prefixes=prefixes)
    try:
        ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError):
        said = reply.type or "nothing"
        raise NewskgError(f"{url}: answers {said}; give the address of a SPARQL endpoint") from None
    return Results(reply.body, prefixes=prefixes)


def load(
    store: Path,
    url: str,
    *,
    graph: str | None = None,
    by_update: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Put the graph in `store` into the store at `url`, in place of its graph `graph`, or its default one.

    By graph store protocol in one request; `by_update`: by SPARQL Update in batches, into another graph first
    that takes the place of the old one when it is whole. What fails for a time is tried again. `progress` is
    called with (triples sent, triples in all). Returns how many there are. Raises NewskgError.
    """
    if graph is not None:
        _check_name(graph)
    with open_store(store) as opened:
        total = len(opened)
        if by_update:
            _load_by_update(opened, url, graph, progress)
        else:
            _load_whole(opened, url, graph)
        if progress:
            progress(total, total)
    return total


def _load_whole(store: ox.Store, url: str, graph: str | None) -> None:
    where = f"graph={quote(graph, safe='')}" if graph else "default"
    address = f"{url}{'&' if urlsplit(url).query else '?'}{where}"
    with tempfile.TemporaryFile() as file:
        store.dump(file, ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=prefixes_of(store))
        _send("PUT", address, file, "text/turtle")


def _load_by_update(
    store: ox.Store, url: str, graph: str | None, progress: Callable[[int, int], None] | None
) -> None:
    done, total = 0, len(store)
    _update(url, f"DROP SILENT GRAPH <{_STAGING}>")
    for batch in _batches(store):
        data = "".join(f"{triple} .\n" for triple in batch)
        _update(url, f"INSERT DATA {{ GRAPH <{_STAGING}> {{\n{data}}} }}")
        done += len(batch)
        if progress:
            progress(done, total)
    _update(url, f"MOVE GRAPH <{_STAGING}> TO {f'GRAPH <{graph}>' if graph else 'DEFAULT'}")


def _batches(store: ox.Store) -> Iterable[tuple[ox.Triple, ...]]:
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples = (quad.triple for quad in quads)
    return iter(lambda: tuple(islice(triples, _BATCH)), ())


def _update(url: str, text: str) -> None:
    _send("POST", url, text.encode(), "application/sparql-update")


def _ask(url: str, query: str) -> _Reply:
    body = urlencode({"query": query}).encode()
    return _send("POST", url, body, "application/x-www-form-urlencoded", tries=1)


@cache
def _space(url: str) -> str:
    """The namespace of things at `url`, as its data tells it."""
    found = Results(_ask(url, _SPACE).body)
    try:
        return next((row["space"] for row in found), BASE)
    except (SyntaxError, ValueError):
        raise NewskgError(f"{url}: no SPARQL endpoint; give the address that takes queries") from None


def _send(method: str, url: str, data: bytes | BinaryIO, type: str, tries: int = _TRIES) -> _Reply:
    """Send until it is taken; what can only fail for now is tried again, each time after a longer wait."""
    wait = _WAIT
    for left in range(tries - 1, -1, -1):
        try:
            return _send_once(method, url, data, type)
        except urllib.error.HTTPError as error:
            if not left or error.code not in _PASSING:
                raise NewskgError(_refusal(url, error)) from None
            pause = _retry_after(error) or wait
        except (OSError, HTTPException) as error:
            if not left:
                reason = one_line(getattr(error, "reason", None) or error)
                raise NewskgError(f"{url}: cannot be reached ({reason}); is the server running?") from None
            pause = wait
        time.sleep(min(pause, _LONGEST))
        wait *= 2
    raise AssertionError


def _send_once(method: str, url: str, data: bytes | BinaryIO, type: str) -> _Reply:
    headers = {"Content-Type": type, "Accept": _ACCEPT, **_credentials()}
    if not isinstance(data, bytes):
        headers["Content-Length"] = str(data.seek(0, os.SEEK_END))
        data.seek(0)
    try:
        request = urllib.request.Request(url, data, headers, method=method)
    except ValueError:
        raise NewskgError(f"{url}: not an address; write it as http://127.0.0.1:8010/sparql") from None
    if request.type not in ("http", "https"):
        raise NewskgError(f"{url}: not an address of the web; write it as http://127.0.0.1:8010/sparql")
    with urllib.request.urlopen(request, timeout=_SECONDS) as response:
        media = response.headers.get("Content-Type") or ""
        return _Reply(media.partition(";")[0].strip().lower(), response.read())


def _credentials() -> dict[str, str]:
    token, user = os.environ.get("NEWSKG_TOKEN"), os.environ.get("NEWSKG_USER")
    if token:
        return {"Authorization": f"Bearer {token}"}
    if user:
        pair = f"{user}:{os.environ.get('NEWSKG_PASSWORD', '')}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def _retry_after(error: urllib.error.HTTPError) -> float | None:
    value = error.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else None


def _refusal(url: str, error: urllib.error.HTTPError) -> str:
    said = " ".join(error.read(2000).decode(errors="replace").split())[:300]
    if error.code in (401, 403):
        return f"{url}: {error.code}: {said}; set NEWSKG_TOKEN, or NEWSKG_USER and NEWSKG_PASSWORD"
    if error.code in (404, 405, 415, 501):
        return (
            f"{url}: {error.code}: {said}; queries go to a SPARQL endpoint, "
            "graphs to a graph store, and with --update to an update endpoint"
        )
    return f"{url}: {error.code}: {said or error.reason}"


def _check_name(graph: str) -> None:
    try:
        ox.NamedNode(graph)
    except ValueError:
        raise NewskgError(f"{graph}: no name of a graph; give an absolute IRI") from None
