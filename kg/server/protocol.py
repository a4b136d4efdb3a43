"""A request as the SPARQL 1.1 Protocol understands it (https://www.w3.org/TR/sparql11-protocol/)."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

import pyoxigraph as ox

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_FIELDS = 1000
_DATASET = ("default-graph-uri", "named-graph-uri")
_USING = ("using-graph-uri", "using-named-graph-uri")


class Refused(Exception):
    """A request that is not answered, with the status that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for. `kind` none: it holds neither a query nor an update.

    `default` and `named` are the graphs that the request itself chooses; None: it chooses none.
    """

    kind: Literal["query", "update", "none"]
    text: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str | None = None  # asked for by name, which outweighs Accept


def read(method: str, query_string: bytes, content_type: str | None, body: bytes) -> Operation:
    """The operation in a request of method GET or POST. Raises Refused for one that breaks the protocol."""
    fields = _fields(query_string)
    if method == "GET":
        if "update" in fields:
            raise Refused(400, "an update is sent by POST, never by GET")
        return _operation(fields)
    media, charset = _media(content_type)
    if charset not in ("utf-8", "utf8"):
        raise Refused(415, f"charset={charset}: not read here; send UTF-8")
    if media == FORM:
        for name, values in _fields(body).items():
            fields.setdefault(name, []).extend(values)
        found = _operation(fields)
        if found.kind == "none":
            raise Refused(400, "a form holds one of query= and update=; this one holds neither")
        return found
    if media not in (QUERY, UPDATE):
        raise Refused(415, f"{media or 'no Content-Type'}: send {FORM}, {QUERY} or {UPDATE}")
    kind: Literal["query", "update"] = "query" if media == QUERY else "update"
    if fields.keys() & {"query", "update"}:
        raise Refused(400, f"one {kind} at a time: the address holds another one")
    return _operation(fields | {kind: [_text(body)]})


def graph(values: list[str]) -> tuple[str, ...]:
    """The names of graphs in a request. Raises Refused for one that is no absolute IRI."""
    for value in values:
        try:
            ox.NamedNode(value)
        except ValueError:
            raise Refused(400, f"{value!r}: not an absolute IRI, so no name of a graph") from None
    return tuple(values)


def _operation(fields: dict[str, list[str]]) -> Operation:
    queries, updates = fields.get("query", []), fields.get("update", [])
    if len(queries) + len(updates) > 1:
        raise Refused(400, "one query or update at a time; this request holds several")
    format = fields["format"][-1] if "format" in fields else None
    if not queries and not updates:
        return Operation("none", format=format)
    ours, theirs = (_USING, _DATASET) if updates else (_DATASET, _USING)
    if wrong := next((name for name in theirs if name in fields), None):
        kind = "an update" if updates else "a query"
        raise Refused(400, f"{wrong}: not for {kind}; write {ours[theirs.index(wrong)]}")
    default, named = (graph(fields.get(name, [])) for name in ours)
    chosen = bool(default or named)
    return Operation(
        "update" if updates else "query",
        (updates or queries)[0],
        default if chosen else None,
        named if chosen else None,
        format,
    )


def _fields(data: bytes) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            data.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except UnicodeDecodeError:
        raise Refused(400, "not UTF-8; encode the request as UTF-8") from None
    except ValueError:
        raise Refused(400, f"more than {_FIELDS} fields in one request") from None
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _media(content_type: str | None) -> tuple[str, str]:
    media, *parameters = (part.strip() for part in (content_type or "").split(";"))
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media.lower(), charset


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "not UTF-8; encode the request as UTF-8") from None
