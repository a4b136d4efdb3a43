"""What speaks for each way to go on with a passage: signs and their weights.

At each passage the ways exclude each other: go on with the piece at hand, come back to one that breaks off
or to another one, begin a new piece. The weights (grouping.toml) were fitted by conditional logistic
regression over such choices on simulated pages. What speaks for a way is the weighted sum of its signs: where
unit vectors stand for the weights, it tells how much of each sign there is.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any

from kg.reading.kinship import Kinship
from kg.reading.marks import patterns
from kg.reading.parts import Part
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, closing_ahead, series

# A weight, or a sum of weighted signs: a number, or to fit the weights a vector with a place for each sign.
Weight = Any

# How a passage begins that goes on within a sentence.
WITHIN = re.compile(r"[、，。；：！？）”》,.;:!?)]|[与和及的等了并而且]|[^“]{0,40}”(?!.{0,60}“)")
_CARRIES_ON = re.compile(f"(?:{'|'.join(patterns()['continuity']['carries_on'])})")
_OPENS = re.compile(f"(?:{'|'.join(patterns()['continuity']['opens'])})")
_CLAUSE = tuple("，、；：,;:")
_FARTHEST = 4  # pieces that broke off later: more count as so many
_KNOWN = 200  # characters from which on a piece's topic is known
_LONG = 160  # characters of a passage that say what it is about
_SHORT = 60
_SITUATIONS = ("closed", "headed", "signed", "broken", "flowing")  # how a passage stands to the piece at hand
_NEAR = ("affinity", "affinity long", "further", "weighty")
_MEETING = ("cut", "gain", "brackets close", "brackets", "clause", "sentence", "open", "open within")
_BEGINNING = ("within", "carries on", "opens", "short", "signed")


class Weights:
    """The weights of all signs; `of` tells each by its name."""

    def __init__(self, of: Callable[[str], Weight]):
        def each(way: str, signs: Sequence[str]) -> list[Weight]:
            return [of(f"{way} {sign}") for sign in signs]

        self.stay = {where: [of(f"stay {where}"), *each(f"stay {where}", _NEAR)] for where in _SITUATIONS}
        self.begin = {
            where: [of(f"begin {where}"), *each(f"begin {where}", _BEGINNING), of("begin closes")]
            for where in _SITUATIONS
        }
        self.called = {where: each(f"begin {where}", ("called", "habit")) for where in _SITUATIONS}
        self.headed = each("begin", ("headlines", "heads above", "titled current", "titled habit"))
        self.resume, self.back = (each(way, (*_NEAR, "rank", "level")) for way in ("resume", "back"))
        self.elsewhere = {where: (of(f"resume {where}"), of(f"back {where}")) for where in _SITUATIONS}
        self.within = {way: of(f"{way} within") for way in ("stay", "resume", "back")}
        self.meeting = {way: each(way, _MEETING) for way in ("stay", "resume")}


@cache
def fitted() -> Weights:
    """The weights of grouping.toml."""
    text = files(__package__).joinpath("grouping.toml").read_text("utf-8")
    found: dict[str, float] = tomllib.loads(text)["weights"]
    return Weights(lambda name: found.get(name, 0.0))


class Ways:
    """The signs at the passages of one page."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], kinship: Kinship, weights: Weights):
        self.bodies, self.gaps, self.kinship, self.weights = bodies, gaps, kinship, weights
        self.sections = series(bodies, gaps)
        self.closes = closing_ahead(bodies, gaps)


