"""Which passages of a page make one article: a search over all ways to go on, come back or begin anew.

Beam search from top to bottom. What decides: the set phrases that begin and end a piece, that a piece is signed
once, breaks within a sentence, and what the passages speak of.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.reading.cohesion import PageModel
from kg.reading.layout import is_cut
from kg.reading.parts import Part, Role

_BEAM = 16
_DAY_FIRST = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚|清晨|傍晚|凌晨)?[，,]|(?:近日|日前|连日来)[，,]"
)
_NO_BEGINNING = re.compile(r"[、，。；：！？）”》,.;:!?)]|[与和及的等了并而且]|[^“]{0,40}”(?!.{0,60}“)")


@dataclass(slots=True)
class Gap:
    """What stands between two bodies: headlines and bylines."""

    parts: list[Part] = field(default_factory=list)

    @property
    def titles(self) -> list[Part]:
        return [part for part in self.parts if part.role is Role.TITLE]

    @property
    def byline(self) -> Part | None:
        return next((part for part in self.parts if part.role in (Role.BYLINE, Role.SIGNATURE)), None)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as far as the search has come: indices into the bodies."""

    bodies: tuple[int, ...]
    signed: bool
    closed: bool
    titled: bool
    marked: bool  # begins with a dateline, a mark of continuation or a byline
    opened: bool = False  # by a byline between headline and body


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    pieces: tuple[Piece, ...]
    current: int


def bodies_and_gaps(parts: Iterable[Part]) -> tuple[list[Part], list[Gap]]:
    """The bodies, and the gaps before each and behind the last."""
    bodies: list[Part] = []
    gaps = [Gap()]
    for part in parts:
        if part.role is Role.BODY:
            bodies.append(part)
            gaps.append(Gap())
        elif part.role is not Role.FURNITURE:
            gaps[-1].parts.append(part)
    return bodies, gaps


def pieces(bodies: list[Part], gaps: list[Gap], model: PageModel, page: str) -> list[Piece]:
    """The articles of the page, each as the bodies that make it, in the order of their beginnings.

    `model` holds the bodies' texts under their indices.
    """
    search = _Search(bodies, gaps, model, page)
    states = [_State(0.0, (), -1)]
    for i in range(len(bodies)):
        following = [after for state in states for after in search.steps(state, i)]
        following.sort(key=lambda state: -state.score)
        states = following[:_BEAM]
    best = max(states, key=lambda state: state.score + search.at_the_end(state))
    return list(best.pieces)


class _Search:
    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps, self.model, self.page = bodies, gaps, model, page
        self._models: dict[tuple[int, ...], tuple[NDArray[np.float64], float]] = {}
        self._affinities: dict[tuple[int, tuple[int, ...]], float] = {}

    def steps(self, state: _State, i: int) -> list[_State]:
        """All ways to go on with body `i`."""
        body, gap = self.bodies[i], self.gaps[i]
        opened = gap.byline is not None and not body.starts and not self._closes(gap)
        if body.starts or opened or state.current < 0 or self._caption(i):
            return [self._begin(state, i, opened)]
        current = state.pieces[state.current]
        before = self.bodies[i - 1]
        flows = not gap.parts and not current.closed and not before.ends_open
        goes_on = not gap.parts and before.ends_open and is_cut(before.text, body.text, self.page)
        if goes_on or (flows and (self._affinity(i, current) > -0.3 or len(body.text) < 12)):
            return [self._add(state, i, state.current, 0.0)]
        found: list[_State] = []
        for number, piece in enumerate(state.pieces):
            if piece.closed or self.bodies[piece.bodies[0]].photo:
                continue
            cost = 0.0
            if number != state.current:
                cost = 2.6 if flows else 1.2 if current.closed or before.ends_open or gap.titles else 2.0
                if self.bodies[piece.bodies[-1]].ends_open and not gap.titles:
                    cost -= 1.0
            elif gap.titles:
                cost = 0.3
            elif before.ends_open:
                cost = 0.6
            found.append(self._add(state, i, number, cost))
        cost = 3.4 if flows else 1.6
        if flows and _NO_BEGINNING.match(body.text):
            cost -= 2.0
        if current.closed or gap.titles:
            cost = 0.6
        elif before.ends_open:
            cost = 0.8
        found.append(self._begin(state, i, opened, cost))
        return found

    def at_the_end(self, state: _State) -> float:
        """What speaks against the whole: pieces that nobody signs, that break off, that have no headline."""
        score = 0.0
        for piece in state.pieces:
            if not piece.signed and not piece.marked:
                score -= 1.6 if piece.titled else 0.4
            if self.bodies[piece.bodies[-1]].ends_open:
                score -= 0.4
        return score

    def _closes(self, gap: Gap) -> bool:
        return bool(gap.parts) and gap.parts[0].role is Role.BYLINE and gap.parts[0].text[:1] in "（(["

    def _caption(self, i: int) -> bool:
        """Whether a photograph's caption begins here: it ends with a credit, here or in the next passage."""
        body = self.bodies[i]
        if body.photo:
            before = self.bodies[i - 1] if i else None
            return not (
                before is not None
                and not self.gaps[i].parts
                and not before.starts
                and before.closing is None
                and _DAY_FIRST.match(before.text)
                and len(before.text) + len(body.text) < 400
                and not _DAY_FIRST.match(body.text)
            )
        after = self.bodies[i + 1] if i + 1 < len(self.bodies) else None
        return (
            after is not None
            and after.photo
            and not self.gaps[i + 1].parts
            and _DAY_FIRST.match(body.text) is not None
            and not _DAY_FIRST.match(after.text)
            and len(body.text) + len(after.text) < 400
        )

    def _begin(self, state: _State, i: int, opened: bool, cost: float = 0.0) -> _State:
        body, gap = self.bodies[i], self.gaps[i]
        marked = body.starts or opened
        signed = body.byline is not None or opened or body.closing is not None
        piece = Piece((i,), signed, body.closing is not None, bool(gap.titles), marked or body.photo, opened)
        return _State(state.score - cost, (*state.pieces, piece), len(state.pieces))

    def _add(self, state: _State, i: int, number: int, cost: float) -> _State:
        body = self.bodies[i]
        piece = state.pieces[number]
        length = min(len(body.text), 160)
        score = state.score - cost + (self._affinity(i, piece) + 0.32) * (0.6 + length / 18)
        if body.closing is not None and piece.signed:
            score -= 5.0
        grown = Piece(
            (*piece.bodies, i),
            piece.signed or body.closing is not None,
            body.closing is not None,
            piece.titled,
            piece.marked,
            piece.opened,
        )
        changed = (*state.pieces[:number], grown, *state.pieces[number + 1 :])
        return _State(score, changed, number)

    def _affinity(self, i: int, piece: Piece) -> float:
        key = i, piece.bodies
        if key not in self._affinities:
            if piece.bodies not in self._models:
                model = self.model.model(piece.bodies)
                self._models[piece.bodies] = model, float(model.sum())
            self._affinities[key] = self.model.affinity(i, *self._models[piece.bodies])
        return self._affinities[key]
