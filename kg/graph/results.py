"""What a query answers: rows to iterate, and the same as a table, CSV, TSV or SPARQL JSON."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.store import Term, ordered, text_of, turtle
from kg.graph.terms import PREFIXES, XSD
from kg.model import NewskgError

FORMATS = ("table", "csv", "tsv", "json")
_NATIVE = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query, whole: it can be read any number of times and sent to another process.

    `json` is the answer in the SPARQL 1.1 JSON format. A graph (CONSTRUCT, DESCRIBE) has the columns
    subject, predicate and object. `prefixes` shorten IRIs in tables.
    """

    json: bytes = field(repr=False)
    is_graph: bool = False
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES, repr=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the variables; empty for ASK."""
        answer = self._parse()
        if isinstance(answer, ox.QueryBoolean):
            return ()
        return tuple(variable.value for variable in answer.variables)

    @property
    def rows(self) -> list[tuple[Term | None, ...]]:
        """The rows, a term or None for each column; none for ASK."""
        answer = self._parse()
        return [] if isinstance(answer, ox.QueryBoolean) else [tuple(row) for row in answer]

    @property
    def answer(self) -> bool:
        """What ASK answers; for other queries, whether there is any row."""
        answer = self._parse()
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else next(iter(answer), None) is not None

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The rows by column, as text; columns without a value are left out."""
        columns = self.columns
        for row in self.rows:
            yield {name: text_of(term) for name, term in zip(columns, row, strict=True) if term is not None}

    def __len__(self) -> int:
        return len(self.rows)

    def render(self, format: str = "table") -> str:
        """The answer in one of FORMATS, ending in a line break. A table of a graph is Turtle."""
        if format == "table":
            return self._table()
        if format not in _NATIVE:
            raise NewskgError(f"{format}: no format for answers; choose one of {', '.join(FORMATS)}")
        text = (self._parse().serialize(format=_NATIVE[format]) or b"").decode()
        return text if text.endswith("\n") else text + "\n"

    def _parse(self) -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(self.json, format=ox.QueryResultsFormat.JSON)

    def _table(self) -> str:
        answer = self._parse()
        if isinstance(answer, ox.QueryBoolean):
            return "true\n" if answer else "false\n"
        if self.is_graph:
            return self._turtle()
        rows = self.rows
        head = [variable.value for variable in answer.variables]
        cells = [[self._short(term) for term in row] for row in rows]
        numeric = [
            any(row[i] for row in rows) and all(_is_number(row[i]) for row in rows) for i in range(len(head))
        ]
        widths = [max(map(_width, column)) for column in zip(head, *cells, strict=True)]
        lines = [
            "  ".join(map(_pad, line, widths, numeric)).rstrip()
            for line in (head, ["-" * width for width in widths], *cells)
        ]
        return "\n".join([*lines, f"({len(rows)} row{'s' * (len(rows) != 1)})"]) + "\n"

    def _turtle(self) -> str:
        triples = [ox.Triple(*row) for row in self.rows]  # type: ignore[arg-type]
        return turtle(ordered(triples), self.prefixes).decode()

    def _short(self, term: Term | None) -> str:
        """A cell: a literal's text on one line, an IRI by its prefix."""
        if isinstance(term, ox.NamedNode):
            for prefix, iri in self.prefixes.items():
                if term.value.startswith(iri) and "/" not in (rest := term.value[len(iri) :]):
                    return f"{prefix}:{rest}"
            return f"<{term.value}>"
        return "" if term is None else text_of(term).replace("\n", " ")


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS)


def _width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
