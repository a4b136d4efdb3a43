"""Which lines of a column make a paragraph, and which are display lines: the cheapest labelling (Viterbi).

In a column all lines of a paragraph are as wide as each other, but for the first (indented by two) and the
last (shorter); a headline is as wide as it is. Widths are in ideographs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kg.reading import junction
from kg.reading.marks import STARTS, may_start, patterns
from kg.reading.passage import Passage
from kg.reading.words import spans_word

DISPLAY, FIRST, INNER, LAST, SINGLE = range(5)
_INDENT = 2.0
_STRETCH = 4.0
_COLUMN_ENDS = 1.4  # a paragraph that breaks off with a full line: the column ends there
_BREAKING_OFF = 3.6  # a paragraph that ends without ending a sentence
_UNLIKELY = 8.0
_HARDLY = 4.0  # what costs so much is no display line
_SPANNED = 2.0  # odds from which on a word spans two lines
_SPANS = 1.5  # for a word that spans this line and an open one above it, or
_SPANS_NEXT = 2.0  # this line and the next
_HALF_QUOTED = 1.5  # quotation marks of which one stands on another line
_SAID = 2.0  # for somebody's words under a byline
_OPENS_NEWS = 1.5  # for a headline over a line that opens a piece
_CREDITED = 0.5  # for a headline under a credit
_OPEN_ENDS = "，、；：,;“‘（(《"
_EXCLAIMED = "！？!?…”》"
_CLOSERS = "”’》）)！？!?…"
_PUNCTUATION = "，。、；：,.;:"
_SIGNED_ENDS = ("）", ")", "摄", "报道", "供图")
SPEAKER = re.compile(
    "(?:记者|问|答|主持人|嘉宾|编辑同志|编辑部|尊敬的.{2,12}|各位.{2,10})[：:]"
)  # and who is spoken to
_SPEAKERS = "记问答主嘉编尊各"
_CARRIES_ON = tuple(patterns()["continuity"]["carries_on"])
_CARRYING = frozenset(word[0] for word in _CARRIES_ON)
_OPENING = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^，]{0,6}，|(?:近日|日前|昨天|昨日|今天|连日来|目前|此外|同时|据悉|据介绍|值得一提的是)，"
)
_OPENINGS = frozenset("0123456789近日昨今连目此同据值")
_MARKS = re.compile("[，。；、,;]")
_DIGITS = re.compile("[0-9A-Za-z]")
_REST_BEGINS = frozenset("0123456789月日讯电")
_REST_OF_DATELINE = re.compile(r"(?:\d{0,2}月?\d{0,2}日?)(?:讯|电)[（(]")


@dataclass(slots=True)
class Line:
    passage: Passage
    text: str
    width: float
    gap: int  # empty lines before it
    level: int  # of a Markdown heading, else 0
    final: bool  # ends a sentence
    starts: bool  # with a dateline or a mark of continuation
    signs: bool  # is a byline, whole
    stretch: int  # white between its characters, in characters
    bound: bool = False  # within the brackets of a dateline that begins above


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
    first = lines[0]
    back: list[tuple[int, int, int]] = []  # where an end of a paragraph, INNER and LAST come from
    cuts = _breaks_off(lines, page)
    own = _emissions(first, None, lines[1] if len(lines) > 1 else None, spread, cuts[0])
    display, opening, inner, last, single = (
        own[DISPLAY],
        own[FIRST],
        _UNLIKELY * 9,
        _UNLIKELY * 9,
        own[SINGLE],
    )
    for number, (first_inner, first_last, inner_inner, inner_last) in enumerate(_steps(lines, spread), 1):
        before, line = lines[number - 1], lines[number]
        after = lines[number + 1] if number + 1 < len(lines) else None
        own = _emissions(line, before, after, spread, cuts[number])
        ended, ended_by = display, DISPLAY
        if last < ended:
            ended, ended_by = last, LAST
        if single < ended:
            ended, ended_by = single, SINGLE
        go_on, goes_on_from = opening + own[INNER] + first_inner, FIRST
        if (cost := inner + own[INNER] + inner_inner) < go_on:
            go_on, goes_on_from = cost, INNER
        close, closes_from = opening + own[LAST] + first_last, FIRST
        if (cost := inner + own[LAST] + inner_last) < close:
            close, closes_from = cost, INNER
        display, opening, single = ended + own[DISPLAY], ended + own[FIRST], ended + own[SINGLE]
        inner, last = go_on, close
        back.append((ended_by, goes_on_from, closes_from))
    state = min((display, DISPLAY), (last, LAST), (single, SINGLE))[1]
    labels = [state]
    for ended_by, goes_on_from, closes_from in reversed(back):
        state = goes_on_from if state == INNER else closes_from if state == LAST else ended_by
        labels.append(state)
    return labels[::-1]


def _breaks_off(lines: list[Line], page: str) -> list[bool]:
    """Whether each line stops within a sentence that the following line carries on, as `is_cut` has it."""
    cuts: list[bool] = []
    asked: list[tuple[int, str]] = []  # lines, and words across their ends
    for number, (line, after) in enumerate(pairwise(lines)):
        cut = False if line.final or after.level else _is_cut_in_itself(line.text, after.text)
        if cut is None:
            asked += [(number, words) for words in _across(line.text, after.text)]
        cuts.append(cut is True)
    said = _said([words for _, words in asked], page)
    for (number, _), is_said in zip(asked, said, strict=True):
        cuts[number] |= is_said
    return [*cuts, False]


def _said(phrases: list[str], page: str) -> list[bool]:
    """Whether the page holds each of the phrases of three characters, or of fewer."""
    codes = np.frombuffer((page + "".join(each.ljust(3) for each in phrases)).encode("utf-32-le"), np.uint32)
    wide = codes.astype(np.int64)
    triples = wide[:-2] << 42 | wide[1:-1] << 21 | wide[2:]
    held = np.sort(triples[: max(0, len(page) - 2)])
    wanted = triples[len(page) :: 3]
    at = held.searchsorted(wanted)
    found: list[bool] = (np.append(held, -1)[at] == wanted).tolist()
    return [known if len(each) == 3 else each in page for each, known in zip(phrases, found, strict=True)]


def _emissions(
    line: Line, before: Line | None, after: Line | None, spread: bool, cut: bool
) -> tuple[float, float, float, float, float]:
    """What it costs that a line is each of DISPLAY, FIRST, INNER, LAST, SINGLE."""
    text, final, width = line.text, line.final, line.width
    if line.bound:
        return 99.0, 99.0, 0.0, 0.0 if final else _BREAKING_OFF, 99.0
    if line.level:
        return 0.0, 99.0, 99.0, 99.0, 99.0
    if line.signs:
        follows = before is None or before.final or before.signs or before.width < 12
        return -1.0 if follows else 0.3, 2.0, 2.5, 1.0, 2.0
    display = 0.5
    end = text[-1]
    if "。" in text:
        display += 5.0
    elif end in _OPEN_ENDS:
        display += 2.5
    elif final and end not in _EXCLAIMED:
        display += 3.0
    if line.starts:
        display += _UNLIKELY
    if width > 24:
        display += 0.15 * (width - 24)
    if spread and (
        (line.gap == 0 and before is not None and not before.final)
        or (after is not None and after.gap == 0 and not final)
    ):
        display -= 2.0
    elif cut:
        display += 2.5
    begin = text[0]
    if begin in _SPEAKERS and (spoken := SPEAKER.match(text)):
        if spoken.end() == len(text):  # a salutation
            return _UNLIKELY, _UNLIKELY, _UNLIKELY, _UNLIKELY, 0.0
        display += 3.0
    comma = "，" in text
    if comma:
        display += 0.5
        if begin in _OPENINGS and _OPENING.match(text):
            display += 1.5
    if after is not None and not cut and after.text.startswith("——"):
        display -= 1.5
    if before is not None and width >= 12 and not line.gap > 1 and abs(width - before.width) < 0.6:
        display += 0.6  # as wide as the column
    if width < 3.5:
        display += 1.5
    if begin in _CARRYING and text.startswith(_CARRIES_ON):
        display += 1.0
    if text.count("“") != text.count("”"):
        display += _HALF_QUOTED
    if display < _HARDLY and before is not None and not before.final:
        if before.text.endswith(_SIGNED_ENDS):
            display -= _CREDITED
        elif junction.gain(before.text, text) > _SPANNED:
            display += _SPANS
    if (
        display < _HARDLY
        and after is not None
        and not final
        and not cut
        and junction.gain(text, after.text) > _SPANNED
    ):
        display += _SPANS_NEXT
    if after is not None and after.text[0] in _OPENINGS and not final and _OPENING.match(after.text):
        display -= _OPENS_NEWS
    if (
        final
        and begin == "“"
        and before is not None
        and before.signs
        and (before if spread else line).gap == 0
    ):
        display += _SAID
    if not comma and not _MARKS.search(text):
        display -= 0.4
        if _spaced_once(line):
            display -= 0.6
    if after is not None and after.starts and not final:
        display -= 0.5
    if final:
        ends = 0.0
    elif end in "：:":
        ends = 1.0
    elif cut:
        ends = 2.0 + _BREAKING_OFF
    else:
        ends = 0.5 if not line.starts and text.endswith(_SIGNED_ENDS) else _BREAKING_OFF
    opening = 0.8 if final else 0.0
    if line.starts:
        return display, opening - 1.0, _UNLIKELY + opening, _UNLIKELY + ends, ends - (0.8 if final else 0.0)
    return display, opening, opening, ends, ends + (0.2 if final else 1.0)


def _spaced_once(line: Line) -> bool:
    """Whether the print has a space within the line: between the clauses of a headline."""
    return 0 < line.stretch < 3 and not _DIGITS.search(line.text)


def _steps(lines: list[Line], spread: bool) -> Iterable[tuple[float, float, float, float]]:
    """What it costs, for each line but the first, that it goes on where the one before ends: FIRST to INNER
    and LAST, INNER to both."""
    widths = np.array([line.width for line in lines])
    gaps = np.array([line.gap for line in lines[1:]])
    open_ = np.array([not line.final for line in lines[1:]])
    cost = np.where(gaps == 0, 2.5, 0.0) if spread else np.where(gaps > 0, 1.5, 0.0)
    # What is spaced out to the column's width counts as that wide.
    stretch = np.minimum(_STRETCH, np.array([line.stretch for line in lines[1:]], dtype=float))
    grown = np.diff(widths)
    costs = []
    for wider, weight in ((grown - _INDENT, 0.6), (grown, 0.7)):
        wide = np.where(wider < 0, np.minimum(0.0, wider + stretch), wider)
        inner = cost + np.maximum(0.0, np.abs(wide) - 1.2) * weight
        last = cost - np.where(open_ & (np.abs(wider) <= 1.0), _COLUMN_ENDS, 0.0)
        costs += [inner, last + np.maximum(0.0, wider - 1.0) * 0.9]
    unindented = np.abs(grown) <= 0.6  # a paper that does not indent
    costs[0] = np.where(unindented, cost + 0.7, costs[0])
    bound = np.array([not line.bound for line in lines[1:]])
    return zip(*((each * bound).tolist() for each in costs), strict=True)


def is_cut(text: str, following: str, page: str) -> bool:
    """Whether a line stops within a sentence that goes on in the following one: within quotation marks, or
    within a word, of the dictionary or of the page."""
    cut = _is_cut_in_itself(text, following)
    return any(words in page for words in _across(text, following)) if cut is None else cut


def _is_cut_in_itself(text: str, following: str) -> bool | None:
    """`is_cut`, as far as the lines alone tell."""
    for opening, closing in ("“”", "《》"):
        if opening in text or closing in text:
            opened = text.count(opening) - text.count(closing)
            if opened and (len(text) > 14 or opening == "《"):
                return opened > 0
    if not text or not following or text[-1] in _CLOSERS or following[0] in "“《（(":
        return False
    if may_start(following) and STARTS.match(following):
        return False
    if spans_word(text, following) or (text[-1].isdigit() and following[0].isdigit()):
        return True
    if following[0] in _REST_BEGINS and _REST_OF_DATELINE.match(following):
        return True
    return None


def _across(text: str, following: str) -> list[str]:
    """The words across the end of a line that the page must hold for the line to be cut within one."""
    end, begin = text[-1], following[0]
    if not ("\u4e00" <= end <= "\u9fff" and "\u4e00" <= begin <= "\u9fff"):
        return []
    second = following[1:2]
    across = []
    if second in _PUNCTUATION:  # nothing but this word is left, or a mark stands behind it
        across.append(end + begin)
    elif "\u4e00" <= second <= "\u9fff":
        across.append(end + following[:2])
    if "\u4e00" <= text[-2:][0] <= "\u9fff":
        across.append(text[-2:] + begin)
    return across


def paragraphs(lines: list[Line], labels: list[int]) -> list[list[Line]]:
    """The lines grouped as the labels say: display lines alone."""
    groups: list[list[Line]] = []
    for line, now in zip(lines, labels, strict=True):
        if now in (INNER, LAST) and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
