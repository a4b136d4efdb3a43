"""Which passages of a page make one article: a search over all ways to go on, come back or begin anew.

Beam search from top to bottom. What decides: the set phrases that begin and end a piece, that a piece is
signed once, breaks within a sentence, and what the passages speak of.
"""

import re
from dataclasses import dataclass
from operator import itemgetter

from kg.reading.cohesion import PageModel
from kg.reading.kinship import Kinship
from kg.reading.marks import patterns
from kg.reading.parts import Part, Role
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, closing_ahead, series

_BEAM = 12
_RECALLED = 16  # pieces that a passage may come back to
_MARGIN = 2.2  # a state that is this much worse than the best is given up
_NO_BEGINNING = re.compile(r"[、，。；：！？）”》,.;:!?)]|[与和及的等了并而且]|[^“]{0,40}”(?!.{0,60}“)")


@dataclass(frozen=True, slots=True)
class _Costs:
    """What it costs to go on with the current piece, to come back to one that breaks off, to come back to
    another one, to begin a new one."""

    stay: float
    resume: float
    back: float
    begin: float


_FLOWING = _Costs(0.0, 1.6, 3.2, 3.9)  # one sentence ends and another begins
_BROKEN = _Costs(0.3, 1.5, 2.5, 2.6)  # the passage before breaks off within a sentence
_HEADED = _Costs(0.2, 1.8, 1.9, 1.0)  # a headline stands between
_CLOSED = _Costs(99.0, 0.4, 1.2, 0.6)  # the piece before is signed at its end
_CARRIES_ON = re.compile(f"(?:{'|'.join(patterns()['continuity']['carries_on'])})")
_OPENS = re.compile(f"(?:{'|'.join(patterns()['continuity']['opens'])})")
_UNFIT = 1.0  # at most, for going on with what a passage does not speak of
_SERIES = 4.0  # against a beginning under one of a series of headings
_SECTION_STRANGE = 0.8  # at most, where a heading may be a section's
_SLOPE = 18.0  # characters of a passage for a unit of weight of its affinity
_NEUTRAL = 0.25
_UNRESOLVED = 2.0
_UNSIGNED_TITLED = 2.4
_UNSIGNED = 0.4
_SPANS = 2.0
_SPANS_NOT = 0.5
_BARELY = 30  # characters behind a dateline that are no piece yet
_KNOWN = 200  # characters from which on a piece's topic is known
_HEADED_BACK = 1.5  # for coming back under a heading
_MISPLACED = 1.2  # the beginning of a sentence within another one, or the other way round
_NEVER_FIRST = tuple("、，。；：！？）”》,.;:!?)")


def _begins_sentence(text: str) -> bool:
    return _CARRIES_ON.match(text) is not None or _OPENS.match(text) is not None


@dataclass(slots=True, eq=False)
class _State:
    score: float
    pieces: tuple[Piece, ...]
    current: int
    open: tuple[int, ...]  # the pieces that are not closed

    @property
    def piece(self) -> Piece:
        return self.pieces[self.current]


# A way to go on: the score it leads to, the state it starts from, the piece that it adds to (-1: begins one).
_Way = tuple[float, _State, int]
_by_score = itemgetter(0)


def pieces(bodies: list[Part], gaps: list[Gap], model: PageModel, page: str) -> list[Piece]:
    """The articles of the page, each as the bodies that make it, in the order of their beginnings.

    `model` holds the bodies' texts under their indices.
    """
    search = _Search(bodies, gaps, model, page)
    states = [_State(0.0, (), -1, ())]
    for i in range(len(bodies)):
        ways = search.ways(states, i)
        ways.sort(key=_by_score, reverse=True)
        least = ways[0][0] - _MARGIN
        states = [search.taken(way, i) for way in ways[:_BEAM] if way[0] > least]
    best = max(states, key=lambda state: state.score + search.at_the_end(state))
    return list(best.pieces)


