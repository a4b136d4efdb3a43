"""Pairs of names of an article that may be related: each pair of things once, where they stand nearest.

What is said of one person alone (that the article quotes it) is told of pairs of the person with itself, one
for each place where it is named.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.model import ORGANIZATIONS, PEOPLE, PLACES, Document, EntityType, Predicate
from kg.relations.encoding import BOUNDARY, DATE, PAPER, SCHEME, STRONG, TITLES, WEAK, Encoding

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

TYPES = tuple(EntityType)
FARTHEST = 1  # sentences from one name of a pair to the other
FARTHEST_EVENT = 4  # where one is an event: 会上 carries farther

_ACTORS = ORGANIZATIONS | PLACES
_THINGS = frozenset({EntityType.INITIATIVE, EntityType.EVENT})
_EVENTS = frozenset({EntityType.EVENT})
_INITIATIVES = frozenset({EntityType.INITIATIVE})

# What may be related how. Posts are left to the rules, which know titles.
ENDS: dict[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    Predicate.AFFILIATED_WITH: (PEOPLE, ORGANIZATIONS),
    Predicate.ATTENDED: (PEOPLE | _ACTORS, _EVENTS),
    Predicate.SPOKE_AT: (PEOPLE, _EVENTS),
    Predicate.CHAIRED: (PEOPLE, _EVENTS),
    Predicate.ORGANIZED: (_ACTORS, _EVENTS),
    Predicate.HELD_IN: (_EVENTS, _ACTORS),
    Predicate.ISSUED: (_ACTORS | PEOPLE | _EVENTS, _INITIATIVES),
    Predicate.LEADS: (_ACTORS | PEOPLE, _THINGS | _ACTORS),
    Predicate.PROPOSED: (PEOPLE | _ACTORS, _INITIATIVES),
    Predicate.PART_OF: (_ACTORS | _THINGS, _ACTORS | _THINGS),
    Predicate.LOCATED_IN: (_ACTORS, PLACES),
    Predicate.COOPERATES_WITH: (_ACTORS, _ACTORS),
    Predicate.VISITED: (PEOPLE | _ACTORS, _ACTORS),
    Predicate.APPLIES_TO: (_THINGS, _ACTORS),
    Predicate.QUOTED_IN: (PEOPLE, PEOPLE),  # with itself
}
PREDICATES = tuple(ENDS)

_NAMES = frozenset({*STRONG.values(), *WEAK.values(), SCHEME, PAPER})
_LISTED = frozenset({*_NAMES, *TITLES.values(), DATE, *"、和与及以同，"})
_HEADS = frozenset({*_NAMES, *TITLES.values()})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs of an article, as parallel arrays over them, and what they refer to.

    Things are numbered; `things` has the mentions of each. An occurrence is a place in the encoded text where
    a name, or a word that stands for it, is found: `at` has its position, `thing` what it names.
    """

    encoding: Encoding
    things: tuple[tuple[int, ...], ...]
    thing_of: tuple[int, ...]  # of each mention
    types: Ints  # of each thing, an index into TYPES
    at: Ints  # of each occurrence
    thing: Ints
    mention: Ints
    several: Ints  # how many things the words of an occurrence stand for
    sentence: Ints  # of each occurrence; the inside of a name counts as one by itself
    subject: Ints  # of each pair, an occurrence
    object: Ints
    codes: Ints  # the code points of the encoded text
    around: "Borders"  # of each occurrence

    def __len__(self) -> int:
        return len(self.subject)

    def subjects(self) -> Ints:
        """The thing that is the subject of each pair."""
        return self.thing[self.subject]

    def objects(self) -> Ints:
        return self.thing[self.object]

    def may(self) -> Flags:
        """Whether each pair may be related by each of PREDICATES, by type."""
        found: Flags = allowed()[:, self.types[self.subjects()], self.types[self.objects()]]
        found &= (self.subject == self.object) == (np.array(PREDICATES) == Predicate.QUOTED_IN)[:, None]
        return found


@cache
def allowed() -> Flags:
    """By predicate, type of the subject and of the object."""
    table = np.zeros((len(PREDICATES), len(TYPES), len(TYPES)), dtype=bool)
    for row, (subjects, objects) in enumerate(ENDS.values()):
        for one in subjects:
            for other in objects:
                table[row, TYPES.index(one), TYPES.index(other)] = True
    return table


def things_of(document: Document) -> tuple[list[int], tuple[tuple[int, ...], ...]]:
    """The number of the thing that each mention names, and the mentions of each thing: mentions of one name
    and type are one."""
    numbers: dict[tuple[str, str], int] = {}
    thing = []
    members: list[list[int]] = []
    for index, mention in enumerate(document.mentions):
        kind = "Person" if mention.type in PEOPLE else mention.type.value
        number = numbers.setdefault((mention.name or mention.text, kind), len(numbers))
        if number == len(members):
            members.append([])
        members[number].append(index)
        thing.append(number)
    return thing, tuple(map(tuple, members))


