"""What speaks for each way to go on with a passage: signs and their weights.

At each passage the ways exclude each other: go on with the piece at hand, come back to one that breaks off
or to another one, begin a new piece. The weights (grouping.toml) were fitted by conditional logistic
regression over such choices on simulated pages.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from kg.reading.kinship import Kinship
from kg.reading.marks import patterns
from kg.reading.parts import Part
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, closing_ahead, series

Signs = list[tuple[str, float]]

# How a passage begins that goes on within a sentence.
WITHIN = re.compile(r"[、，。；：！？）”》,.;:!?)]|[与和及的等了并而且]|[^“]{0,40}”(?!.{0,60}“)")
_CARRIES_ON = re.compile(f"(?:{'|'.join(patterns()['continuity']['carries_on'])})")
_OPENS = re.compile(f"(?:{'|'.join(patterns()['continuity']['opens'])})")
_CLAUSE = tuple("，、；：,;:")
_KNOWN = 200  # characters from which on a piece's topic is known
_LONG = 160  # characters of a passage that say what it is about


@cache
def weights() -> dict[str, float]:
    """grouping.toml as read."""
    found: dict[str, float] = tomllib.loads(files(__package__).joinpath("grouping.toml").read_text("utf-8"))[
        "weights"
    ]
    return found


def weight(signs: Signs) -> float:
    """What the signs say together."""
    known = weights()
    return sum([known.get(name, 0.0) * value for name, value in signs])


class Ways:
    """The signs at the passages of one page."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], kinship: Kinship):
        self.bodies, self.gaps, self.kinship = bodies, gaps, kinship
        self.sections = series(bodies, gaps)
        self.closes = closing_ahead(bodies, gaps)

    def situation(self, i: int, current: Piece) -> str:
        """How body `i` stands to the piece at hand."""
        if current.closed:
            return "closed"
        if self.gaps[i].titles:
            return "headed"
        if self.gaps[i].parts:
            return "signed"
        return "broken" if self.bodies[i - 1].ends_open else "flowing"

    def stay(self, i: int, current: Piece) -> Signs:
        """The signs for going on with the piece at hand."""
        where = self.situation(i, current)
        near = self.kinship.affinity(i, current.bodies)
        known = min(1.0, current.length / _KNOWN)
        length = min(1.0, len(self.bodies[i].passage) / _LONG)
        further = self.kinship.further(i, current.bodies)
        weighty = min(1.0, self.kinship.length(i) / _LONG)
        return [
            (f"stay {where}", 1.0),
            (f"stay {where} affinity", near * known),
            (f"stay {where} affinity long", near * known * length),
            (f"stay {where} further", further * known * weighty),
            (f"stay {where} weighty", known * weighty),
            *self._joint("stay", i, current),
        ]

    def back(self, i: int, piece: Piece, current: Piece, rank: int) -> Signs:
        """The signs for coming back to another piece; `rank` counts those that broke off later."""
        where = "resume" if piece.open_end else "back"
        near = self.kinship.affinity(i, piece.bodies)
        known = min(1.0, piece.length / _KNOWN)
        length = min(1.0, len(self.bodies[i].passage) / _LONG)
        headed = 1.0 if self.gaps[i].titles else 0.0
        return [
            (f"{where} {self.situation(i, current)}", 1.0),
            (f"{where} affinity", near * known),
            (f"{where} affinity long", near * known * length),
            (f"{where} further", self.kinship.further(i, piece.bodies) * known),
            (f"{where} weighty", known * min(1.0, self.kinship.length(i) / _LONG)),
            (f"{where} rank", float(min(rank, 4))),
            (f"{where} level", headed if headed and self.gaps[i].titles[-1].level else 0.0),
            *self._joint(where, i, piece),
        ]

    def _joint(self, way: str, i: int, piece: Piece) -> Signs:
        """The signs in which the end of a piece and the beginning of body `i` meet."""
        text = self.bodies[i].text
        if not piece.open_end:
            return [(f"{way} within", 1.0 if WITHIN.match(text) else 0.0)]
        begins = text[:1] != "“" and (_CARRIES_ON.match(text) or _OPENS.match(text))
        last = piece.bodies[-1]
        gain, brackets = self.kinship.junction(last, i)
        return [
            (f"{way} cut", 1.0 if self.kinship.cut(last, i) else 0.0),
            (f"{way} gain", gain),
            (f"{way} brackets close", 1.0 if brackets > 0 else 0.0),
            (f"{way} brackets", 1.0 if brackets < 0 else 0.0),
            (f"{way} clause", 1.0 if self.bodies[last].text.endswith(_CLAUSE) else 0.0),
            (f"{way} sentence", 1.0 if begins else 0.0),
            (f"{way} open", 1.0),
            (f"{way} open within", 1.0 if WITHIN.match(text) else 0.0),
        ]

    def begin(self, i: int, current: Piece, others: list[Piece]) -> Signs:
        """The signs for a new piece behind the one at hand, where it may also go on with any of the
        others."""
        where = self.situation(i, current)
        text, titles = self.bodies[i].text, self.gaps[i].titles
        known = min(1.0, current.length / _KNOWN)
        signs = [
            (f"begin {where}", 1.0),
            (f"begin {where} within", 1.0 if WITHIN.match(text) else 0.0),
            (f"begin {where} carries on", 1.0 if _CARRIES_ON.match(text) else 0.0),
            (f"begin {where} opens", 1.0 if _OPENS.match(text) else 0.0),
            (f"begin {where} short", max(0.0, 1.0 - len(text) / 60)),
            (f"begin {where} signed", 1.0 if current.signed else 0.0),
            ("begin closes", 1.0 if self.closes[i] and current.signed else 0.0),
        ]
        if titles:
            signs += [
                ("begin headlines", min(2.0, len(titles) - 1.0)),
                ("begin heads above", max(-2.0, min(2.0, self.kinship.heads_above(i, current.bodies)))),
                ("begin titled current", 1.0 if current.titles else 0.0),
            ]
        else:
            signs.append(
                (
                    f"begin {where} called",
                    self.kinship.called(i, [piece.bodies for piece in (current, *others)]) * known,
                )
            )
        return signs
