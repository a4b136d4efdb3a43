"""What the scorer sees of each pair of names: numbers with a name each.

Positions and counts: how far apart, in which order, how many things of the kind the article names, in which
part of it. Words: how many of each list (words.toml here and that of kg/relations) stand between the two, in
front of them, and behind them up to the end of the clause. Rules: what the rules state of the two, of each by
itself, and of those named in one list with it.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import EntityType, Predicate, Statement
from kg.relations import words as shared
from kg.relations.encoding import BOUNDARY, DATE, PAPER, SCHEME, STRONG, TITLES, WEAK
from kg.relations.scorer.candidates import TYPES, Borders, Candidates, Flags, Ints, ranks
from kg.relations.scorer.standing import NAMES as STANDING
from kg.relations.scorer.standing import standing
from kg.relations.subjects import Subject

Matrix = NDArray[np.float32]
Counts = NDArray[np.int16]

REACH = 25  # characters behind a name in which words count
BEFORE = 20  # and in front of one
FOLLOWING = 60  # characters behind a person alone
_MARKS = {
    "comma": "，",
    "enumeration": "、",
    "semicolon": "；",
    "colon": "：",
    "opening quote": "“",
    "closing quote": "”",
    "stop": "。",
    "bracket": "（",
    "title quote": "《",
}
_RELATIONS = tuple(Predicate)
_PLAIN = (
    *("subject type", "object type", "order", "sentences apart", "characters apart", "clauses apart"),
    *("subject is a pronoun", "object is a pronoun", "subjects together", "objects together"),
    "inside a name",
    *("subject is a scheme", "object is a scheme", "subject is a paper", "object is a paper"),
    *("subjects of the type", "objects of the type", "rank of the subject", "rank of the object"),
    *("subject named", "object named", "subject in the headline", "object in the headline"),
    *("subject here in the headline", "object here in the headline"),
    *("name begins with the other", "name holds the other", "names begin alike"),
    *("subject in quotation", "object in quotation", "kind of the subject", "kind of the object"),
    *("in one list", "behind the first list", "in front of the second list"),
    *("sentence of the subject", "sentence of the object", "first naming of the subject"),
    *("first naming of the object", "subject is quoted", "sentences since the object"),
    *("length of the subject", "length of the object"),
)


@cache
def _lists() -> tuple[tuple[str, ...], re.Pattern[str], dict[str, tuple[int, ...]]]:
    """The names of the word lists, what finds their words, and the lists of each word."""
    own = tomllib.loads(files("kg.relations.scorer").joinpath("words.toml").read_text("utf-8"))
    more = {f"scorer {name}": row for name, row in own.items()}
    table: dict[str, Iterable[str]] = {**shared.words(), **more}
    member: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(table.values()):
        for word in dict.fromkeys(row):
            member[word].append(number)
    longest = sorted(member, key=lambda w: (-len(w), w))
    pattern = re.compile("|".join(map(re.escape, longest)))
    return tuple(table), pattern, {word: tuple(numbers) for word, numbers in member.items()}


@cache
def names() -> tuple[str, ...]:
    """The name of each column of `matrix`."""
    lists = _lists()[0]
    counted = (*(f"words {name}" for name in lists), *_MARKS, *(t.value for t in TYPES), "title", "date")
    of = [p.value for p in _RELATIONS]
    return (
        *_PLAIN,
        *STANDING,
        *(f"between: {name}" for name in counted),
        *(f"behind both: {name}" for name in lists),
        *(f"in front of both: {name}" for name in lists),
        *(f"behind the first: {name}" for name in lists),
        *(f"in front of the second: {name}" for name in lists),
        *(f"rules: {name}" for name in of),
        *(f"rules: {name} the other way" for name in of),
        *(f"rules: subject {name} another" for name in of),
        *(f"rules: another {name} object" for name in of),
        *(f"rules: another {name} subject" for name in of),
        *(f"rules: object {name} another" for name in of),
        *(f"rules: {name} of one in a list with the subject" for name in of),
        *(f"rules: {name} of one in a list with the object" for name in of),
    )


def told(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words of the lists stand in a stretch of an encoded text."""
    return [match.span() for match in _lists()[1].finditer(text, start, max(start, end))]


