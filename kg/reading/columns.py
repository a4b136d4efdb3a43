"""Which lines of a column make a paragraph, and which are display lines: the cheapest labelling (Viterbi).

In a column all lines of a paragraph are as wide as each other, but for the first (indented by two) and the
last (shorter); a headline is as wide as it is. Widths are in ideographs.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kg.reading.marks import STARTS, choice, patterns
from kg.reading.passage import Passage

DISPLAY, FIRST, INNER, LAST, SINGLE = range(5)
_FOLLOWS = {
    DISPLAY: (DISPLAY, FIRST, SINGLE),
    FIRST: (INNER, LAST),
    INNER: (INNER, LAST),
    LAST: (DISPLAY, FIRST, SINGLE),
    SINGLE: (DISPLAY, FIRST, SINGLE),
}
_INDENT = 2.0
_STRETCH = 4.0
_COLUMN_ENDS = 1.4  # a paragraph that breaks off with a full line: the column ends there
_BREAKING_OFF = 3.6  # a paragraph that ends without ending a sentence
_UNLIKELY = 8.0
_OPEN_ENDS = ("，", "、", "；", "：", ",", ";", "“", "‘", "（", "(", "《")
_CLOSERS = "”’》）)！？!?…"
_PUNCTUATION = "，。、；：,.;:"
_SIGNED_END = re.compile(r"[）)]$|摄$|影?并?报道$|供图$")
SPEAKER = re.compile("(?:记者|问|答|主持人|嘉宾)[：:]")  # of an interview
_CARRIES_ON = re.compile(choice(patterns()["continuity"]["carries_on"]))
_OPENING = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^，]{0,6}，|(?:近日|日前|昨天|昨日|今天|连日来|目前|此外|同时|据悉|据介绍|值得一提的是)，"
)
_MARKS = re.compile("[，。；、,;]")
_DIGITS = re.compile("[0-9A-Za-z]")
_REST_OF_DATELINE = re.compile(r"(?:\d{0,2}月?\d{0,2}日?)(?:讯|电)[（(]")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,3}$")


@dataclass(slots=True)
class Line:
    passage: Passage
    width: float
    gap: int  # empty lines before it
    level: int  # of a Markdown heading, else 0
    final: bool  # ends a sentence
    starts: bool  # with a dateline or a mark of continuation
    signs: bool  # is a byline, whole
    bound: bool = False  # within the brackets of a dateline that begins above

    @property
    def text(self) -> str:
        return self.passage.text


def are_columns(lines: list[Line]) -> bool:
    """Whether the page holds the lines of columns, rather than whole paragraphs."""
    cut = sum(
        line.width
        for line, after in pairwise(lines)
        if not (line.final or line.level or after.level)
        and 8 <= line.width <= 40
        and (after.final or abs(line.width - after.width) < 4)
    )
    return cut > 0.4 * sum(line.width for line in lines)


def label(lines: list[Line], spread: bool, page: str) -> list[int]:
    """What each line is. `spread`: empty lines stand between the lines of a paragraph, none between the lines
    of a headline."""
    back: list[list[int]] = []
    here = [0.0, 0.0, _UNLIKELY * 9, _UNLIKELY * 9, 0.0]
    before: Line | None = None
    following: list[Line | None] = [*lines[1:], None]
    for line, after in zip(lines, following, strict=True):
        cut = after is not None and not line.final and not after.level and is_cut(line.text, after.text, page)
        own = _emissions(line, before, after, spread, cut)
        if before is None:
            here = [own[DISPLAY], own[FIRST], _UNLIKELY * 9, _UNLIKELY * 9, own[SINGLE]]
            back.append([0] * 5)
        else:
            fresh = [1e9] * 5
            came = [0] * 5
            for state, cost in enumerate(here):
                for then in _FOLLOWS[state]:
                    total = cost + own[then]
                    if then in (INNER, LAST):
                        total += _step(state, then, before, line, spread)
                    if total < fresh[then]:
                        fresh[then], came[then] = total, state
            here = fresh
            back.append(came)
        before = line
    state = min((DISPLAY, LAST, SINGLE), key=lambda s: here[s])
    labels = []
    for came in reversed(back):
        labels.append(state)
        state = came[state]
    return labels[::-1]


def _emissions(line: Line, before: Line | None, after: Line | None, spread: bool, cut: bool) -> list[float]:
    text = line.text
    if line.bound:
        return [99.0, 99.0, 0.0, 0.0 if line.final else _BREAKING_OFF, 99.0]
    if line.level:
        return [0.0, 99.0, 99.0, 99.0, 99.0]
    if line.signs:
        follows = before is None or before.final or before.signs or before.width < 12
        return [-1.0 if follows else 0.3, 2.0, 2.5, 1.0, 2.0]
    display = 0.5
    if "。" in text:
        display += 5.0
    elif text.endswith(_OPEN_ENDS):
        display += 2.5
    elif line.final and not text.endswith(("！", "？", "!", "?", "…", "”", "》")):
        display += 3.0
    if line.starts:
        display += _UNLIKELY
    if line.width > 24:
        display += 0.15 * (line.width - 24)
    if spread and (
        (line.gap == 0 and before is not None and not before.final)
        or (after is not None and after.gap == 0 and not line.final)
    ):
        display -= 2.0
    elif cut:
        display += 2.5
    if SPEAKER.match(text):
        display += 3.0
    if "，" in text:
        display += 0.4
        if _OPENING.match(text):
            display += 1.5
    if after is not None and after.text.startswith("——") and not cut:
        display -= 1.5
    if before is not None and line.width >= 12 and not line.gap > 1 and abs(line.width - before.width) < 0.6:
        display += 0.6  # as wide as the column
    if line.width < 3.5:
        display += 1.5
    if _CARRIES_ON.match(text):
        display += 1.0
    if not _MARKS.search(text):
        display -= 0.4
        if _spaced_once(line):
            display -= 0.6
    if after is not None and after.starts and not line.final:
        display -= 0.5
    end = (
        0.0
        if line.final
        else 2.0 + _BREAKING_OFF
        if cut
        else 0.5
        if _SIGNED_END.search(text) and not line.starts
        else _BREAKING_OFF
    )
    if text.endswith(("：", ":")):
        end = 1.0
    start = -1.0 if line.starts else 0.0
    inner = _UNLIKELY if line.starts else 0.0
    single = start + end + (0.2 if line.final else 1.0)
    return [
        display,
        start + (0.8 if line.final else 0.0),
        inner + (0.8 if line.final else 0.0),
        inner + end,
        single,
    ]


def _spaced_once(line: Line) -> bool:
    """Whether the print has a space within the line: between the clauses of a headline."""
    source = line.passage.source
    return 0 < source[-1] - source[0] + 1 - len(source) < 3 and not _DIGITS.search(line.text)


def _step(state: int, then: int, before: Line, line: Line, spread: bool) -> float:
    """What it costs that `line` goes on where `before` ends."""
    if line.bound:
        return 0.0
    cost = 2.5 if spread and line.gap == 0 else 0.0
    if not spread and line.gap:
        cost += 1.5
    grown = line.width - before.width
    if state == FIRST:
        grown -= _INDENT
        if then == INNER and -_INDENT - 0.6 <= grown <= -_INDENT + 0.6:
            return cost + 0.7  # a paper that does not indent
    if then == LAST:
        if not line.final and abs(grown) <= 1.0:
            cost -= _COLUMN_ENDS
        return cost + max(0.0, grown - 1.0) * 0.9
    if grown < 0:  # what is spaced out to the column's width counts as that wide
        source = line.passage.source
        grown = min(0.0, grown + min(_STRETCH, source[-1] - source[0] + 1 - len(source)))
    return cost + max(0.0, abs(grown) - 1.2) * (0.6 if state == FIRST else 0.7)


def is_cut(text: str, following: str, page: str) -> bool:
    """Whether a line stops within a sentence that goes on in the following one: within quotation marks, or
    within a word, of the dictionary or of the page."""
    for opening, closing in ("“”", "《》"):
        if text.count(opening) != text.count(closing) and (len(text) > 14 or opening == "《"):
            return text.count(opening) > text.count(closing)
    if (
        not text
        or text[-1] in _CLOSERS
        or not following
        or following[0] in "“《（("
        or STARTS.match(following)
    ):
        return False
    if spans_word(text, following) or (text[-1].isdigit() and following[0].isdigit()):
        return True
    if _REST_OF_DATELINE.match(following):
        return True
    across = [text[-2:] + following[:1], text[-1:] + following[:2]]
    if following[1:2] in _PUNCTUATION:
        across.append(text[-1:] + following[:1])
    return any(_WORDS.match(word) and word in page for word in across)


def spans_word(text: str, following: str) -> bool:
    """Whether a word of the dictionary begins at the end of `text` and ends at the start of `following`."""
    words = _dictionary()
    return any(
        text[-before:] + following[:after] in words
        for before in (1, 2, 3)
        for after in (1, 2, 3)
        if before + after < 5
    )


@cache
def _dictionary() -> frozenset[str]:
    """Words of two to four characters that are not rare, from jieba's dictionary."""
    found = set()
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as rows:
        for row in rows:
            word, count, _ = row.split(" ", 2)
            if 2 <= len(word) <= 4 and int(count) >= (30 if len(word) == 2 else 3):
                found.add(word)
    return frozenset(found)


def paragraphs(lines: list[Line], labels: list[int]) -> list[list[Line]]:
    """The lines grouped as the labels say: display lines alone."""
    groups: list[list[Line]] = []
    for line, now in zip(lines, labels, strict=True):
        if now in (INNER, LAST) and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