def one(bodies: list[Part], gaps: list[Gap]) -> Piece:
    """All bodies as one article."""
    opened = gaps[0].byline is not None and not bodies[0].starts
    signed = opened or any(body.byline or body.closing for body in bodies)
    length = sum(len(body.text) for body in bodies)
    marked = opened or bodies[0].starts
    return Piece(tuple(range(len(bodies))), length, signed, True, False, len(gaps[0].titles), marked, opened)


class _Search:
    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps = bodies, gaps
        self.kinship = Kinship(bodies, gaps, model, page)
        self.sections = series(bodies, gaps)
        self.closes = closing_ahead(bodies, gaps)
        self._opened = [self._is_opened(i) for i in range(len(bodies))]
        self._titles = [gap.titles for gap in gaps]
        self._begun: dict[int, Piece] = {}
        self._grown: list[dict[Piece, Piece]] = [{} for _ in bodies]
        self._fits: list[dict[Piece, tuple[float, float]]] = [{} for _ in bodies]

    def ways(self, states: list[_State], i: int) -> list[_Way]:
        """All ways to go on with body `i`."""
        body, gap = self.bodies[i], self.gaps[i]
        if body.starts or self._opened[i] or i == 0 or self.kinship.captions[i]:
            return [(state.score, state, -1) for state in states]
        before = self.bodies[i - 1]
        joins, titles = not gap.parts, self._titles[i]
        if joins and before.ends_open and before.closing is None:
            barely_begun = before.starts and len(before.passage) < _BARELY
            if barely_begun or body.text.startswith(_NEVER_FIRST) or self.kinship.cut(i - 1, i):
                return [self._on(state, i) for state in states]
        flows = joins and not before.ends_open
        undecided = []
        found: list[_Way] = []
        closes = self.closes[i]
        for state in states:
            current = state.piece
            settled = joins and not (current.closed or before.ends_open or (current.signed and closes))
            if settled and self.kinship.compare(i, current) > -0.3 and not self._waiting(state):
                found.append(self._on(state, i))
            else:
                undecided.append(state)
        if not undecided:
            return found
        text = body.text
        misplaced_open = _MISPLACED if text[:1] != "“" and _begins_sentence(text) else 0.0
        misplaced = _MISPLACED if _NO_BEGINNING.match(text) else 0.0
        back = _HEADED_BACK if titles and titles[-1].level else 0.0
        beginnings: dict[Piece, float] = {}
        fits = self._fits[i]
        for state in undecided:
            pieces, score, now = state.pieces, state.score, state.current
            current = pieces[now]
            if current.closed:
                costs = _CLOSED
            elif titles:
                costs = _HEADED
            else:
                costs = _BROKEN if before.ends_open else _FLOWING
            if current not in beginnings:
                beginnings[current] = costs.begin + self._beginning(i, current, joins and not current.closed)
            recalled = self._recalled(state, flows)
            if not current.closed and now not in recalled:
                recalled = (now, *recalled)
            for number in recalled:
                piece = pieces[number]
                cost = misplaced_open if piece.open_end else misplaced
                fit, others = fits[piece] if piece in fits else self._fit(i, piece)
                if number == now:
                    found.append((score - (cost + costs.stay) + max(fit, -_UNFIT) + others, state, number))
                else:
                    cost += costs.resume if piece.open_end else costs.back + back
                    found.append((score - cost + fit + others, state, number))
            found.append((score - beginnings[current], state, -1))
        return found

    def taken(self, way: _Way, i: int) -> _State:
        """The state that a way leads to with body `i`."""
        score, state, number = way
        if number < 0:
            piece = self._begin(i)
            now = len(state.pieces)
            still = state.open if piece.closed else (*state.open, now)
            return _State(score, (*state.pieces, piece), now, still)
        piece = self._grow(i, state.pieces[number])
        changed = (*state.pieces[:number], piece, *state.pieces[number + 1 :])
        still = tuple(n for n in state.open if n != number) if piece.closed else state.open
        return _State(score, changed, number, still)

    def at_the_end(self, state: _State) -> float:
        """What speaks against the whole: pieces that nobody signs, that break off, that have no headline."""
        score = 0.0
        for piece in state.pieces:
            if not piece.signed and not piece.marked:
                score -= (
                    _UNSIGNED_TITLED
                    if piece.titles == 1
                    else _UNSIGNED_TITLED / 2
                    if piece.titles
                    else _UNSIGNED
                )
            if piece.open_end:
                score -= _UNRESOLVED
        return score

    def _beginning(self, i: int, current: Piece, joins: bool) -> float:
        """What it costs, beside the usual, that a piece begins with body `i` behind the current one; `joins`:
        without anything between them."""
        text, titles = self.bodies[i].text, self._titles[i]
        cost = (-0.6 if len(titles) > 1 else 0.0) + (_SERIES if i in self.sections else 0.0)
        if joins and _NO_BEGINNING.match(text):
            cost -= 1.6
        elif _CARRIES_ON.match(text):
            cost += 1.5 if joins else 0.8
        elif joins and _OPENS.match(text):
            cost -= 0.4
        if joins:
            cost -= self.kinship.called(i, current)
        if current.closed:
            return cost
        strange = self.kinship.strangeness(i, current)
        may_be_section = strange > _SECTION_STRANGE and len(titles) == 1 and not self.closes[i]
        if may_be_section and not self.kinship.heads_above(i, current):
            strange = _SECTION_STRANGE
        return cost - strange

    def _is_opened(self, i: int) -> bool:
        """Whether a byline under a headline opens a piece with body `i`."""
        gap = self.gaps[i]
        return (
            gap.byline is not None
            and not self.bodies[i].starts
            and not (gap.parts[0].role is Role.BYLINE and gap.parts[0].text[:1] in "（([")
        )

    def _recalled(self, state: _State, flows: bool) -> tuple[int, ...]:
        """The pieces that a passage may come back to: those that break off; others where it does not
        flow from the passage before."""
        found = state.open[-_RECALLED:]
        if flows and not state.pieces[state.current].closed:
            return tuple(n for n in found if state.pieces[n].open_end)
        return found

    def _waiting(self, state: _State) -> bool:
        """Whether a piece other than the current one breaks off within a sentence."""
        pieces, current = state.pieces, state.current
        for n in state.open:  # noqa: SIM110 (asked very often)
            if pieces[n].open_end and n != current:
                return True
        return False

    def _on(self, state: _State, i: int) -> _Way:
        """The way that goes on with the current piece."""
        fit, others = self._fit(i, state.piece)
        return state.score + max(fit, -_UNFIT) + others, state, state.current

    def _fit(self, i: int, piece: Piece) -> tuple[float, float]:
        """How well body `i` goes on with the piece: by what it says, and by all else."""
        known = self._fits[i]
        if piece not in known:
            body = self.bodies[i]
            sure = min(1.0, piece.length / _KNOWN)
            length = min(len(body.passage), 160)
            fit = (self.kinship.affinity(i, piece) + _NEUTRAL) * (0.6 + length / _SLOPE) * sure
            others = 0.0
            if piece.open_end:
                others = _SPANS if self.kinship.cut(piece.bodies[-1], i) else -_SPANS_NOT
            closing = body.closing
            if closing is not None and closing.names and piece.signed and not closing.additional:
                others -= 5.0
            known[piece] = fit, others
        return known[piece]

    def _begin(self, i: int) -> Piece:
        if i not in self._begun:
            body = self.bodies[i]
            opened = self._opened[i]
            self._begun[i] = Piece(
                (i,),
                len(body.text),
                signed=body.byline is not None or opened or body.closing is not None,
                closed=body.closing is not None,
                open_end=body.ends_open,
                titles=len(self.gaps[i].titles),
                marked=body.starts or opened or body.photo,
                opened=opened,
                tail=body.mark is not None,
                caption=body.photo and not body.starts,
            )
        return self._begun[i]

    def _grow(self, i: int, piece: Piece) -> Piece:
        known = self._grown[i]
        if piece not in known:
            body = self.bodies[i]
            known[piece] = Piece(
                (*piece.bodies, i),
                piece.length + len(body.text),
                piece.signed or body.closing is not None,
                body.closing is not None,
                body.ends_open,
                piece.titles,
                piece.marked,
                piece.opened,
                piece.tail,
                caption=body.photo,
            )
        return known[piece]
