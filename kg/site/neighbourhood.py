"""The neighbours of a thing, ranked by evidence, and where they stand in its picture.

The picture is a tree, not a web: names in two columns, each on a line to the middle. So every Chinese name
and every relation word is readable on paper, without a script, and on a telephone (a second, narrow form).
"""

from collections import defaultdict
from dataclasses import dataclass
from math import log2

from kg.model import Predicate
from kg.site.records import Fact, Records, Thing
from kg.site.words import words

_WIDE, _NARROW = 24, 14  # neighbours that are drawn
_ROW, _MARGIN = 30, 26
_OPENING, _CLOSING = "“‘《〈（(「『", "”’》〉）)」』、，"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing at the other end of some facts. `outgoing` tells whether the first fact leads to it; None where
    the relation has no direction."""

    thing: Thing
    facts: tuple[Fact, ...]
    evidence: int
    relation: str
    outgoing: bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """A neighbour as drawn: `side` is left or right (or narrow), `y` the height of its middle, `curve` the
    path to the centre, `width` of the line."""

    neighbour: Neighbour
    side: str
    y: float
    label: str
    curve: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing: its height, the lines of the name in the middle, rows, and how many are left out."""

    height: int
    title: tuple[str, ...]
    rows: tuple[Row, ...]
    hidden: int


def neighbours(records: Records, thing: str) -> tuple[Neighbour, ...]:
    """Who is connected to a thing, most evidence and then latest first. Articles are no neighbours."""
    grouped: dict[str, list[Fact]] = defaultdict(list)
    for fact in records.about.get(thing, ()):
        other = records.other(fact, thing)
        if other in records.things and other != thing:
            grouped[other].append(fact)
    found = [
        Neighbour(
            records.things[other],
            tuple(facts),
            sum(len(fact.passages) for fact in facts),
            _relation(facts),
            None if facts[0].predicate == Predicate.COOPERATES_WITH else facts[0].subject == thing,
        )
        for other, facts in grouped.items()
    ]
    found.sort(key=lambda n: (n.thing.name, n.thing.id))
    return tuple(sorted(found, key=lambda n: (n.evidence, _latest(n)), reverse=True))


def _latest(neighbour: Neighbour) -> str:
    return max(fact.last or "" for fact in neighbour.facts)


def wide(thing: Thing, ranked: tuple[Neighbour, ...]) -> Picture:
    """Two columns around the name; width 880."""
    shown = _by_family(ranked[:_WIDE])
    half = (len(shown) + 1) // 2
    columns = (("left", shown[:half]), ("right", shown[half:]))
    title = _lines(thing.name, 8, 4)
    height = max(max(half, 1) * _ROW + 2 * _MARGIN, len(title) * 22 + 60)
    middle = height / 2
    reach = len(title) * 11 + 4  # half the height of the box in the middle
    rows = []
    for side, column in columns:
        top = middle - (len(column) - 1) * _ROW / 2
        for number, neighbour in enumerate(column):
            y = top + number * _ROW
            step = 2 * reach / (len(column) + 1)
            end = middle - reach + (number + 1) * step
            near, far, bend = (370, 306, 338) if side == "left" else (510, 574, 542)
            curve = f"M{near} {end:.1f}C{bend} {end:.1f} {bend} {y:.1f} {far} {y:.1f}"
            rows.append(Row(neighbour, side, y, neighbour.thing.short(15), curve, _width(neighbour)))
    return Picture(int(height), title, tuple(rows), len(ranked) - len(shown))


def narrow(thing: Thing, ranked: tuple[Neighbour, ...]) -> Picture:
    """One column under the name; width 360."""
    shown = _by_family(ranked[:_NARROW])
    title = _lines(thing.name, 20, 2)
    top = 20 + len(title) * 24 + 12
    rows = []
    for number, neighbour in enumerate(shown):
        y = top + number * 34
        curve = f"M14 {top - 24}V{y - 10}Q14 {y} 24 {y}H32"
        rows.append(Row(neighbour, "narrow", y, neighbour.thing.short(16), curve, _width(neighbour)))
    return Picture(top + len(shown) * 34 - 10, title, tuple(rows), len(ranked) - len(shown))


def _by_family(ranked: tuple[Neighbour, ...]) -> list[Neighbour]:
    """The same kinds of things together, most evidence first within a kind."""
    families = list(words().families)
    order = {kind: families.index(row.family) for kind, row in words().types.items()}
    return sorted(ranked, key=lambda n: order[n.thing.type])


def _relation(facts: list[Fact]) -> str:
    """The words on a line: the best evidenced relation, 等 where there are others."""
    kinds = list(dict.fromkeys(fact.predicate for fact in facts))
    word = words().relations[kinds[0]].word
    if kinds[0] == Predicate.HOLDS_POST and facts[0].title:
        word = _short(facts[0].title, 5)
    return word + "等" if len(kinds) > 1 and len(word) < 5 else word


def _width(neighbour: Neighbour) -> float:
    return round(min(1 + log2(max(neighbour.evidence, 1)), 5), 1)


def _short(name: str, length: int) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"


def _lines(name: str, length: int, most: int) -> tuple[str, ...]:
    """A name in lines of about equal length; none ends with an opening mark or begins with a closing one."""
    count = min(-(-len(name) // length), most) or 1
    size = min(-(-len(name) // count), length)
    lines: list[str] = []
    at = 0
    while at < len(name) and len(lines) < most:
        end = min(at + size, len(name))
        if end < len(name) and name[end - 1] in _OPENING and end - at > 1:
            end -= 1
        elif end < len(name) and name[end] in _CLOSING:
            end += 1
        lines.append(name[at:end])
        at = end
    if at < len(name):
        lines[-1] = lines[-1][:-1] + "…"
    return tuple(lines)
