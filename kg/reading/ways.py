"""What speaks for each way to go on with a passage: signs and their weights.

At each passage the ways exclude each other: go on with the piece at hand, come back to one that breaks off
or to another one, begin a new piece. The weights (grouping.toml) were fitted by conditional logistic
regression over such choices on simulated pages.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from kg.reading.kinship import Kinship
from kg.reading.marks import patterns
from kg.reading.parts import Part
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, closing_ahead, series


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Signs that are always measured together, each with its weight."""

    names: tuple[str, ...]
    weights: tuple[float, ...]


# Groups of signs, and what each sign measures.
Signs = list[tuple[Group, tuple[float, ...]]]

# How a passage begins that goes on within a sentence.
WITHIN = re.compile(r"[、，。；：！？）”》,.;:!?)]|[与和及的等了并而且]|[^“]{0,40}”(?!.{0,60}“)")
_CARRIES_ON = re.compile(f"(?:{'|'.join(patterns()['continuity']['carries_on'])})")
_OPENS = re.compile(f"(?:{'|'.join(patterns()['continuity']['opens'])})")
_CLAUSE = tuple("，、；：,;:")
FARTHEST = 4  # pieces that broke off later: more count as so many
_KNOWN = 200  # characters from which on a piece's topic is known
_LONG = 160  # characters of a passage that say what it is about


@cache
def weights() -> dict[str, float]:
    """grouping.toml as read."""
    found: dict[str, float] = tomllib.loads(files(__package__).joinpath("grouping.toml").read_text("utf-8"))[
        "weights"
    ]
    return found


def _group(*names: str) -> Group:
    return Group(names, tuple(weights().get(name, 0.0) for name in names))


def weight(signs: Signs) -> float:
    """What the signs say together."""
    total = 0.0
    for group, values in signs:
        total += sum(map(mul, group.weights, values))
    return total


def named(signs: Signs) -> list[tuple[str, float]]:
    """Each sign by itself."""
    return [pair for group, values in signs for pair in zip(group.names, values, strict=True)]


_SITUATIONS = ("closed", "headed", "signed", "broken", "flowing")
_NEAR = ("affinity", "affinity long", "further", "weighty")
_MEETING = ("cut", "gain", "brackets close", "brackets", "clause", "sentence", "open", "open within")
_STAY = {w: _group(f"stay {w}", *(f"stay {w} {sign}" for sign in _NEAR)) for w in _SITUATIONS}
_BACK = {
    way: {
        w: _group(f"{way} {w}", *(f"{way} {sign}" for sign in (*_NEAR, "rank", "level"))) for w in _SITUATIONS
    }
    for way in ("resume", "back")
}
_CLOSED = {way: _group(f"{way} within") for way in ("stay", "resume", "back")}
_OPEN = {way: _group(*(f"{way} {sign}" for sign in _MEETING)) for way in ("stay", "resume", "back")}
_BEGIN = {
    w: _group(
        f"begin {w}",
        *(f"begin {w} {sign}" for sign in ("within", "carries on", "opens", "short", "signed")),
        "begin closes",
    )
    for w in _SITUATIONS
}
_CALLED = {w: _group(f"begin {w} called", f"begin {w} habit") for w in _SITUATIONS}
_HEADED = _group("begin headlines", "begin heads above", "begin titled current", "begin titled habit")


