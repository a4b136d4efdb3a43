"""The day of an event: what the sentence says that states where or by whom it was held."""

import re
from collections.abc import Iterable, Mapping

from kg.linking.referents import Referent
from kg.model import DateSpan, Document, Predicate, Reading

_HELD = (Predicate.HELD_IN, Predicate.ORGANIZED)
_RANGE = re.compile(r"\s*(?:至|到|—+|-|~|～)\s*")


def event_date(referents: Iterable[Referent], readings: Mapping[str, Reading]) -> str | None:
    """The date of an event as in DateSpan.value, the first day where it lasts several.

    None where nothing tells or the articles do not agree.
    """
    found = set()
    for referent in referents:
        reading = readings[referent.article]
        for statement in reading.statements:
            if statement.predicate in _HELD:
                for index in {statement.subject, statement.object} & set(referent.mentions):
                    value = _before(reading.document, index) if index is not None else None
                    found.add(value)
    values = {v for v in found if v}
    values = {v for v in values if not any(o != v and _tells_more(o, v) for o in values)}
    return values.pop() if len(values) == 1 else None


def _before(document: Document, index: int) -> str | None:
    """The last date of the sentence in front of a mention, or the first of a span of days that ends there."""
    start = document.mentions[index].start
    sentence = next(((s, e) for s, e in document.sentences if s <= start < e), None)
    if sentence is None:
        return None
    dates = [d for d in document.dates if sentence[0] <= d.start and d.end <= start]
    text = document.article.text
    while len(dates) > 1 and _RANGE.fullmatch(text[dates[-2].end : dates[-1].start]):
        dates.pop()
    return _value(dates[-1]) if dates else None


def _value(date: DateSpan) -> str | None:
    """The value of a date that tells the month at least."""
    return None if re.fullmatch(r"\d{4}|---\d\d", date.value) else date.value


def _tells_more(one: str, other: str) -> bool:
    """Whether a date says what another says, and more: 2024-05-27 of --05-27 and of 2024-05."""
    return one.startswith(other + "-") or (other.startswith("--") and one.endswith(other[1:]))
