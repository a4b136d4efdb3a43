"""Which passages of a page make one article: a search over all ways to go on, come back or begin anew.

Beam search from top to bottom. What decides: the set phrases that begin and end a piece, that a piece is
signed once, breaks within a sentence, and what the passages speak of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.reading.cohesion import PageModel
from kg.reading.columns import is_cut
from kg.reading.marks import patterns
from kg.reading.parts import Part, Role
from kg.reading.sequence import Gap, closing_ahead, loose_titles, series

_BEAM = 12
_RECALLED = 16  # pieces that a passage may come back to
_MARGIN = 3.0  # a state that is this much worse than the best is given up
_DAY_FIRST = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚|清晨|傍晚|凌晨)?[，,]|(?:近日|日前|连日来)[，,]"
)
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
_USUAL = -0.45  # the affinity of a passage to what stands before it, where unrelated ones begin
_STRANGE = 4.0
_UNFIT = 1.0  # at most, for going on with what a passage does not speak of
_SERIES = 4.0  # against a beginning under one of a series of headings
_SECTION_STRANGE = 0.8  # at most, where a heading may be a section's
_STEEP = 30.0
_SLOPE = 18.0  # characters of a passage for a unit of weight of its affinity
_NEUTRAL = 0.25
_UNRESOLVED = 2.0
_UNSIGNED_TITLED = 2.4
_UNSIGNED = 0.4
_SPANS = 2.0
_SPANS_NOT = 0.5
_BARELY = 30  # characters behind a dateline that are no piece yet
_KNOWN = 200  # characters from which on a piece's topic is known
_CALL = 0.7
_HEADED_BACK = 1.5  # for coming back under a heading
_MISPLACED = 1.2  # the beginning of a sentence within another one, or the other way round
_NEVER_FIRST = tuple("、，。；：！？）”》,.;:!?)")


def _begins_sentence(text: str) -> bool:
    return _CARRIES_ON.match(text) is not None or _OPENS.match(text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as far as the search has come: indices into the bodies."""

    bodies: tuple[int, ...]
    length: int  # in characters
    signed: bool
    closed: bool
    titles: int  # lines over its first body
    marked: bool  # begins with a dateline, a mark of continuation or a byline
    opened: bool = False  # by a byline between headline and body
    tail: bool = False  # begins with a mark of continuation
    caption: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    pieces: tuple[Piece, ...]
    current: int


def pieces(bodies: list[Part], gaps: list[Gap], model: PageModel, page: str) -> list[Piece]:
    """The articles of the page, each as the bodies that make it, in the order of their beginnings.

    `model` holds the bodies' texts under their indices.
    """
    search = _Search(bodies, gaps, model, page)
    states = [_State(0.0, (), -1)]
    for i in range(len(bodies)):
        following = [after for state in states for after in search.steps(state, i)]
        following.sort(key=lambda state: -state.score)
        states = [state for state in following[:_BEAM] if state.score > following[0].score - _MARGIN]
    best = max(states, key=lambda state: state.score + search.at_the_end(state))
    return list(best.pieces)


def one(bodies: list[Part], gaps: list[Gap]) -> Piece:
    """All bodies as one article."""
    opened = gaps[0].byline is not None and not bodies[0].starts
    signed = opened or any(body.byline or body.closing for body in bodies)
    length = sum(len(body.text) for body in bodies)
    marked = opened or bodies[0].starts
    return Piece(tuple(range(len(bodies))), length, signed, True, len(gaps[0].titles), marked, opened)