class Choice:
    """The ways to go on with one passage, body `i`, and what speaks for each."""

    def __init__(self, ways: Ways, i: int):
        self._ways, self._i, self._weights = ways, i, ways.weights
        body, gap = ways.bodies[i], ways.gaps[i]
        text = self._text = body.text
        self._titles = gap.titles
        if gap.parts:
            self._open = "headed" if gap.titles else "signed"
        else:
            self._open = "broken" if ways.bodies[i - 1].ends_open else "flowing"
        self._within, self._carries_on, self._opens = _beginning(text)
        self._long = min(1.0, len(text) / _LONG)
        self._weighty = min(1.0, ways.kinship.length(i) / _LONG)
        self._level = 1.0 if gap.titles and gap.titles[-1].level else 0.0
        self._kin: dict[Piece, Weight] = {}

    def scores(self, current: Piece, others: Sequence[Piece]) -> list[Weight]:
        """What speaks for a new piece behind the one at hand; for going on with that, unless it is closed;
        and for coming back to each of the others, given from the last one to the first."""
        situation = "closed" if current.closed else self._open
        found = [self._begin(situation, current, others)]
        if not current.closed:
            found.append(self._stay(situation, current))
        weights, kin = self._weights, self._kin
        resume_rank, resume_level = weights.resume[-2:]
        back_rank, back_level = weights.back[-2:]
        resume, back = weights.elsewhere[situation]
        resume, back = resume + self._level * resume_level, back + self._level * back_level
        far = 0  # how many broke off later
        for piece in others:
            known = kin.get(piece)
            if known is None:
                known = kin[piece] = self._back(piece)
            if piece.open_end:
                found.append(known + resume + far * resume_rank)
                far = min(far + 1, _FARTHEST)
            else:
                found.append(known + back + far * back_rank)
        return found

    def _stay(self, situation: str, current: Piece) -> Weight:
        """What speaks for going on with the piece at hand."""
        stay, near, long, further, weighty = self._weights.stay[situation]
        is_near, is_further = self._ways.kinship.near_and_further(self._i, current.bodies)
        known = min(1.0, current.length / _KNOWN)
        kin = is_near * (near + self._long * long) + self._weighty * (is_further * further + weighty)
        return stay + known * kin + self._joint("stay", current)

    def _back(self, piece: Piece) -> Weight:
        """What speaks for coming back to another piece, but for where that stands."""
        way, weights = ("resume", self._weights.resume) if piece.open_end else ("back", self._weights.back)
        near, long, further, weighty, _, _ = weights
        is_near, is_further = self._ways.kinship.near_and_further(self._i, piece.bodies)
        known = min(1.0, piece.length / _KNOWN)
        kin = is_near * (near + self._long * long) + is_further * further + self._weighty * weighty
        return known * kin + self._joint(way, piece)

    def _joint(self, way: str, piece: Piece) -> Weight:
        """What the end of a piece and the beginning of the passage say where they meet."""
        if not piece.open_end:
            return self._within * self._weights.within[way]
        kinship, last, i = self._ways.kinship, piece.bodies[-1], self._i
        gain, brackets = kinship.junction(last, i)
        signs = (
            kinship.cut(last, i),
            gain,
            brackets > 0,
            brackets < 0,
            self._ways.bodies[last].text.endswith(_CLAUSE),
            self._text[:1] != "“" and (self._carries_on or self._opens),
            True,
            self._within,
        )
        return sum(map(mul, signs, self._weights.meeting[way]))

    def _begin(self, situation: str, current: Piece, others: Sequence[Piece]) -> Weight:
        """What speaks for a new piece behind the one at hand, where the passage may also go on with any of
        the others."""
        kinship, i = self._ways.kinship, self._i
        short = max(0.0, 1.0 - len(self._text) / _SHORT)
        closes = current.signed and self._ways.closes[i]
        signs = (True, self._within, self._carries_on, self._opens, short, current.signed, closes)
        score = sum(map(mul, signs, self._weights.begin[situation]))
        if self._titles:
            above = max(-2.0, min(2.0, kinship.heads_above(i, current.bodies)))
            headed = min(2, len(self._titles) - 1), above, current.titles > 0, kinship.habit
            return score + sum(map(mul, headed, self._weights.headed))
        called, habit = self._weights.called[situation]
        is_called = kinship.called(i, [current.bodies, *(piece.bodies for piece in others)])
        return score + is_called * min(1.0, current.length / _KNOWN) * called + kinship.habit * habit


def _beginning(text: str) -> tuple[bool, bool, bool]:
    """Whether a passage begins within a sentence, carries on, opens a piece."""
    return WITHIN.match(text) is not None, _CARRIES_ON.match(text) is not None, _OPENS.match(text) is not None
