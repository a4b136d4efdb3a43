"""Notices and advertisements that somebody paid for: they belong to the page, not to an article."""

import re
from functools import cache

from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role

_PHRASES = re.compile(choice(patterns()["notices"]["phrases"]))
_ISSUER = re.compile(rf"[^，。：“]{{2,30}}{choice(patterns()['notices']['issuers'])}(?:[：:]|$)")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
_LONGEST = 16  # characters of a notice's heading


def dropped(found: list[Part]) -> None:
    """Make furniture of every notice: its heading, and what follows up to the next headline or article."""
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


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"(?:{each})" for each in patterns()["notices"]["headings"]) + ")$")
