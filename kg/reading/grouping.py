"""Which passages of a page make one article: a search over all ways to go on, come back or begin anew.

Beam search from top to bottom. What decides: the set phrases that begin and end a piece, that a piece is
signed once, breaks within a sentence, and what the passages speak of.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from kg.reading.cohesion import PageModel
from kg.reading.kinship import Kinship
from kg.reading.parts import Part, Role
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, briefs, is_part, led, parted
from kg.reading.titles import names_column, names_commentary
from kg.reading.ways import WITHIN, Choice, Ways, Weight, Weights, fitted

_BEAM = 6
_RECALLED = 16  # pieces that a passage may come back to
_MARGIN = 4.0  # a state that is this much worse than the best is given up
_SURE = 1.0  # affinity from which on a passage that nothing sets apart goes with the piece at hand
_SIGNED_TWICE = 5.0
_COLUMN_OVER = 2.0  # for a beginning under the name of a column and a headline
_COMMENTARY_OVER = 4.5  # for one right under the name of a column of commentaries
_PARTED = 5.0  # for a beginning behind an empty line, where such lines part articles
_UNPARTED = 3.0  # there against leaving the piece at hand without one
_SERIES = 4.0  # against a beginning under one of a series of headings
_UNRESOLVED = 2.0
_BARELY = 30  # characters behind a dateline that are no piece yet
_NEVER_FIRST = tuple("、，。；：！？）”》,.;:!?)")


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


def pieces(
    bodies: list[Part], gaps: list[Gap], model: PageModel, page: str, typeset: bool = False
) -> list[Piece]:
    """The articles of the page, each as the bodies that make it, in the order of their beginnings.

    `model` holds the bodies' texts under their indices. `typeset`: sizes of type are known, and a headline of
    the first level begins an article.
    """
    search = Search(bodies, gaps, model, page, typeset)
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


def choices(
    bodies: list[Part], gaps: list[Gap], model: PageModel, page: str, owner: list[int], weights: Weights
) -> Iterator[list[tuple[bool, Weight]]]:
    """The choices that lead to the pieces of the page as they truly are, to fit weights on: for each body
    that leaves a choice what speaks for each way, and whether it is the right one. `owner` has the true piece
    of each body."""
    search = Search(bodies, gaps, model, page, weights=weights)
    state = _State(0.0, (), -1, ())
    numbers: dict[int, int] = {}
    for i, true in enumerate(owner):
        right = numbers.get(true, -1)
        if search.settled([state], i) is None:
            ways, others = search.open_ways(state)
            scores = Choice(search.signs, i).scores(state.piece, others)
            yield [(number == right, score) for number, score in zip(ways, scores, strict=True)]
        state = search.taken((0.0, state, right), i)
        numbers[true] = state.current


class Search:
    """The states of the search over one page and the ways between them."""

    def __init__(
        self,
        bodies: list[Part],
        gaps: list[Gap],
        model: PageModel,
        page: str,
        typeset: bool = False,
        weights: Weights | None = None,
    ):
        self.bodies, self.gaps = bodies, gaps
        self.kinship = Kinship(bodies, gaps, model, page)
        self.signs = Ways(bodies, gaps, self.kinship, weights or fitted())
        self._led = led(bodies, gaps)
        self._opened = [self._is_opened(i) for i in range(len(bodies))]
        self._briefs = briefs(bodies, gaps)
        self._parted = parted(bodies, gaps)
        self._columns = {
            number
            for number, gap in enumerate(gaps)
            if any(names_column(part.text) for part in gap.titles[:-1])
        }
        self._commentaries = {
            number
            for number, gap in enumerate(gaps)
            if gap.titles and names_commentary(gap.titles[-1].text) and not is_part(gap.titles[-1].text)
        }
        self._begun: dict[int, Piece] = {}
        self._headed = [typeset and any(part.level == 1 for part in gap.titles) for gap in gaps]
        self._grown: list[dict[Piece, Piece]] = [{} for _ in bodies]

    def settled(self, states: list[_State], i: int) -> list[_Way] | None:
        """The only way to go on with body `i` from each state, None where there is a choice."""
        body, gap = self.bodies[i], self.gaps[i]
        headed = self._headed[i] or self.kinship.captions[i] or i in self._briefs
        if i == 0 or body.starts or self._opened[i] or headed:
            return [(state.score, state, -1) for state in states]
        begun = self.bodies[i - 1].starts and not self.bodies[i - 1].text  # by a mark or a dateline alone
        if i in self._led or (begun and not gap.parts):
            return [(state.score, state, state.current) for state in states]
        before = self.bodies[i - 1]
        if not gap.parts and before.ends_open and before.closing is None:
            barely_begun = before.starts and len(before.passage) < _BARELY
            goes_on = body.text.startswith(_NEVER_FIRST) or self.kinship.cut(i - 1, i)
            if barely_begun or (goes_on and not any(self._waiting(state) for state in states)):
                return [(state.score, state, state.current) for state in states]
        return None

    def _waiting(self, state: _State) -> bool:
        """Whether a piece other than the one at hand breaks off within a sentence."""
        pieces, current = state.pieces, state.current
        for number in state.open:  # noqa: SIM110 (asked very often)
            if pieces[number].open_end and number != current:
                return True
        return False

    def ways(self, states: list[_State], i: int) -> list[_Way]:
        """All ways to go on with body `i`."""
        only = self.settled(states, i)
        if only is not None:
            return only
        found: list[_Way] = []
        closing = self.bodies[i].closing
        closes = closing is not None and bool(closing.names) and not closing.additional
        choice: Choice | None = None
        for state in states:
            if self._goes_on(state, i):
                found.append((state.score, state, state.current))
                continue
            choice = choice or Choice(self.signs, i)
            numbers, others = self.open_ways(state)
            scores = choice.scores(state.piece, others)
            self._set_apart(scores, i, state.piece.closed)
            most = max(scores)
            so_far = state.score - most - math.log(sum([math.exp(score - most) for score in scores]))
            for number, score in zip(numbers, scores, strict=True):
                twice = closes and number >= 0 and state.pieces[number].signed
                found.append((so_far + score - _SIGNED_TWICE * twice, state, number))
        return found

    def _set_apart(self, scores: list[float], i: int, closed: bool) -> None:
        """Add what speaks for a new piece by what stands over body `i`, and where empty lines part articles
        against leaving the piece at hand, which may be `closed`, without one."""
        series = i in self.signs.sections
        scores[0] += -_SERIES if series else _COLUMN_OVER * (i in self._columns)
        scores[0] += _COMMENTARY_OVER * (i in self._commentaries) + _PARTED * (i in self._parted)
        if self._parted and not self.gaps[i].blank:
            for number in range(len(scores)):
                if closed or number != 1:
                    scores[number] -= _UNPARTED

    def open_ways(self, state: _State) -> tuple[list[int], list[Piece]]:
        """The pieces that a body may go on with, by their numbers: a new one (-1), the one at hand unless it
        is closed, and others. To those it comes back where they break off, or where it does not flow from the
        passage before; they are given themselves too."""
        pieces, current = state.pieces, state.current
        numbers = [number for number in reversed(state.open[-_RECALLED:]) if number != current]
        others = [pieces[number] for number in numbers]
        return [-1, *numbers] if state.piece.closed else [-1, current, *numbers], others

    def _goes_on(self, state: _State, i: int) -> bool:
        """Whether body `i` surely goes on with the piece at hand."""
        current = state.piece
        if self.gaps[i].parts or current.closed or self.bodies[i - 1].ends_open:
            return False
        if current.signed and self.signs.closes[i]:
            return False
        return not self._waiting(state) and self.kinship.affinity(i, current.bodies) > _SURE

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
        """What speaks against the whole: pieces that break off."""
        return -_UNRESOLVED * sum(piece.open_end for piece in state.pieces)

    def _is_opened(self, i: int) -> bool:
        """Whether a byline under a headline opens a piece with body `i`: a picture has its own."""
        gap, body = self.gaps[i], self.bodies[i]
        return (
            gap.byline is not None
            and not (body.starts or gap.below_signed or i in self._led)
            and not (gap.parts[0].role is Role.BYLINE and gap.parts[0].text[:1] in "（([")
        )

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
                marked=body.starts or opened or body.photo or i in self._briefs,
                opened=opened,
                tail=body.mark is not None,
                torn=not (body.starts or opened or body.photo) and WITHIN.match(body.text) is not None,
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
                piece.signed or body.closing is not None or i in self._led,
                body.closing is not None,
                body.ends_open,
                piece.titles,
                piece.marked,
                piece.opened,
                piece.tail,
                piece.torn,
                caption=body.photo,
            )
        return known[piece]
