"""Bars on one axis of time: how long each row of a table was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH = 160.0
_LEAST = 4.0  # of a bar: a single day is still seen
_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how long it is, on an axis of 160."""

    x: float
    width: float


def bars(spans: Sequence[tuple[str | None, str | None]]) -> list[Bar | None]:
    """A bar for each (first day, last day) as ISO 8601; None for one without year. No bars at all where all
    that is known falls on one day."""
    known = [_days(*span) for span in spans]
    ends = [day for span in known if span for day in span]
    if not ends or max(ends) - min(ends) < _FEWEST_DAYS:
        return [None] * len(spans)
    start, scale = min(ends), (_WIDTH - _LEAST) / (max(ends) - min(ends))
    return [
        Bar(round((s[0] - start) * scale, 1), round((s[1] - s[0]) * scale + _LEAST, 1)) if s else None
        for s in known
    ]


def axis(spans: Iterable[tuple[str | None, str | None]]) -> tuple[str, str] | None:
    """The first and the last day of the axis of `bars`, None where it draws none."""
    days = sorted(day for span in spans if _days(*span) for day in span if day)
    return (days[0], days[-1]) if days and days[0] != days[-1] else None


def _days(first: str | None, last: str | None) -> tuple[int, int] | None:
    try:
        return date.fromisoformat(first or "").toordinal(), date.fromisoformat(
            last or first or ""
        ).toordinal()
    except ValueError:
        return None
