"""Text cut for showing: sentences of an article, a passage in its sentence, names marked."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.site.records import Naming

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
_LONGEST = 180  # characters of a sentence that are shown around a passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `thing` is whom it names; `role` is s or o where that is an end of the fact shown;
    `stated` tells the passage from the rest of its sentence."""

    text: str
    thing: str | None = None
    role: str = ""
    stated: bool = False


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text stand, in order. Line breaks end a sentence and belong to none."""
    return tuple(match.span() for match in _SENTENCE.finditer(text) if match.group().strip())


def number(spans: Sequence[tuple[int, int]], position: int) -> int:
    """The index of the sentence that a position stands in (or behind)."""
    return max(bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1, 0)


def around(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentences that hold a passage, cut to a readable length around it."""
    if not spans:
        return start, end
    first, last = spans[number(spans, start)], spans[number(spans, max(end - 1, start))]
    left, right = min(first[0], start), max(last[1], end)
    room = max(_LONGEST - (end - start), 40) // 2
    if right - left > _LONGEST:
        left, right = max(left, start - room), min(right, end + room)
    return left, right


def outermost(namings: Iterable[Naming]) -> list[Naming]:
    """Namings that do not overlap: of those that do, the first and longest."""
    kept: list[Naming] = []
    for naming in namings:
        if not kept or naming.start >= kept[-1].end:
            kept.append(naming)
    return kept


def marked(text: str, start: int, end: int, namings: Iterable[Naming]) -> list[Piece]:
    """The text of a range with the outermost namings as pieces of their own."""
    pieces, at = [], start
    for naming in outermost(n for n in namings if n.start >= start and n.end <= end):
        if naming.start > at:
            pieces.append(Piece(text[at : naming.start]))
        pieces.append(Piece(text[naming.start : naming.end], naming.thing))
        at = naming.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def quoted(
    text: str,
    spans: Sequence[tuple[int, int]],
    passage: tuple[int, int],
    namings: Iterable[Naming],
    ends: tuple[str, str],
) -> list[Piece]:
    """A passage in its sentence, the names of the two ends marked; an ellipsis where it was cut.

    `ends` are the ids of subject and object. Of two names one inside the other, the inner is marked as itself
    and the rest as the outer.
    """
    left, right = around(text, spans, *passage)
    near = [n for n in namings if n.thing in ends and n.start >= left and n.end <= right]
    roles = dict(zip(reversed(ends), "os", strict=True))
    borders = (left, right, *(max(left, min(right, edge)) for edge in passage))
    cuts = sorted({*borders, *(n.start for n in near), *(n.end for n in near)})
    pieces = [Piece("…")] if _inside(spans, left) else []
    for a, b in pairwise(cuts):
        over = [n for n in near if n.start <= a and b <= n.end]
        thing = min(over, key=lambda n: n.end - n.start).thing if over else None
        stated = passage[0] <= a and b <= passage[1]
        pieces.append(Piece(text[a:b].replace("\n", " "), thing, roles[thing] if thing else "", stated))
    if _inside(spans, right):
        pieces.append(Piece("…"))
    return pieces


def _inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position cuts a sentence in two."""
    return any(a < position < b for a, b in (spans[number(spans, position)],)) if spans else False
