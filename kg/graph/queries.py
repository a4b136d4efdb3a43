"""Ready queries by name, with parameters; and the way from a query in any form to its answer.

A ready query is a file NAME.rq in ontology/queries whose first lines are comments:

    # title: 谁担任什么职务？
    # description: Who holds which post?
    # topic: 人物与职务
    # parameter: person (name) | 人名，全名或别称；不给则为所有人 | name of a person; without it everyone
    # parameter: below (number) = 0.8 | 置信度低于此值 | only claims of less confidence
    # example: person=熊佩兰

The types of parameters: name (a label), text (a plain string), number, date. A parameter with no default
stays a variable and stands for everything, so it belongs in a pattern and not in a filter. No parameter is
among the variables of SELECT.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox

from kg.graph import ontology, sparql
from kg.graph.results import Results
from kg.graph.store import Term, open_store
from kg.graph.terms import XSD
from kg.model import NewskgError

_NAMES = """SELECT DISTINCT ?name { ?x a ?kind ; rdfs:label|skos:altLabel ?name .
  VALUES ?kind { kg:Person kg:Organization kg:Place kg:Initiative kg:Event kg:Journalist org:Role } }"""
# What ready queries are about, in the order in which they are listed.
TOPICS = (
    "人物与职务",
    "机关与企业",
    "地方",
    "举措",
    "会议与活动",
    "往来与联系",
    "稿件与作者",
    "图谱与核对",
)
_NAME = re.compile(r"[\w-]+")
_FIELD = re.compile(r"# (title|description|topic|parameter|example): *(.*\S)")
_PARAMETER = re.compile(r"(\w+) \((\w+)\)(?: = (\S+))? \| ([^|]+) \| ([^|]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a ready query can be asked about. Without `default` it stands for everything."""

    name: str
    type: str
    default: str | None
    title: str  # Chinese
    description: str  # English

    def term(self, value: str) -> Term:
        """The value as a term of the parameter's type; raises NewskgError where it is not of that type."""
        try:
            return _TYPES[self.type][0](value)
        except (ValueError, InvalidOperation):
            meant = _TYPES[self.type][1]
            raise NewskgError(f"parameter {self.name}: {value!r} is no {self.type}; write {meant}") from None


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query with a name, a Chinese question as title, and parameters."""

    name: str
    title: str
    description: str
    topic: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]  # values that find something in the graph of examples/
    text: str

    def fill(self, values: Mapping[str, str]) -> str:
        """The SPARQL text with these values, or the defaults. Raises NewskgError for other parameters."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise NewskgError(f"{self.name}: no parameter {name}; {_choices(known)}")
        given = {p.name: p.default for p in self.parameters if p.default is not None} | dict(values)
        return sparql.fill(self.text, {name: known[name].term(value) for name, value in given.items()})


def usage(query: ReadyQuery) -> str:
    """Its name and the names of its parameters, as they are typed.

    >>> usage(find("posts"))
    'posts person= organization='
    """
    return " ".join([query.name, *(f"{parameter.name}=" for parameter in query.parameters)])


def ready() -> tuple[ReadyQuery, ...]:
    """All ready queries, by name."""
    return tuple(_by_name().values())


def run(query: str, store: Path | str, values: Mapping[str, str] | None = None) -> Results:
    """The answer of the graph at `store` to SPARQL text, a file of it, or a ready query with its parameters.

    `store` is a store's folder, the folder of a build, a file of RDF, or as text the address of a SPARQL
    endpoint. Raises NewskgError, also where nothing in the graph has the name that a parameter gives; it then
    tells names that are like it.
    """
    found = find(query)
    text = found.fill(values or {})
    with _asking(store) as ask:
        results = ask(text, found.name)
        if not results.answer:
            _look_for_names(ask, found, values or {})
        return results


@contextmanager
def _asking(store: Path | str) -> Iterator[Callable[[str, str], Results]]:
    """What takes a query and its name, and asks `store`."""
    if isinstance(store, str):
        from kg.graph import remote

        yield partial(remote.run, store)
        return
    with open_store(store) as opened:
        yield partial(sparql.run, opened)