def matrix(pairs: Candidates, statements: Sequence[Statement], openings: Sequence[Subject] = ()) -> Matrix:
    """A row for each pair, a column for each of `names`. `statements` are what the rules read, `openings` the
    subjects of the document."""
    text = pairs.encoding.text
    codes, around = pairs.codes, pairs.around
    parts: list[NDArray[Any]] = [
        _plain(pairs, codes, around, statements),
        standing(pairs, openings),
        *_words(pairs, text, codes, around),
        *_rules(pairs, around, statements),
    ]
    found: Matrix = np.concatenate(parts, axis=1, dtype=np.float32, casting="unsafe")
    return found


def _plain(pairs: Candidates, codes: Ints, around: Borders, statements: Sequence[Statement]) -> Matrix:
    encoding, document = pairs.encoding, pairs.encoding.document
    subject, object_ = pairs.subject, pairs.object
    s, o = pairs.at[subject], pairs.at[object_]
    one, other = pairs.subjects(), pairs.objects()
    forward = s < o
    first, second = np.where(forward, subject, object_), np.where(forward, object_, subject)
    count = len(pairs.things)
    named = np.bincount(pairs.thing, minlength=count)
    start = np.full(count, len(codes), dtype=np.int64)
    np.minimum.at(start, pairs.thing, pairs.at)
    rank, alike = ranks(pairs.types.tolist(), start)
    top = np.array([encoding.items[p].start < document.article.body[0] for p in pairs.at.tolist()])
    headline = np.zeros(count, dtype=bool)
    headline[pairs.thing[top]] = True
    clause = np.searchsorted(around.stops, pairs.at)
    quotes = np.cumsum((codes == ord("“")).astype(np.int64) - (codes == ord("”")))
    mentions = [document.mentions[members[0]] for members in pairs.things]
    full = [m.name or m.text for m in mentions]
    detail = np.array([_kind(m.detail) for m in mentions], dtype=np.int64)
    length = np.array([len(name) for name in full], dtype=np.int64)
    likeness = np.array(
        [
            (
                full[a].startswith(mentions[b].text) or mentions[a].text.startswith(mentions[b].text),
                mentions[b].text in full[a],
                len(full[a]) > 2 and full[a][:2] == full[b][:2],
            )
            for a, b in zip(one.tolist(), other.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    weak = (codes >= ord(min(WEAK.values()))) & (codes <= ord(max(WEAK.values())))
    sentence = pairs.sentence
    sentence_of_first = np.zeros(count, dtype=np.int64)
    sentence_of_first[pairs.thing[::-1]] = sentence[::-1]
    quoted = np.zeros(count, dtype=bool)
    quoted[[pairs.thing_of[x.subject] for x in statements if x.object is None]] = True
    columns = [
        *(pairs.types[one], pairs.types[other], forward, np.abs(sentence[subject] - sentence[object_])),
        *(np.abs(s - o), np.abs(clause[subject] - clause[object_]), weak[s], weak[o]),
        *(pairs.several[subject], pairs.several[object_], s >= encoding.body_end),
        *(codes[s] == ord(SCHEME), codes[o] == ord(SCHEME), codes[s] == ord(PAPER), codes[o] == ord(PAPER)),
        *(alike[one], alike[other], rank[one], rank[other], named[one], named[other]),
        *(headline[one], headline[other], top[subject], top[object_], *likeness.T),
        *(quotes[s] > 0, quotes[o] > 0, detail[one], detail[other]),
        around.list_end[subject] == around.list_end[object_],
        *(around.list_end[first] - pairs.at[first], pairs.at[second] - around.list_start[second]),
        *(sentence[subject], sentence[object_], start[one], start[other], quoted[one]),
        *(sentence[subject] - sentence_of_first[other], length[one], length[other]),
    ]
    return np.stack(columns, axis=1, dtype=np.float32, casting="unsafe")


_KINDS = ("campaign", "project", "document", "plan", "law", "agreement", "platform", "mechanism", "foreign")


def _kind(detail: str | None) -> int:
    return 1 + _KINDS.index(detail) if detail in _KINDS else 0


def _words(pairs: Candidates, text: str, codes: Ints, around: Borders) -> list[Counts]:
    """Counts of words, marks and names between the two, and of words behind and in front of them."""
    lists, pattern, member = _lists()
    counts = np.zeros((len(text) + 1, len(lists) + len(_MARKS) + len(TYPES) + 2), dtype=np.int16)
    for match in pattern.finditer(text):
        for number in member[match.group()]:
            counts[match.start() + 1, number] = 1
    sign = _signs()[codes]
    there = np.flatnonzero(sign)
    counts[there + 1, len(lists) + sign[there] - 1] = 1
    total = np.cumsum(counts, axis=0, dtype=np.int16)

    def within(start: Ints, end: Ints, width: int) -> Counts:
        start = np.clip(start, 0, len(text))
        found: Counts = total[np.clip(end, start, len(text)), :width] - total[start, :width]
        return found

    s, o = pairs.at[pairs.subject], pairs.at[pairs.object]
    forward = s < o
    first = np.where(forward, pairs.subject, pairs.object)
    second = np.where(forward, pairs.object, pairs.subject)
    width = len(lists)

    def behind(occurrence: Ints) -> Counts:
        start = around.list_end[occurrence]
        return within(start, np.minimum(around.clause_end(start), start + REACH), width)

    def before(occurrence: Ints) -> Counts:
        end = around.list_start[occurrence]
        return within(np.maximum(around.clause_start(end), end - BEFORE) + 1, end + 1, width)

    # A person alone stands in front of what follows in the sentence.
    limits = np.flatnonzero(codes == ord(BOUNDARY))
    end = np.minimum(limits[np.minimum(np.searchsorted(limits, s), len(limits) - 1)], s + FOLLOWING)
    last = np.where(s == o, end, np.maximum(s, o))
    return [
        within(np.minimum(s, o) + 1, last, counts.shape[1]),
        behind(second),
        before(first),
        behind(first),
        before(second),
    ]


@cache
def _signs() -> Ints:
    """For each code point which mark or kind of name it is, counted from 1; 0 for all others."""
    table = np.zeros(0x110000, dtype=np.int64)
    table[[ord(mark) for mark in _MARKS.values()]] = np.arange(1, len(_MARKS) + 1)
    for number, kind in enumerate(TYPES, len(_MARKS) + 1):
        table[[ord(STRONG[kind]), ord(WEAK[kind])]] = number
    table[[ord(SCHEME), ord(PAPER)]] = len(_MARKS) + 1 + TYPES.index(EntityType.INITIATIVE)
    table[[ord(title) for title in TITLES.values()]] = len(_MARKS) + len(TYPES) + 1
    table[ord(DATE)] = len(_MARKS) + len(TYPES) + 2
    return table


def _rules(pairs: Candidates, around: Borders, statements: Sequence[Statement]) -> list[Counts]:
    """What the rules state of the two of each pair, of the one with others, and of those listed with them."""
    thing_of = pairs.thing_of
    count, width = len(pairs.things), len(_RELATIONS)
    stated = np.zeros((count, count, width), dtype=np.int16)
    for item in statements:
        if item.object is not None:
            one, other, kind = thing_of[item.subject], thing_of[item.object], _RELATIONS.index(item.predicate)
            stated[one, other, kind] = 1
            if item.predicate is Predicate.COOPERATES_WITH:
                stated[other, one, kind] = 1
    as_subject, as_object = stated.sum(axis=1, dtype=np.int16), stated.sum(axis=0, dtype=np.int16)
    s, o = pairs.subjects(), pairs.objects()
    direct = stated[s, o]
    listed = _listed(pairs, around)
    in_company = np.zeros(count, dtype=bool)
    in_company[pairs.thing[listed.sum(axis=1) > 1]] = True
    beside_subject, beside_object = np.zeros_like(direct), np.zeros_like(direct)
    for one, other, kind in np.argwhere(stated).tolist():
        if in_company[one]:
            beside_subject[listed[pairs.subject, one] & (o == other) & (s != one), kind] += 1
        if in_company[other]:
            beside_object[listed[pairs.object, other] & (s == one) & (o != other), kind] += 1
    return [
        direct,
        stated[o, s],
        as_subject[s] - direct,
        as_object[o] - direct,
        as_object[s],
        as_subject[o],
        beside_subject,
        beside_object,
    ]


def _listed(pairs: Candidates, around: Borders) -> Flags:
    """For each occurrence which things are named in its list, itself among them."""
    _, group = np.unique(around.list_end, return_inverse=True)
    member = np.zeros((int(group.max()) + 1, len(pairs.things)), dtype=bool)
    member[group, pairs.thing] = True
    found: Flags = member[group]
    return found
