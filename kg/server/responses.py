"""What goes back to a client: an answer, a graph, a page, or the one line that says why not."""

from collections.abc import Sequence

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.terms import PREFIXES
from kg.server.answers import serialize
from kg.server.formats import GRAPHS, choose, named
from kg.server.frames import Answer
from kg.server.protocol import Refused

ROW_LIMIT, TRUNCATED, NOTICE = "Newskg-Row-Limit", "Newskg-Truncated", "Newskg-Notice"
_RETRY = "5"  # seconds
_MARK = b"\xef\xbb\xbf"
_PREFIXES = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
}
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def accepted(request: Request) -> str | None:
    """What the client takes."""
    values = request.headers.getlist("accept")
    return ", ".join(values) if values else None


def sent(answer: Answer, rows: int | None = None) -> Response:
    """The answer of a process; `rows` is how many it has at most. Nothing is sent before it is whole."""
    headers = {"Vary": "Accept", **_SAFE}
    if answer.status == 200 and rows is not None:
        headers[ROW_LIMIT] = str(rows)
    if answer.truncated:
        headers[TRUNCATED] = "yes"
    if answer.notice:
        headers[NOTICE] = answer.notice.encode("ascii", "backslashreplace").decode()
    if answer.body.startswith(_MARK):
        headers["Content-Disposition"] = 'attachment; filename="newskg.csv"'
    if answer.status == 503:
        headers["Retry-After"] = _RETRY
    if answer.status in (201, 204):
        return Response(status_code=answer.status, headers=headers)
    return Response(answer.body, answer.status, headers, media_type=answer.type)


def as_graph(request: Request, triples: list[ox.Triple]) -> Response:
    """A small graph, in the format that the client likes best."""
    wanted = request.query_params.get("format")
    format = named(wanted, GRAPHS) if wanted else choose(accepted(request), GRAPHS)
    if format is None:
        raise Refused(406, f"this is written as {', '.join(offer.media for offer in GRAPHS)}")
    return sent(Answer(200, format.content_type, body=serialize(triples, _PREFIXES, format)))


def page(text: str, status: int = 200, styled: bool = False) -> Response:
    """A page of HTML. `styled`: it holds a program that sets styles by itself."""
    policy = _POLICY.format(style=" 'unsafe-inline'" if styled else "")
    headers = {"Vary": "Accept", "Content-Security-Policy": policy, **_SAFE}
    return Response(text, status, headers, media_type="text/html; charset=utf-8")


def allow(methods: Sequence[str]) -> Response:
    """The answer to OPTIONS."""
    return Response(status_code=204, headers={"Allow": ", ".join(methods)})


def refused(request: Request, error: Exception) -> Response:
    """One line that says why not."""
    assert isinstance(error, Refused)
    headers = {"Vary": "Accept", **_SAFE}
    if error.status == 503:
        headers["Retry-After"] = _RETRY
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="newskg"'
    return _line(f"{error}", error.status, headers)


def went_wrong(request: Request, error: Exception) -> Response:
    """What the routes themselves refuse: nothing here, or another method."""
    assert isinstance(error, HTTPException)
    text = f"{request.url.path}: nothing here" if error.status_code == 404 else error.detail
    return _line(text, error.status_code, {**(error.headers or {}), **_SAFE})


def _line(text: str, status: int, headers: dict[str, str]) -> Response:
    return Response(f"{text}\n", status, headers, media_type="text/plain; charset=utf-8")
