"""SPARQL text in, answers out: nothing is written, nothing is fetched, errors say where."""

import re
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.graph.lexer import TOKEN, Token, position, tokens
from kg.graph.results import Results
from kg.graph.store import Term, one_line, prefixes_of
from kg.model import NewskgError

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
DEEPEST = 100  # the parser recurses, and far deeper than this takes the process down
_REACHES = {"SERVICE": "asks another server", "FROM": "names another graph"}
_NO_QUERY = "begins no query; write SELECT, ASK, CONSTRUCT or DESCRIBE there"
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_REASONS = {
    "Prefix not found": "the prefix {prefix}: is not declared; add PREFIX {prefix}: <…>",
    "The SELECT contains a variable that is unbound": "a variable of SELECT is neither grouped nor counted",
}


def run(store: ox.Store, query: str, name: str = "SPARQL query") -> Results:
    """The answer of `store` to `query`. The prefixes of the vocabulary need no declaration.

    `name` is what errors call the query. Raises NewskgError, on one line and with the position, where it is
    not SPARQL, would change the store, or would ask anyone else (SERVICE, FROM).
    """
    check(query, name)
    prefixes = prefixes_of(store)
    try:
        found = store.query(query, prefixes=prefixes)
        if isinstance(found, ox.QueryTriples):
            return Results(rows(found), is_graph=True, prefixes=prefixes)
        return Results(found.serialize(format=ox.QueryResultsFormat.JSON) or b"", prefixes=prefixes)
    except SyntaxError as error:
        raise NewskgError(f"{name}, {explain(query, error)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise NewskgError(f"{name}: cannot be answered ({one_line(error)}); change the query") from None


def fill(query: str, values: Mapping[str, Term]) -> str:
    """The query with terms in place of some of its variables, wherever these stand as such.

    >>> fill('SELECT ?p { ?p rdfs:label ?name } # ?name', {"name": ox.Literal("熊佩兰", language="zh")})
    'SELECT ?p { ?p rdfs:label "熊佩兰"@zh } # ?name'
    """
    parts = []
    for match in TOKEN.finditer(query):
        term = values.get(match[0][1:]) if match.lastgroup == "variable" else None
        parts.append(match[0] if term is None else str(term))
    return "".join(parts)


def rows(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as SPARQL JSON, by way of a query on them alone, in the order of a file."""
    graph = ox.Store()
    graph.bulk_extend(ox.Quad(*triple) for triple in triples)
    names = "?subject ?predicate ?object"
    answer = graph.query(f"SELECT {names} {{ {names} }} ORDER BY {names}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""


def check(query: str, name: str, refused: Collection[str] = tuple(_REACHES)) -> str:
    """The form of the query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises NewskgError for what is no query, or has one of the keywords `refused`: those that reach beyond
    the store. The parser needs no space behind a keyword, so SERVICE:x{} and SERVICESILENT<…> have one too.
    """
    form = None
    declared = False
    for token in tokens(query):
        if token.depth >= DEEPEST:
            raise _wrong(
                query, token, name, f"more than {DEEPEST} brackets inside each other; write it flatter"
            )
        if token.kind not in ("word", "name"):
            if form is None and not (declared and token.kind == "iri"):
                raise _wrong(query, token, name, f"{token.text} {_NO_QUERY}")
            continue
        keyword = token.keyword
        if foreign := next((word for word in refused if word in keyword), None):
            reaches = f"{foreign} {_REACHES[foreign]}, and queries read this graph alone; take it out"
            raise _wrong(query, token, name, reaches)
        word = keyword if token.kind == "word" else ""
        if form is None and word in ("PREFIX", "BASE"):
            declared = True
        elif form is None and not (declared and token.kind == "name"):
            form = word
            if word in UPDATES:
                changes = f"{word} changes the graph, and queries only read; use SELECT"
                raise _wrong(query, token, name, changes)
            if word not in _FORMS:
                raise _wrong(query, token, name, f"{token.text} {_NO_QUERY}")
    if form is None:
        raise NewskgError(f"{name}: empty; write SPARQL, or the name of a ready query")
    return form


def _wrong(query: str, token: Token, name: str, reason: str) -> NewskgError:
    return NewskgError(f"{name}, {position(query, token.start)}: {reason}")


def explain(query: str, error: SyntaxError) -> str:
    """The parser's complaint in words: the place, what stands there, and what it misses where it can tell."""
    match = _PLACE.match(str(error))
    if not match:
        return one_line(error)
    line, column, expected = int(match[1]), int(match[2]), match[3]
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    before, after = text[: column - 1].strip(), text[column - 1 :].strip()
    reason = next((words for mark, words in _REASONS.items() if mark in expected), None)
    if reason:
        reason = reason.format(prefix=re.split(r"[^\w.-]", before.rpartition(":")[0])[-1])
    if reason is None:
        reason = (
            "the query ends too early; is a } missing?" if not after and line >= len(lines) else "not SPARQL"
        )
    return f"line {line}, column {column}: {reason}, at {_shown(before, after)}"


def _shown(before: str, after: str) -> str:
    """What stands around a place in a line, cut to what a glance takes in."""
    before = "…" + before[-24:] if len(before) > 24 else before
    after = after[:24] + "…" if len(after) > 24 else after
    return f"“{before} ▸ {after}”" if after else f"“{before} ▸”"