def candidates(encoding: Encoding) -> Candidates | None:
    """The pairs of an encoded document, each where its names are fewest sentences, then fewest characters
    apart; None where there are none."""
    document = encoding.document
    thing_of, things = things_of(document)
    items = sorted(encoding.items.items())
    found = [(p, m, len(item.mentions)) for p, item in items for m in item.mentions]
    if not found:
        return None
    at, mention, several = (np.array(column, dtype=np.int64) for column in zip(*found, strict=True))
    thing = np.array(thing_of, dtype=np.int64)[mention]
    types = np.array([TYPES.index(document.mentions[m[0]].type) for m in things], dtype=np.int64)
    codes = codes_of(encoding.text)
    sentence = np.cumsum(codes == ord(BOUNDARY))[at]
    subject, object_ = _pairs(encoding, at, thing, types, sentence)
    if not len(subject):
        return None
    names = (at, thing, mention, several, sentence)
    around = borders(codes, at)
    return Candidates(encoding, things, tuple(thing_of), types, *names, subject, object_, codes, around)


def _pairs(encoding: Encoding, at: Ints, thing: Ints, types: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    related: Flags = np.logical_or.reduce(allowed()[[p is not Predicate.QUOTED_IN for p in PREDICATES]])
    kind = types[thing]
    near = np.abs(sentence[:, None] - sentence[None, :])
    inner = at >= encoding.body_end
    event = kind == TYPES.index(EntityType.EVENT)
    far = np.where(event[:, None] | event[None, :], FARTHEST_EVENT, FARTHEST)
    fits: Flags = related[kind[:, None], kind[None, :]] & (thing[:, None] != thing[None, :]) & (near <= far)
    fits &= (near == 0) | ~(inner[:, None] | inner[None, :])
    subject, object_ = np.nonzero(fits)
    key = thing[subject] * (int(thing.max()) + 1) + thing[object_]
    distance = np.abs(at[subject] - at[object_])
    order = np.lexsort((object_, subject, distance, near[subject, object_], key))
    first = np.ones(len(order), dtype=bool)
    first[1:] = key[order][1:] != key[order][:-1]
    chosen = order[first]
    alone = np.flatnonzero(np.isin(kind, [TYPES.index(t) for t in PEOPLE]) & ~inner)
    return np.append(subject[chosen], alone), np.append(object_[chosen], alone)


def codes_of(text: str) -> Ints:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Borders:
    """Where the list and the clause around each occurrence begin and end, as positions in the encoded text:
    that of the last character in front, that of the first behind."""

    list_start: Ints
    list_end: Ints
    stops: Ints  # of all clauses, sorted

    def clause_end(self, position: Ints) -> Ints:
        found: Ints = self.stops[np.minimum(np.searchsorted(self.stops, position), len(self.stops) - 1)]
        return found

    def clause_start(self, position: Ints) -> Ints:
        index = np.searchsorted(self.stops, position, side="right") - 1
        found: Ints = self.stops[np.maximum(index, 0)]
        return found


def borders(codes: Ints, at: Ints) -> Borders:
    """The borders around positions. A comma belongs to a list where a name or title stands behind it."""
    role = _roles()[codes]
    listed = role & _IN_LIST > 0
    listed &= (codes != ord("，")) | np.append(role[1:] & _HEAD > 0, False)
    outside = np.flatnonzero(~listed)
    behind = np.minimum(np.searchsorted(outside, at, side="right"), len(outside) - 1)
    before = np.maximum(np.searchsorted(outside, at, side="left") - 1, 0)
    stops = np.flatnonzero(role & _STOP)
    return Borders(outside[before], outside[behind], stops)


_IN_LIST, _HEAD, _STOP = 1, 2, 4


@cache
def _roles() -> Ints:
    """For each code point what it does at a border: the sum of the three above that hold."""
    table = np.zeros(0x110000, dtype=np.int64)
    for bit, characters in ((_IN_LIST, _LISTED), (_HEAD, _HEADS), (_STOP, f"，；。：！？{BOUNDARY}")):
        table[[ord(c) for c in sorted(characters)]] += bit
    return table


def ranks(values: Sequence[int], first: Ints) -> tuple[Ints, Ints]:
    """For things with a kind each (`values`) and the position of their first name: how many of the same kind
    were named before, and how many of that kind there are."""
    counts: Counter[int] = Counter()
    rank = np.zeros(len(values), dtype=np.int64)
    for index in np.argsort(first, kind="stable").tolist():
        rank[index] = counts[values[index]]
        counts[values[index]] += 1
    return rank, np.array([counts[value] for value in values], dtype=np.int64)
