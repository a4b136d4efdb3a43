"""A place name in a text, before it is a span."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kg.language.divisions import Division
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands, of what level it is, which division (None: not in the gazetteer), how sure."""

    start: int
    end: int
    level: EntityType
    division: Division | None
    confidence: float = 1.0


class Taken:
    """Spans without overlaps, to be asked whether another one touches them."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._spans = sorted((f.start, f.end) for f in found)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._spans, (end, -1)) - 1
        return at >= 0 and self._spans[at][1] > start
