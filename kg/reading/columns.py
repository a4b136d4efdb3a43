"""Which lines of a column make a paragraph, and which are display lines: the cheapest labelling (Viterbi).

In a column all lines of a paragraph are as wide as each other, but for the first (indented by two) and the
last (shorter); a headline is as wide as it is. Widths are in ideographs.
"""

import re
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from kg.reading import cuts, junction, lexicon
from kg.reading.marks import patterns
from kg.reading.passage import Passage
from kg.reading.rows import Array, Rows

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
_SIGNED_ENDS = ("）", ")", "摄", "报道", "供图")
SPEAKER = re.compile(
    "(?:记者|问|答|主持人|嘉宾|编辑同志|编辑部|尊敬的.{2,12}|各位.{2,10})[：:]"
)  # and who is spoken to
_CARRYING = patterns()["continuity"]["carries_on"]
_CARRIES_ON = re.compile("|".join(_CARRYING))
_OPENING = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^，]{0,6}，|(?:近日|日前|昨天|昨日|今天|连日来|目前|此外|同时|据悉|据介绍|值得一提的是)，"
)
# The kinds of characters that `label` asks for.
KINDS = cuts.KINDS | {
    "stop": "。",
    "comma": "，",
    "mark": "，。；、,;",
    "open end": "，、；：,;“‘（(《",
    "exclaimed": "！？!?…”》",
    "colon": "：:",
    "dash": "—",
    "latin": string.ascii_letters + string.digits,
    "speaker": "记问答主嘉编尊各",
    "opening": "0123456789近日昨今连目此同据值",
    "carrying": [word[0] for word in _CARRYING],
    "credit": [word[-1] for word in _SIGNED_ENDS],
}


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


def label(lines: list[Line], rows: Rows, spread: bool, page: str) -> list[int]:
    """What each line is; `rows` holds their texts. `spread`: empty lines stand between the lines of a
    paragraph, none between the lines of a headline."""
    column = _Column(lines, rows, page)
    costs = zip(*column.costs(spread), strict=True)
    display, opening, _, _, single = next(costs)
    inner = last = _UNLIKELY * 9
    back: list[tuple[int, int, int]] = []  # where an end of a paragraph, INNER and LAST come from
    for (as_display, as_first, as_inner, as_last, as_single), (
        first_inner,
        first_last,
        inner_inner,
        inner_last,
    ) in zip(costs, column.steps(spread), strict=True):
        ended, ended_by = display, DISPLAY
        if last < ended:
            ended, ended_by = last, LAST
        if single < ended:
            ended, ended_by = single, SINGLE
        go_on, goes_on_from = opening + as_inner + first_inner, FIRST
        if (cost := inner + as_inner + inner_inner) < go_on:
            go_on, goes_on_from = cost, INNER
        close, closes_from = opening + as_last + first_last, FIRST
        if (cost := inner + as_last + inner_last) < close:
            close, closes_from = cost, INNER
        display, opening, single = ended + as_display, ended + as_first, ended + as_single
        inner, last = go_on, close
        back.append((ended_by, goes_on_from, closes_from))
    state = min((display, DISPLAY), (last, LAST), (single, SINGLE))[1]
    labels = [state]
    for ended_by, goes_on_from, closes_from in reversed(back):
        state = goes_on_from if state == INNER else closes_from if state == LAST else ended_by
        labels.append(state)
    return labels[::-1]


