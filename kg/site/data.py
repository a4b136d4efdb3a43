"""What scripts read: the index of names, the links of all things, and the sentences behind them.

From a disk a page may load scripts and nothing else, so each file is a script of one call, KG.give(name, …).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Predicate
from kg.site.names import PEOPLE, normal, readings
from kg.site.page import visible
from kg.site.records import Fact, Records, Thing, token
from kg.site.sources import Quotes, percent
from kg.site.words import day, words

_FACTS_A_FILE = 400
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script(name: str, value: object) -> str:
    """A data file: nothing in it can end the script or be read as markup."""
    text = json.dumps(_clean(value), ensure_ascii=False, separators=(",", ":"))
    return f"KG.give({json.dumps(name)},{text.translate(_ESCAPES)});\n"


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return visible(value)


def files(records: Records, quotes: Quotes) -> Iterator[tuple[str, str]]:
    """(path, text) of each data file."""
    yield "data/search.js", script("search", _search(records))
    yield "data/links.js", script("links", _links(records))
    for number, facts in evidence(records, quotes).items():
        yield f"data/evidence-{number}.js", script(f"evidence-{number}", facts)


def shards(records: Records) -> int:
    """Over how many files the sentences are spread."""
    return min(max(1, -(-len(records.facts) // _FACTS_A_FILE)), 4096)


def shard(fact: Fact, total: int) -> int:
    return int(token(fact.id)[:6], 16) % total


def _search(records: Records) -> dict[str, object]:
    """Columns, one row a thing, in order of id: a scan over them is the search."""
    types = list(words().types)
    names = ("token", "name", "note", "type", "weight", "plain", "other", "pinyin", "initials")
    columns: dict[str, list[object]] = {key: [] for key in names}
    namesakes = Counter(thing.name for thing in records.things.values())
    for thing in records.things.values():
        person = thing.type in PEOPLE
        spoken = [way for name in (thing.name, *thing.aliases) for way in readings(name, person)]
        weight = records.weight(thing.id) or len(records.named.get(thing.id, ()))
        row = {
            "token": token(thing.id),
            "name": thing.name,
            "note": _note(records, thing, namesakes[thing.name] > 1),
            "type": types.index(thing.type),
            "weight": weight,
            "plain": normal(thing.name),
            "other": _fenced(normal(alias) for alias in thing.aliases),
            "pinyin": _fenced("".join(way) for way in spoken),
            "initials": _fenced("".join(s[:1] for s in way) for way in spoken),
        }
        for key, value in row.items():
            columns[key].append(value)
    kinds = [
        {"word": t.word, "list": t.list, "family": t.family, "shape": words().families[t.family].shape}
        for t in words().types.values()
    ]
    return {"types": kinds, **columns}


def _note(records: Records, thing: Thing, shared: bool) -> str:
    """What tells a thing from others of its name: a person's post, what another is part of."""
    for fact in records.about.get(thing.id, ()):
        other = records.things.get(fact.object)
        if fact.subject == thing.id and other and fact.modality == "asserted":
            if fact.predicate == Predicate.HOLDS_POST:
                return f"{other.short(14)} {fact.title or ''}".strip()
            if shared and fact.predicate in (Predicate.PART_OF, Predicate.LOCATED_IN):
                return other.short(14)
    above = records.above.get(thing.id, ()) if shared else ()
    return records.things[above[0]].name if above else ""


def _fenced(names: Iterable[str]) -> str:
    """Names with a bar before, between and behind them: so a scan sees where one begins and ends."""
    found = [name for name in dict.fromkeys(names) if name]
    return f"|{'|'.join(found)}|" if found else ""


def _links(records: Records) -> dict[str, object]:
    """Every fact between two things, as columns; numbers of things are rows of the search index."""
    rows = {key: number for number, key in enumerate(records.things)}
    relations = list(words().relations)
    modalities = list(words().modality)
    facts = [fact for fact in records.facts if fact.object in rows]
    return {
        "relations": [words().relations[key].word for key in relations],
        "modalities": [words().modality[key] for key in modalities],
        "symmetric": relations.index(Predicate.COOPERATES_WITH),
        "shards": shards(records),
        "subject": [rows[fact.subject] for fact in facts],
        "object": [rows[fact.object] for fact in facts],
        "relation": [relations.index(fact.predicate) for fact in facts],
        "modality": [modalities.index(fact.modality) for fact in facts],
        "title": [fact.title or "" for fact in facts],
        "evidence": [len(fact.passages) for fact in facts],
        "first": [fact.first or "" for fact in facts],
        "last": [fact.last or "" for fact in facts],
        "fact": [token(fact.id) for fact in facts],
    }


def evidence(records: Records, quotes: Quotes) -> dict[int, dict[str, object]]:
    """File number to facts with their sentences: [piece, role, stated] each, as the pages show them."""
    total = shards(records)
    found: dict[int, dict[str, object]] = defaultdict(dict)
    for number in range(total):
        found[number] = {}
    for fact in sorted(records.facts, key=lambda fact: token(fact.id)):
        if fact.object in records.things:
            found[shard(fact, total)][token(fact.id)] = {
                "subject": [records.things[fact.subject].name, records.things[fact.subject].path],
                "object": [records.things[fact.object].name, records.things[fact.object].path],
                "relation": words().relations[fact.predicate].word,
                "title": fact.title or "",
                "modality": words().modality.get(fact.modality, ""),
                "confidence": percent(fact.confidence),
                "quotes": [
                    {
                        "path": q.path,
                        "headline": q.story.headline,
                        "day": day(q.story.date),
                        "rule": q.rule,
                        "confidence": q.confidence,
                        "pieces": [[p.text, p.role, int(p.stated)] for p in q.pieces],
                    }
                    for q in quotes.of(fact)
                ],
            }
    return dict(found)
