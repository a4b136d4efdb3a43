"""Notices and advertisements that somebody paid for: they belong to the page, not to an article."""

import re
from functools import cache
from itertools import takewhile

from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role

_words = patterns()["notices"]
_PHRASES = re.compile(choice(_words["phrases"]))
_SPONSOR = re.compile(rf"{_words['sponsors']}$")
_ISSUER = re.compile(rf"[^，。：“]{{2,30}}{choice(_words['issuers'])}(?:[：:]|$)")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
_LONGEST = 16  # characters of a notice's heading
_MOST_SLOGANS = 6  # lines


def dropped(found: list[Part]) -> None:
    """Make furniture of every notice: its heading, and what follows up to the next headline or article."""
    _slogans_dropped(found)
    inside = False
    for number, part in enumerate(found):
        if part.role is Role.TITLE and len(part.text) <= _LONGEST and _heading().match(part.text):
            after = found[number + 1] if number + 1 < len(found) else None
            inside = (
                after is not None
                and after.role in (Role.TITLE, Role.BODY, Role.FURNITURE)
                and not after.starts
            )
        elif part.role in (Role.BYLINE, Role.SIGNATURE) or part.starts:
            inside = False
        elif part.role is Role.TITLE:
            inside = inside and (_ISSUER.match(part.text) is not None or _DAY.match(part.text) is not None)
        elif part.role is Role.BODY and part.closing is not None and part.closing.names:
            inside = False
        if inside or (part.role is Role.BODY and not part.starts and _PHRASES.search(part.text)):
            part.role = Role.FURNITURE


def _slogans_dropped(found: list[Part]) -> None:
    """Make furniture of slogans: the lines from their heading to the line with who pays for them."""
    for number, part in enumerate(found):
        if part.role in (Role.FURNITURE, Role.TITLE) and part.text == _words["slogans"]:
            lines = list(takewhile(lambda each: each.role is not Role.BODY, found[number + 1 :]))
            lines = lines[:_MOST_SLOGANS]
            ends = [n for n, line in enumerate(lines) if _SPONSOR.search(line.text)]
            for line in [part, *lines[: ends[0] + 1 if ends else 0]]:
                line.role = Role.FURNITURE


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"(?:{each})" for each in _words["headings"]) + ")$")