def find(query: str) -> ReadyQuery:
    """The query that `query` is: the name of a ready one, a file ending in .rq, or SPARQL itself."""
    query = query.strip().removeprefix("\ufeff")
    if query in _by_name():
        return _by_name()[query]
    if "\n" not in query and query.endswith((".rq", ".sparql")):
        return read(Path(query))
    if _NAME.fullmatch(query):
        close = difflib.get_close_matches(query, _by_name(), n=3, cutoff=0.5)
        names = f"did you mean {' or '.join(close)}?" if close else f"choose from {', '.join(_by_name())}"
        raise NewskgError(f"{query}: no ready query of this name; {names}")
    return ReadyQuery("SPARQL query", "", "", "", (), {}, query)


def read(file: Path) -> ReadyQuery:
    """The query in a file, with what its first lines say. Raises NewskgError where it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise NewskgError(f"{file}: cannot be read ({reason}); give a file of SPARQL") from None
    fields: dict[str, list[str]] = {
        "title": [""],
        "description": [""],
        "topic": [""],
        "parameter": [],
        "example": [],
    }
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line.rstrip()):
            fields[match[1]].append(match[2])
    parameters = tuple(_parameter(line, file) for line in fields["parameter"])
    return ReadyQuery(
        name=file.stem,
        title=fields["title"][-1],
        description=fields["description"][-1],
        topic=fields["topic"][-1],
        parameters=parameters,
        example=dict(_assignment(line, file) for line in fields["example"]),
        text=text,
    )


def _look_for_names(ask: Callable[[str, str], Results], query: ReadyQuery, values: Mapping[str, str]) -> None:
    """Raise NewskgError for the first value of a parameter of type name that is no name in the graph."""
    for parameter in query.parameters:
        if parameter.type != "name" or parameter.name not in values:
            continue
        value = values[parameter.name]
        named = {"name": parameter.term(value)}
        if not ask(sparql.fill("ASK { ?x rdfs:label|skos:altLabel ?name }", named), query.name).answer:
            names = {row["name"] for row in ask(_NAMES, query.name)}
            alike = sorted((name for name in names if value in name), key=lambda name: (len(name), name))[:3]
            alike = alike or difflib.get_close_matches(value, sorted(names), n=3)
            hint = f"did you mean {' or '.join(alike)}?" if alike else "see `kg query mentioned` for names"
            raise NewskgError(f"{parameter.name}={value}: nothing in the graph has this name; {hint}")


@cache
def _by_name() -> dict[str, ReadyQuery]:
    return {file.stem: read(file) for file in sorted((ontology.folder() / "queries").glob("*.rq"))}


def _parameter(line: str, file: Path) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match[2] not in _TYPES:
        raise NewskgError(
            f"{file}: parameter {line!r} is not understood; write: NAME (TYPE) = DEFAULT | 中文 | English, "
            f"TYPE one of {', '.join(_TYPES)}"
        )
    name, type_, default, title, description = match.groups()
    return Parameter(name, type_, default, title.strip(), description.strip())


def _assignment(line: str, file: Path) -> tuple[str, str]:
    name, sign, value = line.partition("=")
    if not sign:
        raise NewskgError(f"{file}: example {line!r} is not understood; write: NAME=VALUE")
    return name, value


def _choices(known: Mapping[str, Parameter]) -> str:
    return f"it has {', '.join(known)}" if known else "it has none"


def _number(value: str) -> ox.Literal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    kind = "integer" if number == number.to_integral_value() and "." not in value else "decimal"
    return ox.Literal(format(number, "f"), datatype=ox.NamedNode(f"{XSD}{kind}"))


def _date(value: str) -> ox.Literal:
    return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(f"{XSD}date"))


_TYPES: dict[str, tuple[Callable[[str], Term], str]] = {
    "name": (lambda value: ox.Literal(value, language="zh"), "the name as the pages give it"),
    "text": (lambda value: ox.Literal(value), "any text"),
    "number": (_number, "a number, as in 0.8"),
    "date": (_date, "a day, as in 2024-05-28"),
}
