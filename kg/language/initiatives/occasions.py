"""Whether “…”活动 is an event held at a time, or a campaign that lasts and so an initiative."""

import re
from dataclasses import dataclass
from functools import cache

from kg.language.alternation import alternation
from kg.language.initiatives.words import last_word, table

_ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇0-9]+[届期场次季站]|首届|[0-9]{4}年?[度]?$")


@dataclass(frozen=True, slots=True)
class _Words:
    campaign: re.Pattern[str]
    event: re.Pattern[str]
    event_last: frozenset[str]
    event_form: re.Pattern[str]
    held: re.Pattern[str]
    held_verbs: frozenset[str]


@cache
def _words() -> _Words:
    t = table()["occasions"]
    return _Words(
        re.compile(alternation(t["campaign"])),
        re.compile(alternation(t["event"])),
        frozenset(t["event_last"]),
        re.compile(t["event_form"]),
        re.compile(t["held"]),
        frozenset(t["held_verbs"]),
    )


def is_event(prefix: str, inner: str, tail: str, verb: str, after: str) -> bool:
    """Whether an activity is held at a time.

    `prefix`“`inner`”`tail` is its name (第二届全县农垦“读书周”活动), `verb` stands in front, `after` behind.
    """
    words = _words()
    if _ORDINAL.search(prefix) or _ORDINAL.match(tail) or last_word(inner, words.event_last):
        return True
    if words.campaign.search(tail) or (not words.event.search(tail) and words.campaign.search(inner)):
        return False
    if words.event.search(tail) or words.event_form.search(inner):
        return True
    return verb in words.held_verbs or words.held.match(after) is not None


def named_as_event(inner: str) -> bool:
    """Whether a quoted name ends like that of an event (科技周, 之夜)."""
    return last_word(inner, _words().event_last) is not None
