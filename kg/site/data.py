"""What scripts read: the index of names, the links of all things, and the sentences behind them.

From a disk a page may load scripts and nothing else, so each file is a script of one call, KG.give(name, …).
Columns are strings with a line for each row: a browser reads those many times faster than lists.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import Predicate
from kg.site.names import PEOPLE, normal, readings
from kg.site.numbering import FACTS_A_FILE, Numbering
from kg.site.records import Fact, Records, Thing, token
from kg.site.sources import Quotes, percent
from kg.site.words import day, span, words

_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script(name: str, value: object) -> str:
    """A data file: nothing in it can end the script or be read as markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"KG.give({json.dumps(name)},{text.translate(_ESCAPES)});\n"


def files(records: Records, numbers: Numbering, quotes: Quotes) -> Iterator[tuple[str, str]]:
    """(path, text) of each data file."""
    yield "data/search.js", script("search", _search(records))
    yield "data/links.js", script("links", _links(numbers))
    for number in range(-(-len(numbers.facts) // FACTS_A_FILE)):
        facts = numbers.facts[number * FACTS_A_FILE : (number + 1) * FACTS_A_FILE]
        name = f"evidence-{number}"
        yield f"data/{name}.js", script(name, [evidence(records, quotes, fact) for fact in facts])


def _search(records: Records) -> dict[str, object]:
    """One row a thing, the best evidenced first: a scan over the columns is the search.

    `own` rows have a page of their own. What a name is compared by stands in `plain` only where it is not the
    name itself.
    """
    kinds = {key: number for number, key in enumerate(words().types)}
    names = ("name", "note", "plain", "other", "pinyin", "initials")
    columns: dict[str, list[str]] = {key: [] for key in names}
    namesakes = Counter(thing.name for thing in records.things.values())
    things = [records.things[key] for key in records.ranked]
    for thing in things:
        person = thing.type in PEOPLE
        spoken = [way for name in (thing.name, *thing.aliases) for way in readings(name, person)]
        plain = normal(thing.name)
        columns["name"].append(_line(thing.name))
        columns["note"].append(_line(_note(records, thing, namesakes[thing.name] > 1)))
        columns["plain"].append("" if plain == thing.name else plain)
        columns["other"].append(_fenced(normal(alias) for alias in thing.aliases))
        columns["pinyin"].append(_fenced("".join(way) for way in spoken))
        columns["initials"].append(_fenced("".join(s[:1] for s in way) for way in spoken))
    known = words()
    return {
        "types": [
            {
                "id": t.id,
                "word": t.word,
                "list": t.list,
                "family": t.family,
                "shape": known.families[t.family].shape,
            }
            for t in known.types.values()
        ],
        "own": sum(1 for thing in things if not thing.shared),
        "token": "".join(token(thing.id) for thing in things),
        "type": "".join(chr(ord("a") + kinds[thing.type]) for thing in things),
        "weight": [records.weight(t.id) or len(records.named.get(t.id, ())) for t in things],
        **{key: "\n".join(column) for key, column in columns.items()},
    }


def _line(text: str) -> str:
    return " ".join(text.split())


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


def _links(numbers: Numbering) -> dict[str, object]:
    """Every fact between two things as columns of numbers: rows of the index, places in lists of words."""
    known = words()
    relations, modalities = list(known.relations), list(known.modality)
    facts = numbers.facts[: numbers.linked]
    titles = sorted({fact.title or "" for fact in facts} | {""})
    days = sorted({day for fact in facts for day in (fact.first, fact.last) if day} | {""})
    title, date = ({value: n for n, value in enumerate(values)} for values in (titles, days))
    return {
        "relations": [known.relations[key].word for key in relations],
        "modalities": [known.modality[key] for key in modalities],
        "symmetric": relations.index(Predicate.COOPERATES_WITH),
        "titles": titles,
        "days": days,
        "subject": [numbers.rows[fact.subject] for fact in facts],
        "object": [numbers.rows[fact.object] for fact in facts],
        "relation": [relations.index(fact.predicate) for fact in facts],
        "modality": [modalities.index(fact.modality) for fact in facts],
        "title": [title[fact.title or ""] for fact in facts],
        "evidence": [len(fact.passages) for fact in facts],
        "first": [date[fact.first or ""] for fact in facts],
        "last": [date[fact.last or ""] for fact in facts],
    }


def evidence(records: Records, quotes: Quotes, fact: Fact) -> dict[str, object]:
    """A fact with its sentences: [piece, role, stated] each, as the pages show them."""
    return {
        "id": token(fact.id),
        "subject": _end(records, fact.subject),
        "object": _end(records, fact.object),
        "relation": words().relations[fact.predicate].word,
        "title": fact.title or "",
        "modality": words().modality.get(fact.modality, ""),
        "confidence": percent(fact.confidence),
        "span": span(fact.first, fact.last),
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


def _end(records: Records, key: str) -> list[str]:
    """Name, path and family of an end of a fact; an article has no family."""
    thing = records.things.get(key)
    if thing is None:
        story = records.stories[key]
        return [f"《{story.headline}》", story.path, ""]
    return [thing.name, thing.path, words().types[thing.type].family]
