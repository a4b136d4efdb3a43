"""The clauses of SPARQL text that a service has a say in: LIMIT, FROM, USING, LOAD."""

import re
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.graph import sparql
from kg.graph.lexer import Token, position, tokens
from kg.model import NewskgError

_NUMBER = re.compile(r"LIMIT(?:\s|#[^\n]*\n)*(\d+)", re.IGNORECASE)


def limited(query: str, most: int) -> str:
    """A SELECT query that answers at most `most` rows; the text itself where it asks for no more anyway.

    >>> limited("SELECT * { ?s ?p ?o } LIMIT 20", 10)
    'SELECT * { ?s ?p ?o } LIMIT 10'
    """
    values = None
    for token in tokens(query):
        if token.depth or token.kind != "word":
            continue
        place = token.text.upper().find("LIMIT")
        if place >= 0 and (found := _NUMBER.match(query, token.start + place)):
            if len(found[1]) < 19 and int(found[1]) <= most:
                return query
            return f"{query[: found.start(1)]}{most}{query[found.end(1) :]}"
        place = token.text.upper().find("VALUES")
        if place >= 0:
            values = token.start + place
    if values is None:
        return f"{query}\nLIMIT {most}"
    return f"{query[:values]} LIMIT {most} {query[values:]}"


def graphs(query: str, prefixes: dict[str, str], base: str) -> tuple[str, ...]:
    """The graphs that FROM and FROM NAMED of a query name, as absolute IRIs.

    They are resolved by the parser itself, in a query with the same prologue. Raises SyntaxError where that
    prologue is none.
    """
    if "FROM" not in query.upper():
        return ()
    names, begin = [], None
    found = list(tokens(query))
    for place, token in enumerate(found):
        if begin is None and token.keyword in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            before = found[place - 1].keyword if place else ""
            if token.kind == "word" and before != "PREFIX":
                begin = token.start
        if not token.depth and token.keyword.endswith(("FROM", "FROMNAMED", "NAMED")):
            names.append(_graph_behind(token, found[place + 1 : place + 3]))
    wanted = [name for name in names if name]
    if not wanted or begin is None:
        return ()
    text = f"{query[:begin]} SELECT ?graph {{ VALUES ?graph {{ {' '.join(wanted)} }} }}"
    rows = ox.Store().query(text, prefixes=prefixes, base_iri=base or None)
    assert isinstance(rows, ox.QuerySolutions)
    return tuple(row["graph"].value for row in rows)


def _graph_behind(token: Token, following: Sequence[Token]) -> str:
    """The name of a graph as it stands behind FROM or NAMED, or behind the colon of FROM:x."""
    if token.kind == "name":
        return ":" + token.text.partition(":")[2]
    if following and following[0].kind in ("iri", "name"):
        name = following[0]
        # FROM NAMED:x is one token for the lexer
        return ":" + name.text.partition(":")[2] if name.keyword == "NAMED" else name.text
    return ""


def refuse_loading(update: str) -> None:
    """Raise NewskgError for an update that fetches something: LOAD, or SERVICE in a pattern."""
    before = ""
    for token in tokens(update):
        where = f"update, {position(update, token.start)}"
        if token.depth >= sparql.DEEPEST:
            raise NewskgError(f"{where}: more than {sparql.DEEPEST} brackets inside each other")
        if "SERVICE" in token.keyword:
            raise NewskgError(f"{where}: SERVICE asks another server, which is refused; take it out")
        loads = token.keyword.startswith("LOAD") if token.kind == "name" else "LOAD" in token.keyword
        if not token.depth and loads and before != "PREFIX":
            raise NewskgError(f"{where}: LOAD fetches from elsewhere, which is refused; send the triples")
        before = token.keyword


def using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with the graphs that its request chooses as USING clauses of each of its operations.

    Raises NewskgError where an operation chooses its own, as the protocol has it (section 2.2.3).
    """
    clause = "".join(f" USING {ox.NamedNode(iri)}" for iri in default)
    clause += "".join(f" USING NAMED {ox.NamedNode(iri)}" for iri in named)
    parts, written = [], 0
    for operation in _operations(update):
        if any(token.keyword in ("USING", "USINGNAMED", "WITH") for token in operation):
            raise NewskgError(
                "update: the request chooses graphs, and so does USING or WITH in the text; let one do it"
            )
        for place, token in enumerate(operation):
            if token.kind == "word" and token.text.upper() == "WHERE":
                parts.append(update[written : token.start])
                written = token.start
                if place and operation[place - 1].text.upper() == "DELETE":
                    pattern = update[token.end : operation[-1].end]  # DELETE WHERE takes no USING
                    parts.append(pattern)
                parts.append(f"{clause} ")
    return "".join([*parts, update[written:]])


def _operations(update: str) -> Iterator[list[Token]]:
    """The tokens of each operation that stand outside all brackets, the brackets with them."""
    operation: list[Token] = []
    for token in tokens(update):
        if token.depth:
            continue
        if token.text == ";":
            yield operation
            operation = []
        else:
            operation.append(token)
    yield operation
