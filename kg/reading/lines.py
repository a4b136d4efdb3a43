"""What each line of a column shows of what it is: signs and their weights.

A line is a display line, or the first, an inner, the last or the only one of a paragraph. In a column all
lines of a paragraph are as wide as each other, but for the first (indented by two) and the last (shorter); a
headline is as wide as it is. Widths are in ideographs. What each sign costs (columns.toml) was fitted on
simulated pages, as the weights of a linear-chain conditional random field.
"""

import re
import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np

from kg.reading import cohesion, cuts, junction, lexicon
from kg.reading.marks import patterns
from kg.reading.passage import Passage
from kg.reading.rows import Array, Rows

DISPLAY, FIRST, INNER, LAST, SINGLE = range(5)
Signs = dict[str, Array]
_INDENT = 2.0
_STRETCH = 4.0
_NEVER = 99.0
_AROUND = 6  # lines on each side
_WIDE = 9  # of them and the line itself, in order of their widths
_NEARLY, _MOST_UNEQUAL = 1.2, 6.0
_SPANNED = 2.0  # odds from which on a word spans two lines
_SIGNED_ENDS = ("）", ")", "摄", "报道", "供图")
SPEAKER = re.compile(
    "(?:记者|问|答|主持人|嘉宾|编辑同志|编辑部|尊敬的.{2,12}|各位.{2,10})[：:]"
)  # and who is spoken to
_CARRYING = patterns()["continuity"]["carries_on"]
_CARRIES_ON = re.compile("|".join(_CARRYING))
_OPENING = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^，]{0,6}，|(?:近日|日前|昨天|昨日|今天|连日来|目前|此外|同时|据悉|据介绍|值得一提的是)，"
)
# The kinds of characters that are asked for here.
KINDS = cuts.KINDS | {
    "stop": "。",
    "comma": "，",
    "mark": "，。；、,;",
    "open end": "，、；：,;“‘（(《",
    "exclaimed": "！？!?…”》",
    "asks": "？！?!",
    "colon": "：:",
    "dash": "—",
    "latin": string.ascii_letters + string.digits,
    "speaker": "记问答主嘉编尊各",
    "opening": "0123456789近日昨今连目此同据值",
    "carrying": [word[0] for word in _CARRYING],
    "credit": [word[-1] for word in _SIGNED_ENDS],
    "particle": "的了是在也都就还把被将从对与及着过又地得其这该",
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
    stretch: float  # white between its characters, in characters
    bound: bool = False  # within the brackets of a dateline that begins above


@cache
def weights() -> dict[str, float]:
    """columns.toml as read."""
    text = files(__package__).joinpath("columns.toml").read_text("utf-8")
    found: dict[str, float] = tomllib.loads(text)["weights"]
    return found


def total(signs: Mapping[str, Array]) -> Array:
    """What the signs cost together, for each line."""
    costs: Array = _weights_of(tuple(signs)) @ np.array(list(signs.values()), dtype=np.float64)
    return costs


@cache
def _weights_of(names: tuple[str, ...]) -> Array:
    known = weights()
    return np.array([known.get(name, 0.0) for name in names])


class Lines:
    """The lines of a page, measured all at once; `rows` holds their texts. `spread`: empty lines stand
    between the lines of a paragraph, none between the lines of a headline."""

    def __init__(self, lines: list[Line], rows: Rows, spread: bool, page: str):
        self.rows = rows
        self.spread = spread
        self.width = np.array([line.width for line in lines])
        self.gap = np.array([line.gap for line in lines])
        self.stretch = np.array([line.stretch for line in lines])
        self.heading = np.array([line.level > 0 for line in lines])
        self.final = np.array([line.final for line in lines])
        self.starts = np.array([line.starts for line in lines])
        self.signing = np.array([line.signs for line in lines])
        self.bound = np.array([line.bound for line in lines])
        self._spans, by_common = lexicon.spanned(self.rows)
        cut = cuts.are_cut(self.rows, self.starts, by_common, page) & ~(self.final[:-1] | self.heading[1:])
        self._cut = np.append(cut, False)
        self._surely_cut = np.append(cut & cuts.leave_one(self.rows), False)

    def settled(self) -> list[tuple[Array, tuple[float, ...]]]:
        """The lines that are known for what they are, and what it costs that they are each."""
        salutation = self._where(self.rows.are(0, "speaker"), lambda text: bool(SPEAKER.fullmatch(text)))
        byline = self.signing & _above(self.final | self.signing | (self.width < 12), first=True)
        return [
            (salutation, (_NEVER, _NEVER, _NEVER, _NEVER, 0.0)),
            (self.signing, (0.3, 2.0, 2.5, 1.0, 2.0)),
            (byline, (-1.0, 2.0, 2.5, 1.0, 2.0)),
            (self.heading, (0.0, _NEVER, _NEVER, _NEVER, _NEVER)),
            (self.bound & ~self.final, (_NEVER, _NEVER, 0.0, 3.6, _NEVER)),
            (self.bound & self.final, (_NEVER, _NEVER, 0.0, 0.0, _NEVER)),
        ]

    def display(self) -> Signs:
        """The signs of a display line."""
        rows, width, final, cut = self.rows, self.width, self.final, self._cut
        open_, comma, unmarked = ~final, rows.hold("comma"), ~rows.hold("mark")
        over_open, stop, open_end = _above(open_), rows.hold("stop"), rows.are(-1, "open end")
        close = self.gap == 0
        within = ((close & over_open) | (_below(close) & open_)) if self.spread else np.zeros_like(close)
        opens = self._match(rows.are(0, "opening"), _OPENING)
        dashed = np.append(rows.are(0, "dash")[1:] & rows.are(1, "dash")[1:], False)
        grown = np.abs(width - np.concatenate(([-99.0], width[:-1]))) < 0.6
        credited = _above(open_ & self._credits)
        maybe = ~(stop | self.starts)
        spanned = self._spanned((maybe & open_ & ~cut)[:-1] | (maybe & over_open & ~credited)[1:])
        signed = _above(self.signing & close) if self.spread else _above(self.signing) & close
        known, likely = self._pairs()
        return {
            "display": np.ones(len(rows)),
            "display stop": stop,
            "display open end": open_end & ~stop,
            "display final": final & ~rows.are(-1, "exclaimed") & ~open_end & ~stop,
            "display starts": self.starts,
            "display wide": np.maximum(width - 24, 0.0),
            "display close": within,
            "display apart": (self.gap > 0) & (not self.spread),
            "display far": self.gap > 1,
            "display cut": (cut & ~within) * (1.0 + self._surely_cut),
            "display speaks": self._match(rows.are(0, "speaker"), SPEAKER),
            "display comma": comma,
            "display opens": comma & opens,
            "display dash below": dashed & ~cut,
            "display as wide": grown & (width >= 12) & (self.gap <= 1),  # as the column
            "display as wide below": _below(grown) & (width >= 12) & open_,
            "display short": width < 3.5,
            "display carries on": self._match(rows.are(0, "carrying"), _CARRIES_ON),
            "display half quoted": rows.excess("opening quote", "closing quote") != 0,
            "display below credit": maybe & over_open & credited,
            "display spanned above": maybe & over_open & ~credited & _above(spanned),
            "display spanned below": maybe & open_ & ~cut & spanned,
            "display known above": over_open & _above(known),
            "display known below": open_ & known,
            "display likely above": over_open * _above(likely),
            "display likely below": open_ * likely,
            "display over opening": _below(opens) & open_,
            "display over start": _below(self.starts) & open_,
            # somebody's words under a byline
            "display said": final & rows.are(0, "opening quote") & signed,
            "display unmarked": unmarked,
            # a space within the line, as between the clauses of a headline
            "display spaced": unmarked & (self.stretch > 0) & (self.stretch < 3) & ~rows.hold("latin"),
            "display below final": _above(final, first=True),
            "display particles": rows.count("particle") / rows.lengths,
        }

    def begins(self) -> Signs:
        """The signs of a line that begins a paragraph, of which more lines follow."""
        return {"first final": self.final, "first starts": self.starts} | self._unequal("first", _INDENT)

    def carries(self) -> Signs:
        """The signs of a line that has lines of its paragraph on both sides."""
        return {"inner final": self.final, "inner starts": self.starts} | self._unequal("inner", 0.0)

    def ends(self) -> Signs:
        """The signs of a line that ends a paragraph."""
        open_, colon = ~self.final, self.rows.are(-1, "colon")
        plain = open_ & ~colon & ~self._cut
        credited = plain & ~self.starts & self._credits
        return {
            "last colon": open_ & colon,
            "last cut": open_ & ~colon & self._cut,
            "last credit": credited,
            "last open": plain & ~credited,
            "last asks": self.final & self.rows.are(-1, "asks") & ~self.rows.hold("stop"),
        }

    def closes(self) -> Signs:
        """Further signs of such a line behind others."""
        return {"last starts": self.starts}

    def stands_alone(self) -> Signs:
        """Further signs of a paragraph in one line."""
        return {
            "single final": self.final & ~self.starts,
            "single open": ~self.final & ~self.starts,
            "single starts": self.final & self.starts,
        }

    def steps(self) -> tuple[Signs, Signs, Signs, Signs]:
        """The signs against each line but the first going on where the one before ends: as an inner or as the
        last line behind the first one of a paragraph, as either behind an inner one."""
        free = ~self.bound[1:]
        apart = free & ((self.gap[1:] == 0) if self.spread else (self.gap[1:] > 0))
        far = free & (self.gap[1:] > 1)
        open_ = ~self.final[1:]
        breaks_off = free & open_ & ~(self.rows.are(-1, "colon") | self._credits)[1:]
        # What is spaced out to the column's width counts as that wide.
        stretch = np.minimum(_STRETCH, self.stretch[1:])
        grown = np.diff(self.width)
        found: list[Signs] = []
        for name, wider in (("first", grown - _INDENT), ("inner", grown)):
            wide = np.where(wider < 0, np.minimum(0.0, wider + stretch), wider)
            unequal = free * np.maximum(0.0, np.abs(wide) - _NEARLY)
            where = "step spread" if self.spread else "step apart"
            inner: Signs = {where: apart, "step far": far, f"step {name} unequal": unequal}
            if name == "first":  # a paper that does not indent
                even = free & (np.abs(grown) <= 0.6)
                inner |= {"step even": even, f"step {name} unequal": np.where(even, 0.0, unequal)}
            last: Signs = {
                where: apart,
                "step far": far,
                "step column ends": free & open_ & (np.abs(wider) <= 1.0),
                "step breaks off": breaks_off & (wide < -1.0),
                "step wider": free * np.maximum(0.0, wider - 1.0),
            }
            found += [inner, last]
        return found[0], found[1], found[2], found[3]

    def _unequal(self, name: str, indent: float) -> Signs:
        """By how much each line is shorter or wider than the column is, as most lines around it have it."""
        wider = self.width - self._column
        stretch = np.minimum(_STRETCH, self.stretch)
        return {
            f"{name} short": _within(-wider - indent - stretch - _NEARLY, _MOST_UNEQUAL),
            f"{name} wide": _within(wider - _NEARLY, _MOST_UNEQUAL),
            f"{name} full": _within(wider + indent - _NEARLY, indent),
        }

    @cached_property
    def _column(self) -> Array:
        """The width that three quarters of the lines around each one do not exceed."""
        count = len(self.width)
        around = np.arange(count)[:, np.newaxis] + np.arange(-_AROUND, _AROUND + 1)
        around %= 2 * count  # beyond the first and the last line the page is mirrored
        mirrored = np.minimum(around, 2 * count - 1 - around)
        found: Array = np.partition(self.width[mirrored], _WIDE, axis=1)[:, _WIDE]
        return found

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

    def _pairs(self) -> tuple[Array, Array]:
        """Whether the last character of each line often stands before the first one of the next, and how much
        more often than by chance."""
        ends, begins = self.rows.characters(-1)[:-1], self.rows.characters(0)[1:]
        odds = cohesion.together(ends.astype(np.int64), begins.astype(np.int64))
        return np.append(odds != 0, False), np.append(odds, 0.0)


def _within(values: Array, most: float) -> Array:
    """The values, none below 0 or above the most."""
    found: Array = np.minimum(np.maximum(values, 0.0), most)
    return found


def _above(values: Array, first: bool = False) -> Array:
    """For each line what holds of the one above it."""
    return np.concatenate(([first], values[:-1]))


def _below(values: Array) -> Array:
    """For each line what holds of the one below it."""
    return np.concatenate((values[1:], [False]))
