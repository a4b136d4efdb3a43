"""Which ready query answers a question in plain words, and with which names filled in.

No language is understood here: a question and a query are near when they share pairs of characters (words, in
English) that few queries have; the names of the graph that stand in the question become parameters.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import pyoxigraph as ox

from kg.graph import ontology, queries, sparql
from kg.graph.queries import Parameter, ReadyQuery
from kg.graph.store import open_store
from kg.graph.terms import KG, RDFS

_NAMES = """SELECT DISTINCT ?name ?kind { ?x a ?kind ; rdfs:label|skos:altLabel ?name .
  VALUES ?kind { kg:Person kg:Company kg:Organization kg:Place kg:Initiative kg:Event kg:Journalist
    org:Role } }"""
# How the title of a parameter (Chinese) says what it is about, and the class of a name that fits.
_ABOUT = (
    ("企业", "Company"),
    ("组织", "Organization"),
    ("地方", "Place"),
    ("举措", "Initiative"),
    ("活动", "Event"),
    ("记者", "Journalist"),
    ("职名", "Role"),
    ("人", "Person"),
)
_TITLE, _TERM, _FIT, _UNFIT = 3.0, 1.5, 8.0, -8.0
_ASKING = re.compile(
    "什么|哪里|哪儿|哪些|哪个|多少|怎么|有没有|[谁吗呢了过的是和与在有]"
)  # every question has them
_TERM_NAME = re.compile(r"\bkg:([a-z]\w+)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ready query and the values for its parameters that the question gives."""

    query: ReadyQuery
    values: dict[str, str]

    @property
    def command(self) -> str:
        """What to type to ask it."""
        values = (
            f"{name}={value}" if " " not in value else f"'{name}={value}'"
            for name, value in self.values.items()
        )
        return " ".join(["kg query", self.query.name, *values])


def suggest(question: str, store: Path | None = None, most: int = 5) -> list[Suggestion]:
    """The ready queries nearest to a question in Chinese or English, the nearest first, at most `most`.

    `store` is where the names are looked up; without it none is filled in. An empty list where nothing in
    the question is like any query.
    """
    names = _names_in(question, store) if store else {}
    rest = question
    for name in names:
        rest = rest.replace(name, " ")
    wanted = _grams(rest)
    scored = []
    for query in queries.ready():
        values = _values(query, names)
        near = sum(weight for gram, weight in _index()[query.name].items() if gram in wanted)
        fit = _FIT * len(values) + _UNFIT * (len(names) - len(values)) if names else 0.0
        if near > 0 or values:
            scored.append((-(near + fit), query.name, Suggestion(query, values)))
    return [suggestion for _, _, suggestion in sorted(scored, key=lambda item: item[:2])[:most]]


def _names_in(question: str, store: Path) -> dict[str, frozenset[str]]:
    """The names of the graph that stand in the question, in its order, none inside another; with classes."""
    known: dict[str, set[str]] = {}
    with open_store(store) as opened:
        for row in sparql.run(opened, _NAMES):
            if len(row["name"]) > 1 and row["name"] in question:
                known.setdefault(row["name"], set()).add(re.split("[#/]", row["kind"])[-1])
    found: dict[str, frozenset[str]] = {}
    left = question
    for name in sorted(known, key=lambda name: (-len(name), name)):
        if name in left:
            found[name] = frozenset(known[name])
            left = left.replace(name, "\0")
    return dict(sorted(found.items(), key=lambda item: question.index(item[0])))


def _values(query: ReadyQuery, names: dict[str, frozenset[str]]) -> dict[str, str]:
    """Names to parameters that ask for their class, each name and each parameter once."""
    free = [parameter for parameter in query.parameters if parameter.type == "name"]
    values = {}
    for name, kinds in names.items():
        fitting = next((p for p in free if _asks_for(p, kinds)), None)
        if fitting:
            values[fitting.name] = name
            free.remove(fitting)
    return values


def _asks_for(parameter: Parameter, kinds: frozenset[str]) -> bool:
    title = parameter.title.partition("；")[0]
    if "类" in title:  # asks for a class, not for a thing of it
        return False
    return any(word in title and kind in kinds for word, kind in _ABOUT)


@cache
def _index() -> dict[str, dict[str, float]]:
    """For each query the weight of each pair of characters and each English word that speaks for it."""
    texts = {
        query.name: (_grams(f"{query.title} {query.description}"), _grams(_terms(query)))
        for query in queries.ready()
    }
    having = Counter(gram for title, terms in texts.values() for gram in title | terms)
    rarity = {gram: log(1 + len(texts) / number) for gram, number in having.items()}
    return {
        name: {gram: rarity[gram] * (_TITLE if gram in title else _TERM) for gram in sorted(title | terms)}
        for name, (title, terms) in texts.items()
    }


def _terms(query: ReadyQuery) -> str:
    """What the ontology says of the terms that a query uses, and what it says of its parameters."""
    told = _meanings()
    used = sorted(set(_TERM_NAME.findall(query.text)))
    return " ".join([*(told.get(name, "") for name in used), *(p.title for p in query.parameters)])


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for triple in ox.parse(path=ontology.folder() / "newskg.ttl"):
        if triple.predicate.value in (f"{RDFS}label", f"{RDFS}comment") and isinstance(
            triple.subject, ox.NamedNode
        ):
            name = triple.subject.value.removeprefix(KG)
            found[name] = f"{found.get(name, '')} {getattr(triple.object, 'value', '')}"
    return found


def _grams(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, and English words without their endings."""
    runs = re.findall("[\\u4e00-\\u9fff]+", _ASKING.sub(" ", text))
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    return frozenset(pairs | {word.lower()[:5] for word in re.findall("[A-Za-z]{4,}", text)})