class _Column:
    """The lines of a page, measured all at once."""

    def __init__(self, lines: list[Line], rows: Rows, page: str):
        self.rows = rows
        self.width = np.array([line.width for line in lines])
        self.gap = np.array([line.gap for line in lines])
        self.stretch = np.array([line.stretch for line in lines])
        self.heading = np.array([line.level > 0 for line in lines])
        self.final = np.array([line.final for line in lines])
        self.starts = np.array([line.starts for line in lines])
        self.signs = np.array([line.signs for line in lines])
        self.bound = np.array([line.bound for line in lines])
        self._spans, by_common = lexicon.spanned(self.rows)
        cut = cuts.are_cut(self.rows, self.starts, by_common, page) & ~(self.final[:-1] | self.heading[1:])
        self._cut = np.append(cut, False)

    def costs(self, spread: bool) -> list[list[float]]:
        """What it costs that each line is each of DISPLAY, FIRST, INNER, LAST, SINGLE."""
        final, starts = self.final, self.starts
        opening = np.where(final, 0.8, 0.0)
        credited = ~starts & self._credits
        ends = np.select(
            (final, self.rows.are(-1, "colon"), self._cut, credited),
            (0.0, 1.0, 2.0 + _BREAKING_OFF, 0.5),
            _BREAKING_OFF,
        )
        single = ends + np.where(starts, -opening, np.where(final, 0.2, 1.0))
        costs = np.array(
            [
                self._display(spread),
                np.where(starts, opening - 1.0, opening),
                np.where(starts, _UNLIKELY + opening, opening),
                np.where(starts, _UNLIKELY + ends, ends),
                single,
            ]
        )
        salutation = self._where(self.rows.are(0, "speaker"), lambda text: bool(SPEAKER.fullmatch(text)))
        costs[:, salutation] = np.array([[_UNLIKELY, _UNLIKELY, _UNLIKELY, _UNLIKELY, 0.0]]).T
        costs[:, self.signs] = np.array([[0.3, 2.0, 2.5, 1.0, 2.0]]).T
        follows = _above(final | self.signs | (self.width < 12), first=True)
        costs[DISPLAY, self.signs & follows] = -1.0
        costs[:, self.heading] = np.array([[0.0, 99.0, 99.0, 99.0, 99.0]]).T
        costs[:, self.bound] = np.array([[99.0, 99.0, 0.0, _BREAKING_OFF, 99.0]]).T
        costs[LAST, self.bound & final] = 0.0
        found: list[list[float]] = costs.tolist()
        return found

    def _display(self, spread: bool) -> Array:
        """What it costs that each line is a display line."""
        rows, width, final, cut = self.rows, self.width, self.final, self._cut
        open_, comma = ~final, rows.hold("comma")
        over_open = _above(open_)
        cost = 0.5 + np.select(
            (rows.hold("stop"), rows.are(-1, "open end"), final & ~rows.are(-1, "exclaimed")),
            (5.0, 2.5, 3.0),
            0.0,
        )
        cost += self.starts * _UNLIKELY
        cost += 0.15 * np.maximum(width - 24, 0.0)
        within = np.zeros(len(rows), dtype=bool)
        if spread:
            within = ((self.gap == 0) & over_open) | (_below(self.gap == 0) & open_)
        cost += np.where(within, -2.0, 2.5 * cut)
        cost += 3.0 * self._match(rows.are(0, "speaker"), SPEAKER)
        opens = self._match(rows.are(0, "opening"), _OPENING)
        cost += 0.5 * comma + 1.5 * (comma & opens)
        dashed = np.append(rows.are(0, "dash")[1:] & rows.are(1, "dash")[1:], False)
        cost -= 1.5 * (dashed & ~cut)
        as_wide = np.abs(np.diff(width, prepend=-99.0)) < 0.6
        cost += 0.6 * (as_wide & (width >= 12) & (self.gap <= 1))  # as wide as the column
        cost += 1.5 * (width < 3.5)
        cost += self._match(rows.are(0, "carrying"), _CARRIES_ON)
        cost += _HALF_QUOTED * (rows.excess("opening quote", "closing quote") != 0)
        # A word across two lines, where that may tell.
        credited = _above(open_ & self._credits)
        maybe = cost < _HARDLY
        spanned = self._spanned((maybe & open_ & ~cut)[:-1] | (maybe & over_open & ~credited)[1:])
        cost += maybe * over_open * np.where(credited, -_CREDITED, _SPANS * _above(spanned))
        cost += _SPANS_NEXT * ((cost < _HARDLY) & open_ & ~cut & spanned)
        cost -= _OPENS_NEWS * (_below(opens) & open_)
        close = self.gap == 0
        signed = _above(self.signs & close) if spread else _above(self.signs) & close
        cost += _SAID * (final & rows.are(0, "opening quote") & signed)
        unmarked = ~rows.hold("mark")
        cost -= 0.4 * unmarked
        # A space within the line, as between the clauses of a headline.
        spaced = (self.stretch > 0) & (self.stretch < 3) & ~rows.hold("latin")
        cost -= 0.6 * (unmarked & spaced)
        cost -= 0.5 * (_below(self.starts) & open_)
        return cost

    @cached_property
    def _credits(self) -> Array:
        """Whether each line ends as a credit does."""
        may = self.rows.are(-1, "credit")
        return self._where(may, lambda text: text.endswith(_SIGNED_ENDS))

    def _match(self, may: Array, pattern: re.Pattern[str]) -> Array:
        return self._where(may, lambda text: pattern.match(text) is not None)

    def _where(self, may: Array, holds: Callable[[str], bool]) -> Array:
        """Those of the lines that may for which it holds."""
        found = np.zeros(len(self.rows), dtype=bool)
        found[[number for number in may.nonzero()[0].tolist() if holds(self.rows.texts[number])]] = True
        return found

    def _spanned(self, asked: Array) -> Array:
        """Whether a word spans each line and the next, of those that are asked for."""
        found = np.zeros(len(self.rows), dtype=bool)
        numbers = (self._spans & asked).nonzero()[0]
        found[numbers] = junction.gains(self.rows, numbers) > _SPANNED
        return found

    def steps(self, spread: bool) -> Iterable[tuple[float, float, float, float]]:
        """What it costs, for each line but the first, that it goes on where the one before ends: FIRST to
        INNER and LAST, INNER to both."""
        cost = np.where(self.gap[1:] == 0, 2.5, 0.0) if spread else np.where(self.gap[1:] > 0, 1.5, 0.0)
        open_ = ~self.final[1:]
        # What is spaced out to the column's width counts as that wide.
        stretch = np.minimum(_STRETCH, self.stretch[1:])
        grown = np.diff(self.width)
        costs = []
        for wider, weight in ((grown - _INDENT, 0.6), (grown, 0.7)):
            wide = np.where(wider < 0, np.minimum(0.0, wider + stretch), wider)
            inner = cost + np.maximum(0.0, np.abs(wide) - 1.2) * weight
            last = cost - np.where(open_ & (np.abs(wider) <= 1.0), _COLUMN_ENDS, 0.0)
            costs += [inner, last + np.maximum(0.0, wider - 1.0) * 0.9]
        unindented = np.abs(grown) <= 0.6  # a paper that does not indent
        costs[0] = np.where(unindented, cost + 0.7, costs[0])
        return zip(*((each * ~self.bound[1:]).tolist() for each in costs), strict=True)


def _above(values: Array, first: bool = False) -> Array:
    """For each line what holds of the one above it."""
    return np.concatenate(([first], values[:-1]))


def _below(values: Array) -> Array:
    """For each line what holds of the one below it."""
    return np.concatenate((values[1:], [False]))


def paragraphs(lines: list[Line], labels: list[int]) -> list[list[Line]]:
    """The lines grouped as the labels say: display lines alone."""
    groups: list[list[Line]] = []
    for line, now in zip(lines, labels, strict=True):
        if now in (INNER, LAST) and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
