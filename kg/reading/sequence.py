"""The page as a sequence: bodies, and what stands between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role

_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章节部]|[（(]?\d{1,2}[.、．）)](?!\d)"
)
_PART = re.compile(rf"[■●◆□★▶【\[]?{choice(patterns()['columns']['parts'])}[】\]：:]?$")
_BRIEFS = re.compile(rf"[■●◆□★▶【\[]?.{{0,4}}{choice(patterns()['columns']['briefs'])}[】\]：:]?$")
_LEAD = re.compile(rf"[■●◆□★▶【\[]?{choice(patterns()['columns']['leads'])}[】\]：:]?$")
_LONGEST_SECTION = 16  # characters of a section's heading
_DAY_FIRST = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?[^，。,“]{0,8}[，,]|(?:近日|日前|连日来)[，,]"
)
_CAPTION = 400  # characters of a caption in several passages, at most
_MOST_PASSAGES = 4
_RARELY = 6  # articles to an empty line that stands elsewhere


@dataclass(slots=True)
class Gap:
    """What stands between two bodies: headlines and bylines. `blank`: behind an empty line; `below_signed`:
    the body below has a byline of its own."""

    parts: list[Part]
    blank: bool = False
    below_signed: bool = False
    titles: list[Part] = field(init=False)
    byline: Part | None = field(init=False)

    def __post_init__(self) -> None:
        self.titles = [part for part in self.parts if part.role is Role.TITLE]
        signing = (part for part in self.parts if part.role in (Role.BYLINE, Role.SIGNATURE))
        self.byline = next(signing, None)


def bodies_and_gaps(parts: Iterable[Part]) -> tuple[list[Part], list[Gap]]:
    """The bodies, and the gaps before each and behind the last."""
    bodies: list[Part] = []
    gaps: list[Gap] = []
    between: list[Part] = []
    blank = False
    for part in parts:
        blank = blank or (part.gap > 0 and not between)
        if part.role is Role.BODY:
            bodies.append(part)
            gaps.append(Gap(between, blank, part.byline is not None))
            between, blank = [], False
        elif part.role is not Role.FURNITURE:
            between.append(part)
    gaps.append(Gap(between, blank))
    for number, gap in enumerate(gaps[:-1]):
        if gap.byline is not None and begins_caption(bodies, gaps, number):
            credits_ = [
                body.closing
                for body in bodies[number : number + _MOST_PASSAGES]
                if body.photo and body.closing
            ]
            gap.below_signed = gap.below_signed or any(credit.names for credit in credits_)
    return bodies, gaps


def begins_caption(bodies: list[Part], gaps: list[Gap], i: int) -> bool:
    """Whether a photograph's caption begins with body `i`: it ends with a credit, here or in one of the next
    passages."""
    if not bodies[i].photo:
        return _credit(bodies, gaps, i) is not None
    return all(_credit(bodies, gaps, first) != i for first in range(max(0, i - _MOST_PASSAGES + 1), i))


def _credit(bodies: list[Part], gaps: list[Gap], first: int) -> int | None:
    """The body behind `first` whose credit ends the caption that begins there with a day, None where none
    does."""
    body = bodies[first]
    if body.starts or body.closing is not None or not _DAY_FIRST.match(body.text):
        return None
    length = len(body.text)
    for number in range(first + 1, min(first + _MOST_PASSAGES, len(bodies))):
        after = bodies[number]
        length += len(after.text)
        if gaps[number].parts or after.starts or length >= _CAPTION or _DAY_FIRST.match(after.text):
            return None
        if after.closing is not None:
            return number if after.photo else None
    return None


def parted(bodies: list[Part], gaps: list[Gap]) -> set[int]:
    """The bodies with a headline behind an empty line, on a page where empty lines stand between articles:
    hardly any between paragraphs, and hardly an article surely begins without one."""
    headed: set[int] = set()
    together = against = 0
    for number in range(1, len(bodies)):
        body, gap = bodies[number], gaps[number]
        if not gap.parts:
            together += not gap.blank
            against += gap.blank and not body.starts
        elif not gap.blank:
            against += body.starts or gap.byline is not None
        elif body.gap == 0 and gap.titles:
            headed.add(number)
    return headed if together and against <= len(headed) // _RARELY else set()


def series(bodies: list[Part], gaps: list[Gap]) -> set[int]:
    """The gaps whose headings are a series: sections of one article, set alike in number of characters."""
    found: set[int] = set()
    run: list[int] = []
    for number in range(1, len(gaps)):
        gap = gaps[number]
        ends = (
            number == len(bodies) or bodies[number].starts or bodies[number].photo or gap.byline is not None
        )
        if not ends and len(gap.titles) == 1:
            run.append(number)
        if gap.titles and all(_NUMBERED.match(part.text) or _PART.match(part.text) for part in gap.titles):
            found.add(number)
        if ends or bodies[number - 1].closing is not None:
            lengths = [len(gaps[n].titles[0].text) for n in run]
            if len(run) > 1 and max(lengths) - min(lengths) <= 2 and max(lengths) <= _LONGEST_SECTION:
                found.update(run)
            run = []
    return found


def briefs(bodies: list[Part], gaps: list[Gap]) -> set[int]:
    """The bodies that are each a piece by itself, for they stand in a column of briefs."""
    found: set[int] = set()
    inside = False
    for number, body in enumerate(bodies):
        titles = gaps[number].titles
        if titles:
            inside = is_briefs(titles[-1].text)
        elif body.starts or gaps[number].byline is not None:
            inside = False
        if inside and not (found and number - 1 in found and bodies[number - 1].ends_open):
            found.add(number)
    return found


def led(bodies: list[Part], gaps: list[Gap]) -> set[int]:
    """The bodies that go on behind a lead, which stands under the headline and above the byline."""
    found: set[int] = set()
    for number in range(1, len(bodies)):
        over, between = gaps[number - 1].titles, gaps[number]
        if (
            len(over) > 1
            and _LEAD.match(over[-1].text)
            and between.byline is not None
            and not (between.titles or bodies[number].starts or gaps[number - 1].byline)
        ):
            found.add(number)
    return found


def is_part(text: str) -> bool:
    """Whether a line heads a part of an article."""
    return _PART.match(text) is not None


def is_briefs(text: str) -> bool:
    """Whether a line is the name of a column of briefs."""
    return len(text) <= _LONGEST_SECTION and _BRIEFS.match(text) is not None


def closing_ahead(bodies: list[Part], gaps: list[Gap]) -> list[bool]:
    """For each body, whether a byline closes a piece at or behind it, before another surely begins."""
    ahead = [False] * (len(bodies) + 1)
    for i in range(len(bodies) - 1, -1, -1):
        body = bodies[i]
        if body.closing is not None:
            ahead[i] = not body.photo
        elif i + 1 < len(bodies) and not bodies[i + 1].starts and gaps[i + 1].byline is None:
            ahead[i] = ahead[i + 1]
    return ahead


def loose_titles(bodies: list[Part], gaps: list[Gap]) -> list[list[tuple[int, int]]]:
    """Headlines that need not belong to the body below them, gap by gap: index in the page model, and length.

    Headings between two passages of running text are left out, for they may be sections.
    """
    found: list[list[tuple[int, int]]] = []
    index = len(bodies)
    for number, gap in enumerate(gaps):
        after = bodies[number] if number < len(bodies) else None
        before = bodies[number - 1] if number else None
        titles = list(enumerate((len(part.text) for part in gap.titles), index))
        index += len(titles)
        ends = before is not None and before.closing is not None
        if titles and (after is None or after.starts or after.photo or ends):
            found.append(titles)
    return found