class _Search:
    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps, self.model, self.page = bodies, gaps, model, page
        counts = [len(gap.titles) for gap in gaps]
        self.title_index = [len(bodies) + sum(counts[:number]) for number in range(len(gaps))]
        self.sections = series(bodies, gaps)
        self.closes = closing_ahead(bodies, gaps)
        self.loose = loose_titles(bodies, gaps)
        self._models: dict[tuple[int, ...], tuple[NDArray[np.float64], float]] = {}
        self._cuts: dict[tuple[int, int], bool] = {}
        self._measures: dict[tuple[str, int, tuple[int, ...]], float] = {}
        self._affinities: dict[tuple[int, tuple[int, ...]], float] = {}

    def steps(self, state: _State, i: int) -> list[_State]:
        """All ways to go on with body `i`."""
        body, gap = self.bodies[i], self.gaps[i]
        opened = gap.byline is not None and not body.starts and not self._closes(gap)
        if body.starts or opened or state.current < 0 or self._caption(i):
            return [self._begin(state, i, opened)]
        current = state.pieces[state.current]
        before = self.bodies[i - 1]
        joins = not gap.parts and not current.closed
        if joins and before.ends_open:
            barely_begun = before.starts and len(before.text) < _BARELY
            if barely_begun or body.text.startswith(_NEVER_FIRST) or self._cut(i - 1, i):
                return [self._add(state, i, state.current, 0.0)]
        waiting = self._waiting(state)
        settled = joins and not before.ends_open and not waiting and not (current.signed and self.closes[i])
        if settled and self._affinity(i, current) > -0.3:
            return [self._add(state, i, state.current, 0.0)]
        if current.closed:
            costs = _CLOSED
        elif gap.titles:
            costs = _HEADED
        else:
            costs = _BROKEN if before.ends_open else _FLOWING
        found: list[_State] = []
        open_pieces = [
            number
            for number, piece in enumerate(state.pieces)
            if not piece.closed and not self.bodies[piece.bodies[0]].photo
        ]
        if state.current in open_pieces[:-_RECALLED]:
            open_pieces.append(state.current)
        for number in open_pieces[-_RECALLED:]:
            piece = state.pieces[number]
            if number == state.current:
                cost = costs.stay
            elif self.bodies[piece.bodies[-1]].ends_open:
                cost = costs.resume
            else:
                cost = costs.back + (_HEADED_BACK if gap.titles and gap.titles[-1].level else 0.0)
            if self.bodies[piece.bodies[-1]].ends_open:
                cost += _MISPLACED if body.text[:1] != "“" and _begins_sentence(body.text) else 0.0
            elif _NO_BEGINNING.match(body.text):
                cost += _MISPLACED
            found.append(self._add(state, i, number, cost))
        cost = costs.begin
        if joins:
            if _NO_BEGINNING.match(body.text):
                cost -= 1.6
            elif _CARRIES_ON.match(body.text):
                cost += 1.5
            elif _OPENS.match(body.text):
                cost -= 0.4
            cost -= self._cached(self._called, i, current)
        elif _CARRIES_ON.match(body.text):
            cost += 0.8
        if len(gap.titles) > 1:
            cost -= 0.6
        if i in self.sections:
            cost += _SERIES
        if not current.closed:
            strange = self._cached(self._strangeness, i, current)
            if (
                len(gap.titles) == 1
                and not self.closes[i]
                and not self._cached(self._heads_above, i, current)
            ):
                strange = min(strange, _SECTION_STRANGE)
            cost -= strange
        found.append(self._begin(state, i, opened, cost))
        return found

    def _cached(self, measure: Callable[[int, Piece], float], i: int, piece: Piece) -> float:
        key = measure.__name__, i, piece.bodies
        if key not in self._measures:
            self._measures[key] = measure(i, piece)
        return self._measures[key]

    def _window(self, i: int, across: bool) -> list[int]:
        """Body `i` and what surely goes with it: the bodies up to the next beginning of a piece; `across`:
        also those behind a heading."""
        window = [i]
        length = len(self.bodies[i].text)
        while length < 360 and window[-1] + 1 < len(self.bodies):
            following = window[-1] + 1
            gap = self.gaps[following]
            if self.bodies[window[-1]].closing or self.bodies[following].starts or gap.byline:
                break
            if (gap.parts and not across) or self._caption(following):
                break
            window.append(following)
            length += len(self.bodies[following].text)
        return window

    def _cut(self, last: int, i: int) -> bool:
        """Whether body `i` goes on within the word at which body `last` breaks off."""
        if (last, i) not in self._cuts:
            self._cuts[last, i] = is_cut(self.bodies[last].text, self.bodies[i].text, self.page)
        return self._cuts[last, i]

    def _strangeness(self, i: int, current: Piece) -> float:
        """How little body `i` and what follows it share with the piece before: above 0 for another topic."""
        window = self._window(i, across=True)
        length = sum(len(self.bodies[j].text) for j in window)
        affinity = self.model.affinity(tuple(window), *self._model(current.bodies))
        weight = min(1.0, length / 160) * min(1.0, current.length / _KNOWN)
        return weight * max(-_STRANGE, min(_STRANGE, (_USUAL - affinity) * _STEEP))

    def _heads_above(self, i: int, current: Piece) -> float:
        """1 where the line over body `i` heads the piece before it rather than a section, else 0."""
        index = self.title_index[i]
        above = self.model.affinity((index,), *self._model(current.bodies))
        below = self.model.affinity((index,), *self._model(tuple(self._window(i, across=False))))
        return float(above > below + 0.2 and above > -0.2)

    def _called(self, i: int, current: Piece) -> float:
        """How much a headline that stands elsewhere asks for a piece that begins with body `i`."""
        window = self._window(i, across=False)
        here, here_size = self._model(tuple(window))
        there, there_size = self._model(current.bodies)
        best = 0.0
        for titles in self.loose:
            scores = []
            for index, length in titles:
                weight = 2.0 + min(length, 30) / 6
                asked = (self.model.affinity((index,), here, here_size) + 0.3) * weight
                other = (self.model.affinity((index,), there, there_size) + 0.3) * weight
                scores.append((asked, other))
            if max(other for _, other in scores) < 1.0:
                best = max(best, *(min(asked, asked - other) for asked, other in scores))
        return min(best * _CALL, 2.8)

    def _waiting(self, state: _State) -> bool:
        """Whether a piece other than the current one breaks off within a sentence."""
        return any(
            n != state.current and self.bodies[piece.bodies[-1]].ends_open
            for n, piece in enumerate(state.pieces)
        )

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
            if self.bodies[piece.bodies[-1]].ends_open:
                score -= _UNRESOLVED
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
        piece = Piece(
            (i,),
            len(body.text),
            signed,
            body.closing is not None,
            len(gap.titles),
            marked or body.photo,
            opened,
            body.mark is not None,
            body.photo and not body.starts,
        )
        return _State(state.score - cost, (*state.pieces, piece), len(state.pieces))

    def _add(self, state: _State, i: int, number: int, cost: float) -> _State:
        body = self.bodies[i]
        piece = state.pieces[number]
        length = min(len(body.text), 160)
        sure = min(1.0, piece.length / _KNOWN)
        fits = (self._affinity(i, piece) + _NEUTRAL) * (0.6 + length / _SLOPE) * sure
        if number == state.current:
            fits = max(fits, -_UNFIT)
        score = state.score - cost + fits
        last = self.bodies[piece.bodies[-1]]
        if last.ends_open:
            score += _SPANS if self._cut(piece.bodies[-1], i) else -_SPANS_NOT
        if body.closing is not None and body.closing.names and piece.signed and not body.closing.additional:
            score -= 5.0
        grown = Piece(
            (*piece.bodies, i),
            piece.length + len(body.text),
            piece.signed or body.closing is not None,
            body.closing is not None,
            piece.titles,
            piece.marked,
            piece.opened,
            piece.tail,
            body.photo,
        )
        changed = (*state.pieces[:number], grown, *state.pieces[number + 1 :])
        return _State(score, changed, number)

    def _model(self, bodies: tuple[int, ...]) -> tuple[NDArray[np.float64], float]:
        if bodies not in self._models:
            model = self.model.model(bodies)
            self._models[bodies] = model, float(model.sum())
        return self._models[bodies]

    def _affinity(self, i: int, piece: Piece) -> float:
        key = i, piece.bodies
        if key not in self._affinities:
            self._affinities[key] = self.model.affinity((i,), *self._model(piece.bodies))
        return self._affinities[key]
