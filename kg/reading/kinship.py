"""What speaks for and against a passage and a piece being of one article, by what they say."""

import itertools
import re

import numpy as np

from kg.reading.cohesion import PageModel, Query, Topic
from kg.reading.columns import is_cut
from kg.reading.parts import Part
from kg.reading.piece import Piece
from kg.reading.sequence import Gap, loose_titles

_USUAL = -0.45  # the affinity of a passage to what stands before it, where unrelated ones begin
_STRANGE = 4.0
_STEEP = 30.0
_KNOWN = 200  # characters from which on a piece's topic is known
_CALL = 0.7
_MOST_CALLED = 2.8
_SPEAKS = 0.3  # below 0, where a headline speaks of a passage
_WINDOW = 360  # characters of a beginning that say what it is about
_DAY_FIRST = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚|清晨|傍晚|凌晨)?[，,]|(?:近日|日前|连日来)[，,]"
)
_CAPTION = 400  # characters of a caption in two passages, at most


class Kinship:
    """The measures over one page; each is computed once."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps, self.model, self.page = bodies, gaps, model, page
        counts = [len(gap.titles) for gap in gaps]
        self._title_index = [len(bodies) + sum(counts[:number]) for number in range(len(gaps))]
        self.captions = [self._is_caption(i) for i in range(len(bodies))]
        self._ends = [
            i > 0 and (bodies[i - 1].closing is not None or body.starts or gaps[i].byline is not None)
            for i, body in enumerate(bodies)
        ]
        self._loose = loose_titles(bodies, gaps)
        self._asking = model.many([(index,) for titles in self._loose for index, _ in titles])
        self._topics: dict[tuple[int, ...], Topic] = {}
        self._cuts: dict[tuple[int, int], bool] = {}
        self._affinities: list[dict[Piece, float]] = [{} for _ in bodies]
        self._queries: list[Query | None] = [None] * len(bodies)
        self._lengths = [0] * len(bodies)  # of a body and what follows it
        self._further: list[dict[Piece, float]] = [{} for _ in bodies]
        self._windows: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._weights = np.array([2.0 + min(length, 30) / 6 for gap in self._loose for _, length in gap])
        ends = [0, *itertools.accumulate(map(len, self._loose))]
        self._groups = list(itertools.pairwise(ends))  # the headlines of each gap
        self._calls: dict[tuple[int, ...], list[float]] = {}
        self._asks: list[list[float]] | None = None

    def affinity(self, i: int, piece: Piece) -> float:
        """How much body `i` speaks of the same as the piece."""
        known = self._affinities[i]
        if piece not in known:
            known[piece] = self.model.affinity((i,), self._topic(piece.bodies))
        return known[piece]

    def compare(self, i: int, piece: Piece) -> float:
        """The affinity of body `i` to the piece; that of what follows it is computed on the way."""
        known = self._affinities[i]
        further = self._further[i]
        if piece not in further:
            topic = self._topic(piece.bodies)
            query = self._queries[i]
            if query is None:
                window = self._window(i, across=True)
                query = self._queries[i] = self.model.query(i, window if len(window) > 1 else ())
                self._lengths[i] = sum(len(self.bodies[j].passage.text) for j in window)
            known[piece], further[piece] = query.affinities(topic)
            if not len(query.more_weights):
                further[piece] = known[piece]
        return known[piece]

    def cut(self, last: int, i: int) -> bool:
        """Whether body `i` goes on within the word at which body `last` breaks off."""
        if (last, i) not in self._cuts:
            self._cuts[last, i] = is_cut(self.bodies[last].text, self.bodies[i].text, self.page)
        return self._cuts[last, i]

    def strangeness(self, i: int, current: Piece) -> float:
        """How little body `i` and what follows it share with the piece before: above 0 for another topic."""
        self.compare(i, current)
        weight = min(1.0, self._lengths[i] / 160) * min(1.0, current.length / _KNOWN)
        return weight * max(-_STRANGE, min(_STRANGE, (_USUAL - self._further[i][current]) * _STEEP))

    def heads_above(self, i: int, current: Piece) -> bool:
        """Whether the line over body `i` heads the piece before it rather than a section."""
        index = (self._title_index[i],)
        above = self.model.affinity(index, self._topic(current.bodies))
        below = self.model.affinity(index, self._topic(self._window(i, across=False)))
        return above > below + 0.2 and above > -0.2

    def called(self, i: int, current: Piece) -> float:
        """How much a headline that stands elsewhere asks for a piece that begins with body `i`."""
        if not self._loose:
            return 0.0
        asked = self._asked()[i]
        if not asked:
            return 0.0
        best = 0.0
        answers = self._answers(current.bodies)
        for start, end in self._groups:
            if all(answer < 1.0 for answer in answers[start:end]):
                for n in range(start, end):
                    best = max(best, min(asked[n], asked[n] - answers[n]))
        return min(best * _CALL, _MOST_CALLED)

    def _asked(self) -> list[list[float]]:
        """For each body, how much it is what each loose headline speaks of; nothing where it is for none."""
        if self._asks is None:
            windows = [self._window(i, across=False) for i in range(len(self.bodies))]
            found = (self.model.all_affinities(self._asking, windows) + _SPEAKS) * self._weights
            rows: list[list[float]] = found.tolist()
            self._asks = [row if max(row) > 0 else [] for row in rows]
        return self._asks

    def _answers(self, bodies: tuple[int, ...]) -> list[float]:
        """How much the bodies are what each loose headline speaks of."""
        if bodies not in self._calls:
            found = self._asking.affinities(self._topic(bodies))
            self._calls[bodies] = ((found + _SPEAKS) * self._weights).tolist()
        return self._calls[bodies]

    def _window(self, i: int, across: bool) -> tuple[int, ...]:
        """Body `i` and what surely goes with it: the bodies up to the next beginning of a piece; `across`:
        also those behind a heading."""
        if (i, across) in self._windows:
            return self._windows[i, across]
        window = [i]
        length = len(self.bodies[i].passage.text)
        while length < _WINDOW and window[-1] + 1 < len(self.bodies):
            following = window[-1] + 1
            if self._ends[following]:
                break
            if (self.gaps[following].parts and not across) or self.captions[following]:
                break
            window.append(following)
            length += len(self.bodies[following].passage.text)
        return self._windows.setdefault((i, across), tuple(window))

    def _is_caption(self, i: int) -> bool:
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
                and len(before.text) + len(body.text) < _CAPTION
                and not _DAY_FIRST.match(body.text)
            )
        after = self.bodies[i + 1] if i + 1 < len(self.bodies) else None
        return (
            after is not None
            and after.photo
            and not self.gaps[i + 1].parts
            and _DAY_FIRST.match(body.text) is not None
            and not _DAY_FIRST.match(after.text)
            and len(body.text) + len(after.text) < _CAPTION
        )

    def _topic(self, bodies: tuple[int, ...]) -> Topic:
        if bodies not in self._topics:
            before = self._topics.get(bodies[:-1])
            self._topics[bodies] = (
                self.model.grown(before, bodies[-1]) if before is not None else self.model.topic(bodies)
            )
        return self._topics[bodies]
