"""Finds the names of people in a text: the best of what was weighed, its lists, its other places."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.language.people.names import contexts
from kg.language.people.weigh import LISTED, LISTED_LAST, THRESHOLD, Finder, Name

_SEPARATOR = re.compile("、|以及|和|与|及|暨")


def find_names(finder: Finder, sure: Sequence[Name]) -> list[Name]:
    """The names of a text, sorted, without overlaps: the best of `sure`, their lists, their other places."""
    real = [n for n in sure if n.name not in _no_people()]
    names = sorted(real, key=lambda n: (-n.score, n.start, -n.end))
    names = _with_lists(finder, apart(names, len(finder.text)))
    return _everywhere(finder, names)


@cache
def _no_people() -> frozenset[str]:
    """Words that look like names and are none."""
    return frozenset(contexts()["no_people"])


def apart(names: Sequence[Name], length: int) -> list[Name]:
    """Of names in the order of preference those that overlap none before them, sorted by start."""
    taken = bytearray(length + 1)
    kept = []
    for name in names:
        if 1 not in taken[name.start : name.end]:
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _with_lists(finder: Finder, names: list[Name]) -> list[Name]:
    """Adds what follows and what precedes the found names in lists: 副主任张三、李四、王 五."""
    text = finder.text
    by_start = {n.start: n for n in names}
    taken = bytearray(len(text) + 2)
    for n in names:
        taken[n.start : n.end] = b"\1" * (n.end - n.start)
    for head in names:
        at, anchor = head.end, by_start[head.start].anchor
        while (separator := _SEPARATOR.match(text, at)) is not None:
            at = separator.end()
            if at in by_start:
                old = by_start[at]
                if at not in finder.around.titles:
                    by_start[at] = Name(old.start, old.end, old.name, old.score, anchor)
                at = old.end
                continue
            member = _member(finder, at, anchor, LISTED if separator[0] == "、" else LISTED_LAST)
            if member is None or 1 in taken[member.start : member.end]:
                break
            by_start[member.start] = member
            taken[member.start : member.end] = b"\1" * (member.end - member.start)
            at = member.end
    for head in sorted(names, key=lambda n: n.start):
        _backwards(finder, head, by_start, taken)
    return [by_start[start] for start in sorted(by_start)]


def _member(finder: Finder, at: int, anchor: int, listed: float) -> Name | None:
    """The name that a list of names has at `at`."""
    text = finder.text
    if at >= len(text) or finder.around.closed[at]:
        return None
    spaced = finder.spaced(at)
    if spaced is not None:
        return replace(spaced, anchor=anchor)
    best = finder.best_at(at, listed)
    if best is None or best[0] < THRESHOLD or text[at : best[1]] in _no_people():
        return None
    return Name(at, best[1], text[at : best[1]], best[0], anchor)


def _backwards(finder: Finder, head: Name, by_start: dict[int, Name], taken: bytearray) -> None:
    text = finder.text
    end = head.start
    while end > 2 and text[end - 1] == "、" and end not in finder.around.titles:
        end -= 1
        found = None
        for start in (end - 3, end - 2, end - 4):
            if (
                start < 0
                or (start, end) not in finder.candidates(start)
                or 1 in taken[start:end]
                or 1 in finder.around.closed[start:end]
            ):
                continue
            score = finder.weigh(start, end) + LISTED
            if score >= THRESHOLD + 2.0 and (found is None or score > found.score):
                found = Name(start, end, text[start:end], score, start)
        if found is None:
            return
        by_start[found.start] = found
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
        end = found.start


def _everywhere(finder: Finder, names: list[Name]) -> list[Name]:
    """Adds the other occurrences of the names found, where they are no part of something longer."""
    text = finder.text
    best: dict[str, Name] = {}
    for n in names:
        if n.name not in best or n.score > best[n.name].score:
            best[n.name] = n
    taken = bytearray(len(text) + 1)
    for n in names:
        taken[n.start : n.end] = b"\1" * (n.end - n.start)
    more = list(names)
    for name in sorted(best, key=lambda k: (-len(k), k)):
        if len(name) < 3 and best[name].score < THRESHOLD + 1.0:
            continue
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if (
                1 not in taken[at:end]
                and 1 not in finder.around.closed[at:end]
                and not finder.byline(at, end)
            ):
                floor = -2.0 if len(name) > 2 else 1.0
                if finder.weigh(at, end) >= floor:
                    more.append(Name(at, end, name, best[name].score - 1.0, at))
                    taken[at:end] = b"\1" * (end - at)
            at = text.find(name, at + 1)
    return sorted(more, key=lambda n: n.start)
