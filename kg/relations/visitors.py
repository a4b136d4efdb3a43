"""Parties on a visit: who leads one, and who came along.

[石青|Official]领着代表走到坝顶。同行的有[骆平|Official]。一行人……   一行人 → 石青, 骆平
"""

import re
from collections.abc import Sequence
from functools import cache

from kg.model import DIVISIONS, PEOPLE, Document
from kg.relations.words import on_visit

_ON_VISIT = 700  # characters from who is on a visit to a word for the party
_LISTED = re.compile("[、，和与及同以]{0,3}(?:还有)?[^、，。；：\\n]{0,14}")
_BRINGS = re.compile("(?:带着?|领着?|率领?|拉着|陪着|(?:同行|随行|同来|陪同)的?(?:还)?有?|后头跟着)的?$")


def visitor(document: Document, near: Sequence[tuple[int, int]], start: int, unique: bool) -> tuple[int, ...]:
    """Who leads the party that a word at `start` speaks of: the first one of the last sentence that says
    somebody is on a visit, else, unless only that will do (`unique`), the place that sent it, else the first
    one named. `near` are the names in front, as (end, mention)."""
    mentions, text = document.mentions, document.article.text
    people = [(end, i) for end, i in near if mentions[i].type in PEOPLE and end == mentions[i].end]
    found: tuple[int, ...] = ()
    sentence = 0
    for end, i in reversed(people):
        if start - end > _ON_VISIT or end < sentence:
            break
        if _on_visit().match(text, end):
            found = (i,)
            sentence = 1 + max(text.rfind(mark, 0, end) for mark in "。！？；\n")
    if found or unique:
        return found
    places = [i for end, i in near if mentions[i].type in DIVISIONS and sends().match(text, end)]
    if places or (people and _receives().match(text, people[0][0])):
        return tuple(places[-1:])
    return tuple(i for _, i in people[:1])


def with_companions(
    document: Document, near: Sequence[tuple[int, int]], leaders: tuple[int, ...]
) -> tuple[int, ...]:
    """Who leads a party, and those named since who are said to be with it: in a list with the leader, with
    陪同 or 一道 behind them, with 带着 or 同行的有 in front."""
    mentions, text = document.mentions, document.article.text
    if not leaders:
        return ()
    party = list(leaders)
    last = leaders[0]
    came_along = False
    for end, i in near:
        if i <= leaders[0] or end != mentions[i].end:
            continue
        between = _without_names(document, mentions[last].end, mentions[i].start)
        listed = _LISTED.fullmatch(between) is not None and (came_along or last in leaders)
        came_along = (
            listed or _BRINGS.search(between) is not None or _comes_along().match(text, end) is not None
        )
        if came_along and i not in party:
            party.append(i)
        last = i
    return tuple(party)


def _without_names(document: Document, start: int, end: int) -> str:
    """The text of a stretch without the names and titles in it."""
    spans = [(m.start, m.end) for m in document.mentions] + [(t.start, t.end) for t in document.titles]
    pieces, at = [], start
    for a, b in sorted(spans):
        if a >= at and b <= end:
            pieces.append(document.article.text[at:a])
            at = b
    return "".join([*pieces, document.article.text[at:end]])


@cache
def _comes_along() -> re.Pattern[str]:
    return re.compile("[^。！？：“”\n]{0,40}?(?:等)?(?:陪同|同行|随行|一道|一同|随同)")


@cache
def sends() -> re.Pattern[str]:
    """What follows a place whose delegation is on a visit."""
    return re.compile(
        "(?:党政|经贸|人大|政协|政府|文旅|四大家|四套班子)*(?:代表团|考察团|学习团|考察组|领导)"
    )


@cache
def _receives() -> re.Pattern[str]:
    """What follows somebody who is at home where a party comes."""
    return re.compile("[^。！？；：“”\n]{0,60}?(?:陪同|接待|会见|接见|迎接|参加)")


@cache
def _on_visit() -> re.Pattern[str]:
    """What follows somebody who is on a visit."""
    return re.compile(on_visit("\n"))
