"""How the two names of a pair stand to what is around them: what touches them, who acts in their clause,
which event was named of late, how many rivals stand between."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.model import ORGANIZATIONS, PEOPLE, PLACES, EntityType
from kg.relations.encoding import BOUNDARY, DATE, STRONG, TITLES, WEAK
from kg.relations.scorer.candidates import TYPES, Candidates, Flags, Ints
from kg.relations.subjects import Subject

_KINDS = {
    "person": "".join(STRONG[t] + WEAK[t] for t in sorted(PEOPLE)),
    "organisation": "".join(STRONG[t] + WEAK[t] for t in sorted(ORGANIZATIONS)),
    "place": "".join(STRONG[t] + WEAK[t] for t in sorted(PLACES)),
    "title": "".join(TITLES.values()),
    "date": DATE,
}
_TOUCHING = {
    "border": BOUNDARY,
    "comma": "，",
    "enumeration": "、",
    "semicolon": "；",
    "stop": "。",
    "colon": "：",
    "opening quote": "“",
    "closing quote": "”",
    "bracket": "（）",
    "dash": "—",
    "by": "由",
    "with": "与和同及",
    "at": "在",
    "to": "到赴",
    "of": "的",
    "for": "对向为给让",
    "and so on": "等",
    "up": "上",
    "already": "将已正",
    **_KINDS,
}
_SIDES = ("in front of the subject", "behind the subject", "in front of the object", "behind the object")
_OTHERS = (
    *("subject opens a clause", "object opens a clause", "subject in force at the object"),
    *("subject opens the sentence of the object", "subject opens the sentence before the object"),
    *("subject in force in front of the object", "object in force at the subject", "openings between"),
    *("openings in front of the object", "object is the last event", "object is the next event"),
    *("events so far", "events in the sentence", "actors in front in the clause", "rivals of the subject"),
    *("rivals of the object", "people in the list", "people in front in the list", "names in front"),
    *("names in front of the object", "in one paragraph", "subject in a first sentence"),
    "object in a first sentence",
)
NAMES = (*(f"{side}: {what}" for side in _SIDES for what in _TOUCHING), *_OTHERS)
_MOST = 5  # names in front that are told apart


@cache
def _touching() -> Ints:
    """For each code point its place in _TOUCHING, counted from 1; 0 for all others."""
    table = np.zeros(0x110000, dtype=np.int64)
    for number, characters in enumerate(_TOUCHING.values(), 1):
        table[[ord(c) for c in characters]] = number
    return table


@cache
def _groups() -> Ints:
    """The group of each type: people, organisations, places, things done."""
    rank = [(t in PEOPLE, t in ORGANIZATIONS, t in PLACES, True).index(True) for t in TYPES]
    return np.array(rank, dtype=np.int64)


def standing(pairs: Candidates, openings: Sequence[Subject]) -> NDArray[np.int16]:
    """A row for each pair, a column for each of NAMES. `openings` are the subjects of the document."""
    touched = _touched(pairs)
    others = [*_acting(pairs, openings), *_events(pairs), *_crowd(pairs), *_paragraphs(pairs)]
    return np.concatenate([touched, np.stack(others, axis=1)], axis=1, dtype=np.int16, casting="unsafe")


def _touched(pairs: Candidates) -> Flags:
    what = _touching()[np.append(pairs.codes, 0)]
    s, o = pairs.at[pairs.subject], pairs.at[pairs.object]
    kinds = np.arange(1, len(_TOUCHING) + 1)
    return np.concatenate([what[at][:, None] == kinds for at in (s - 1, s + 1, o - 1, o + 1)], axis=1)


def _acting(pairs: Candidates, openings: Sequence[Subject]) -> list[NDArray[np.generic]]:
    """Who opens the clauses around a pair: the subject in force is the last to have opened one."""
    count = len(openings)
    starts = np.array([opening.start for opening in openings], dtype=np.int64)
    ends = np.array([*(opening.end for opening in openings), -1], dtype=np.int64)
    acts = np.zeros((count + 1, len(pairs.things)), dtype=bool)  # the last row is nobody
    for number, opening in enumerate(openings):
        speaking = opening.speaker.mentions if opening.speaker else ()
        acts[number, [pairs.thing_of[m] for m in (*opening.mentions, *speaking)]] = True
    s, o = pairs.at[pairs.subject], pairs.at[pairs.object]
    one, other = pairs.subjects(), pairs.objects()
    limits = np.flatnonzero(pairs.codes == ord(BOUNDARY))

    def begin(position: Ints, back: int = 1) -> Ints:
        found: Ints = limits[np.maximum(np.searchsorted(limits, position) - back, 0)]
        return found

    def last(position: Ints) -> Ints:
        found: Ints = np.searchsorted(starts, position, side="right") - 1
        return found

    def first(start: Ints, end: Ints) -> Ints:
        number = np.searchsorted(starts, start)
        found: Ints = np.where(number <= last(end), number, count)
        return found

    at_s, at_o = last(s), last(o)
    here_s = np.where(at_s >= np.searchsorted(starts, begin(s)), at_s, count)
    here_o = np.where(at_o >= np.searchsorted(starts, begin(o)), at_o, count)
    earlier = np.where(acts[here_o, other] & (here_o > 0) & (here_o < count), here_o - 1, here_o)
    return [
        ends[at_s] > s,
        ends[at_o] > o,
        acts[earlier, one],
        acts[first(begin(o), o), one],
        acts[first(begin(o, 2), begin(o)), one],
        acts[at_o, one],
        acts[here_s, other],
        np.abs(at_o - at_s),
        np.maximum(0, at_o + 1 - np.searchsorted(starts, begin(o))),
    ]


def _events(pairs: Candidates) -> list[NDArray[np.generic]]:
    is_event = pairs.types[pairs.thing] == TYPES.index(EntityType.EVENT)
    order = np.argsort(pairs.at[is_event], kind="stable")
    at = pairs.at[is_event][order]
    event = np.append(pairs.thing[is_event][order], -1)  # behind the last: none
    position, other = pairs.at[pairs.subject], pairs.objects()
    before = np.searchsorted(at, position)
    limits = np.flatnonzero(pairs.codes == ord(BOUNDARY))
    sentence = np.searchsorted(limits, position)
    start, end = limits[sentence - 1], limits[np.minimum(sentence, len(limits) - 1)]
    return [
        event[np.where(before > 0, before - 1, len(at))] == other,
        event[before] == other,
        before,
        np.searchsorted(at, end) - np.searchsorted(at, start),
    ]


def _crowd(pairs: Candidates) -> list[NDArray[np.generic]]:
    """How many names of which group stand between the two, in the list of the subject, and in front."""
    group = _groups()[pairs.types[pairs.thing]]
    order = np.argsort(pairs.at, kind="stable")
    at, sorted_group = pairs.at[order], group[order]
    s, o = pairs.at[pairs.subject], pairs.at[pairs.object]

    def within(chosen: Flags, start: Ints, end: Ints) -> Ints:
        total = np.append(0, np.cumsum(chosen))
        found: Ints = total[np.searchsorted(at, end)] - total[np.searchsorted(at, start, side="right")]
        return np.maximum(found, 0)

    low, high = np.minimum(s, o), np.maximum(s, o)
    between = np.stack([within(sorted_group == g, low, high) for g in range(4)])
    rows = np.arange(len(pairs))
    people = sorted_group == 0
    start, end = pairs.around.list_start[pairs.subject], pairs.around.list_end[pairs.subject]
    limits = np.flatnonzero(pairs.codes == ord(BOUNDARY))
    every = np.ones(len(at), dtype=bool)
    front = [within(every, limits[np.maximum(np.searchsorted(limits, p) - 1, 0)], p) for p in (s, o)]
    return [
        within(sorted_group != 3, pairs.around.clause_start(o), o),
        between[group[pairs.subject], rows],
        between[group[pairs.object], rows],
        within(people, start, end),
        within(people, start, s),
        *(np.minimum(count, _MOST) for count in front),
    ]


def _paragraphs(pairs: Candidates) -> list[NDArray[np.generic]]:
    sentences = pairs.encoding.sentences
    starts = np.array([s.start for s in sentences], dtype=np.int64)
    paragraph = np.array([s.paragraph for s in sentences], dtype=np.int64)
    opens = np.append(True, paragraph[1:] != paragraph[:-1])
    one, other = (
        np.maximum(np.searchsorted(starts, pairs.at[end], side="right") - 1, 0)
        for end in (pairs.subject, pairs.object)
    )
    return [paragraph[one] == paragraph[other], opens[one], opens[other]]