class Ways:
    """The signs at the passages of one page."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], kinship: Kinship):
        self.bodies, self.gaps, self.kinship = bodies, gaps, kinship
        self.sections = series(bodies, gaps)
        self.closes = closing_ahead(bodies, gaps)
        self._titles = [gap.titles for gap in gaps]
        self._long = [min(1.0, len(body.passage.text) / _LONG) for body in bodies]
        self._weighty = [min(1.0, kinship.length(i) / _LONG) for i in range(len(bodies))]
        self._begins = [_beginning(body.text) for body in bodies]
        self._meetings: dict[tuple[int, int], tuple[float, ...]] = {}

    def situation(self, i: int, current: Piece) -> str:
        """How body `i` stands to the piece at hand."""
        if current.closed:
            return "closed"
        if self._titles[i]:
            return "headed"
        if self.gaps[i].parts:
            return "signed"
        return "broken" if self.bodies[i - 1].ends_open else "flowing"

    def stay(self, i: int, current: Piece) -> Signs:
        """The signs for going on with the piece at hand."""
        near, known, further = self._kin(i, current)
        near, weighty = near * known, known * self._weighty[i]
        values = (1.0, near, near * self._long[i], further * known * self._weighty[i], weighty)
        return [(_STAY[self.situation(i, current)], values), self._joint("stay", i, current)]

    def back(self, i: int, piece: Piece, current: Piece, rank: int) -> Signs:
        """The signs for coming back to another piece; `rank` counts those that broke off later."""
        where = "resume" if piece.open_end else "back"
        near, known, further = self._kin(i, piece)
        titles = self._titles[i]
        near, weighty = near * known, known * self._weighty[i]
        level = 1.0 if titles and titles[-1].level else 0.0
        far = float(min(rank, FARTHEST))
        values = (1.0, near, near * self._long[i], further * known, weighty, far, level)
        return [(_BACK[where][self.situation(i, current)], values), self._joint(where, i, piece)]

    def _kin(self, i: int, piece: Piece) -> tuple[float, float, float]:
        """How near body `i` is to the piece, how well the piece is known, how near what follows is."""
        near, further = self.kinship.near_and_further(i, piece.bodies)
        return near, min(1.0, piece.length / _KNOWN), further

    def _joint(self, way: str, i: int, piece: Piece) -> tuple[Group, tuple[float, ...]]:
        """The signs in which the end of a piece and the beginning of body `i` meet."""
        if not piece.open_end:
            return _CLOSED[way], self._begins[i][:1]
        last = piece.bodies[-1]
        meeting = self._meetings.get((last, i))
        if meeting is None:
            within, carries_on, opens = self._begins[i]
            begins = self.bodies[i].text[:1] != "“" and (carries_on or opens)
            gain, brackets = self.kinship.junction(last, i)
            meeting = self._meetings[last, i] = (
                1.0 if self.kinship.cut(last, i) else 0.0,
                gain,
                1.0 if brackets > 0 else 0.0,
                1.0 if brackets < 0 else 0.0,
                1.0 if self.bodies[last].text.endswith(_CLAUSE) else 0.0,
                1.0 if begins else 0.0,
                1.0,
                within,
            )
        return _OPEN[way], meeting

    def begin(self, i: int, current: Piece, others: list[Piece]) -> Signs:
        """The signs for a new piece behind the one at hand, where it may also go on with any of the
        others."""
        where = self.situation(i, current)
        titles = self._titles[i]
        signed = 1.0 if current.signed else 0.0
        short = max(0.0, 1.0 - len(self.bodies[i].passage.text) / 60)
        values = (1.0, *self._begins[i], short, signed, signed if self.closes[i] else 0.0)
        if titles:
            above = max(-2.0, min(2.0, self.kinship.heads_above(i, current.bodies)))
            habit = self.kinship.habit
            headed = min(2.0, len(titles) - 1.0), above, 1.0 if current.titles else 0.0, habit
            return [(_BEGIN[where], values), (_HEADED, headed)]
        known = min(1.0, current.length / _KNOWN)
        called = self.kinship.called(i, [piece.bodies for piece in (current, *others)])
        return [(_BEGIN[where], values), (_CALLED[where], (called * known, self.kinship.habit))]


def _beginning(text: str) -> tuple[float, float, float]:
    """Whether a passage begins within a sentence, carries on, opens a piece."""
    return (
        1.0 if WITHIN.match(text) else 0.0,
        1.0 if _CARRIES_ON.match(text) else 0.0,
        1.0 if _OPENS.match(text) else 0.0,
    )
