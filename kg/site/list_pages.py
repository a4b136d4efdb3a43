"""The front page, the lists by type, and the page that says how to read all this."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from kg.model import Predicate
from kg.site.names import PEOPLE, sort_key
from kg.site.page import render
from kg.site.records import Records, Thing
from kg.site.words import TypeWords, words

_ROWS = 1500  # of a list on one page
_TOP = 8  # names of a type on the front page


@dataclass(frozen=True, slots=True)
class _Row:
    thing: Thing
    about: str
    weight: int
    stories: int
    date: str | None
    order: int


def pages(env: Environment, records: Records) -> Iterator[tuple[str, str]]:
    """(path, html) of index.html, about.html and t/*.html."""
    ranked = _by_type(records)
    present = [words().types[key] for key in ranked]
    yield "index.html", _front(env, records, ranked)
    yield "about.html", _about(env, records)
    for type_ in present:
        rows = _rows(records, ranked[type_.id])
        count = -(-len(rows) // _ROWS)
        for number in range(1, count + 1):
            yield (
                _path(type_, number),
                render(
                    env,
                    "list.html",
                    _path(type_, number),
                    type=type_,
                    types=present,
                    total=len(rows),
                    rows=rows[(number - 1) * _ROWS : number * _ROWS],
                    page=number,
                    pages=count,
                    page_path=lambda n, type_=type_: _path(type_, n),
                    about_title="职务" if type_.id in PEOPLE else "又作",
                ),
            )


def _path(type_: TypeWords, number: int) -> str:
    return type_.path if number == 1 else type_.path.replace(".html", f"-{number}.html")


def weight(records: Records, thing: Thing) -> int:
    """Passages that speak of a thing; of a journalist, articles."""
    return records.weight(thing.id) or (
        len(records.named.get(thing.id, ())) if thing.type == "Journalist" else 0
    )


def _by_type(records: Records) -> dict[str, list[Thing]]:
    """Type to its things, most evidenced first, types in the order of the words, empty ones left out."""
    ordered = sorted(
        records.things.values(),
        key=lambda t: (-weight(records, t), -len(records.named.get(t.id, ())), t.name, t.id),
    )
    grouped = {key: [thing for thing in ordered if thing.type == key] for key in words().types}
    return {key: things for key, things in grouped.items() if things}


def _front(env: Environment, records: Records, ranked: dict[str, list[Thing]]) -> str:
    latest = sorted(records.stories.values(), key=lambda s: (s.date or "", s.id), reverse=True)
    passages = sum(len(fact.passages) for fact in records.facts)
    entities = sum(len(things) for key, things in ranked.items() if key != "Journalist")
    return render(
        env,
        "index.html",
        "index.html",
        counts=[
            (f"{len(records.stories):,}", "报道", None),
            (f"{entities:,}", "人、机构、事与地", None),
            (f"{len(records.facts):,}", "陈述", "graph.html"),
            (f"{passages:,}", "原文依据", None),
        ],
        lists=[
            (words().types[key], f"{len(things):,}", _top(records, things)) for key, things in ranked.items()
        ],
        latest=latest[:14],
        sheets=tuple(reversed(records.sheets))[:20],
    )


def _top(records: Records, things: list[Thing]) -> list[tuple[Thing, int]]:
    """The first names of a list; those without evidence only where there are no others."""
    ranked = [(thing, weight(records, thing)) for thing in things[:_TOP]]
    return [row for row in ranked if row[1]] or ranked


def _rows(records: Records, things: list[Thing]) -> list[_Row]:
    order = {
        thing.id: number
        for number, thing in enumerate(sorted(things, key=lambda t: sort_key(t.name, t.type in PEOPLE)))
    }
    rows = []
    for thing in things:
        stories = records.named.get(thing.id, ())
        dates = [day for key in stories if (day := records.stories[key].date)]
        about = _posts(records, thing) if thing.type in PEOPLE else "、".join(thing.aliases[:3])
        last = max(dates, default=None)
        rows.append(_Row(thing, about, weight(records, thing), len(stories), last, order[thing.id]))
    return rows


def _posts(records: Records, thing: Thing) -> str:
    """The best evidenced posts of a person in words."""
    said = [
        f"{records.things[fact.object].name}{fact.title or ''}"
        for fact in records.about.get(thing.id, ())
        if fact.predicate == Predicate.HOLDS_POST and fact.modality == "asserted" and fact.subject == thing.id
    ]
    return "；".join(said[:2]) + (" 等" if len(said) > 2 else "")


def _about(env: Environment, records: Records) -> str:
    relations = Counter(fact.predicate for fact in records.facts)
    rules = Counter(passage.rule for fact in records.facts for passage in fact.passages)
    return render(
        env,
        "about.html",
        "about.html",
        triples=f"{records.triples:,}",
        relations=[(r.word, relations[r.id]) for r in words().relations.values() if relations[r.id]],
        rules=[
            (records.rules[key].name if key in records.rules else key, count)
            for key, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))
        ],
    )
