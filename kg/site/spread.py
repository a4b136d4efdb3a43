"""How an initiative spreads: who carries it at each level of the administration, and since when."""

from dataclasses import dataclass

from kg.model import Predicate
from kg.site.records import Fact, Records, Thing
from kg.site.words import TypeWords, words

_CARRIES = (Predicate.LEADS, Predicate.ISSUED)
_LEVELS = ("Province", "City", "County", "Locality")
_UP = (Predicate.LOCATED_IN, Predicate.PART_OF)
_FAR = 4  # steps from an office to the division that it belongs to


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries the initiative, or where it applies, and when that was first and last seen."""

    thing: Thing
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the administration with those who carry the initiative there, the earliest first."""

    type: TypeWords
    carriers: list[Carrier]

    @property
    def first(self) -> str | None:
        return min((carrier.first for carrier in self.carriers if carrier.first), default=None)


def levels(records: Records, thing: Thing) -> list[Level]:
    """The levels from province to village at which an initiative is carried or applies; empty where there are
    not two, or where the thing is no initiative."""
    if thing.type != "Initiative":
        return []
    found: dict[str, dict[str, list[str]]] = {}
    for fact in records.about.get(thing.id, ()):
        other = _party(fact, thing.id)
        level = _level(records, other) if other and fact.modality != "negated" else None
        if other and level:
            days = found.setdefault(level, {}).setdefault(other, [])
            days += [day for day in (fact.first, fact.last) if day]
    if len(found) < 2:
        return []
    return [
        Level(words().types[level], _carriers(records, found[level])) for level in _LEVELS if level in found
    ]


def _carriers(records: Records, seen: dict[str, list[str]]) -> list[Carrier]:
    carriers = [
        Carrier(records.things[key], min(days, default=None), max(days, default=None))
        for key, days in seen.items()
    ]
    return sorted(carriers, key=lambda c: (c.first or "~", c.thing.name, c.thing.id))


def _party(fact: Fact, initiative: str) -> str | None:
    if fact.predicate in _CARRIES and fact.object == initiative:
        return fact.subject
    if fact.predicate == Predicate.APPLIES_TO and fact.subject == initiative:
        return fact.object
    return None


def _level(records: Records, key: str) -> str | None:
    """The level of a division, or of that in which an organisation is said to be."""
    seen: set[str] = set()
    for _ in range(_FAR):
        thing = records.things.get(key)
        if thing is None or key in seen:
            return None
        if thing.type in _LEVELS:
            return thing.type
        seen.add(key)
        above = [f.object for f in records.about.get(key, ()) if f.subject == key and f.predicate in _UP]
        above += [target for target in records.above.get(key, ()) if target not in above]
        if not above:
            return None
        key = min(above, key=lambda target: (_nearest(records, target), target))
    return None


def _nearest(records: Records, key: str) -> int:
    """Divisions first, the smallest of them before the others."""
    thing = records.things.get(key)
    return -_LEVELS.index(thing.type) if thing and thing.type in _LEVELS else 1
