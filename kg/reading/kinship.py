"""What speaks for and against a passage and a piece being of one article, by what they say."""

import re

from kg.reading.cohesion import PageModel, Topic
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
        self._affinities: dict[tuple[int, Piece], float] = {}
        self._measures: dict[tuple[int, Piece, int], float] = {}
        self._windows: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._weights = [[2.0 + min(length, 30) / 6 for _, length in titles] for titles in self._loose]
        self._calls: dict[tuple[int, ...], list[list[float]]] = {}
        self._asks: dict[int, list[list[float]]] = {}

    def prepare(self, i: int, pieces: list[Piece]) -> None:
        """Compute the affinities of body `i` to all the pieces at once."""
        missing = [piece for piece in pieces if (i, piece) not in self._affinities]
        found = self.model.affinities((i,), [self._topic(piece.bodies) for piece in missing])
        for piece, affinity in zip(missing, found, strict=True):
            self._affinities[i, piece] = affinity

    def affinity(self, i: int, piece: Piece) -> float:
        """How much body `i` speaks of the same as the piece."""
        key = i, piece
        if key not in self._affinities:
            self.prepare(i, [piece])
        return self._affinities[key]

    def cut(self, last: int, i: int) -> bool:
        """Whether body `i` goes on within the word at which body `last` breaks off."""
        if (last, i) not in self._cuts:
            self._cuts[last, i] = is_cut(self.bodies[last].text, self.bodies[i].text, self.page)
        return self._cuts[last, i]

    def strangeness(self, i: int, current: Piece) -> float:
        """How little body `i` and what follows it share with the piece before: above 0 for another topic."""
        key = i, current, 0
        if key not in self._measures:
            window = self._window(i, across=True)
            length = sum(len(self.bodies[j].text) for j in window)
            affinity = self.model.affinity(window, self._topic(current.bodies))
            weight = min(1.0, length / 160) * min(1.0, current.length / _KNOWN)
            self._measures[key] = weight * max(-_STRANGE, min(_STRANGE, (_USUAL - affinity) * _STEEP))
        return self._measures[key]

    def heads_above(self, i: int, current: Piece) -> bool:
        """Whether the line over body `i` heads the piece before it rather than a section."""
        key = i, current, 1
        if key not in self._measures:
            index = (self._title_index[i],)
            above = self.model.affinity(index, self._topic(current.bodies))
            below = self.model.affinity(index, self._topic(self._window(i, across=False)))
            self._measures[key] = float(above > below + 0.2 and above > -0.2)
        return self._measures[key] > 0

    def called(self, i: int, current: Piece) -> float:
        """How much a headline that stands elsewhere asks for a piece that begins with body `i`."""
        if not self._loose:
            return 0.0
        key = i, current, 2
        if key not in self._measures:
            asked = self._asked(i)
            self._measures[key] = 0.0
            if max(map(max, asked)) > 0:
                there = self._answers(current.bodies)
                best = 0.0
                for asks, answers in zip(asked, there, strict=True):
                    if max(answers) < 1.0:
                        best = max(best, *(min(a, a - other) for a, other in zip(asks, answers, strict=True)))
                self._measures[key] = min(best * _CALL, _MOST_CALLED)
        return self._measures[key]

    def _asked(self, i: int) -> list[list[float]]:
        if i not in self._asks:
            self._asks[i] = self._answers(self._window(i, across=False))
        return self._asks[i]

    def _answers(self, bodies: tuple[int, ...]) -> list[list[float]]:
        """How much the bodies are what each loose headline speaks of, gap by gap."""
        if bodies not in self._calls:
            found = iter(self._asking.affinities(self._topic(bodies)))
            self._calls[bodies] = [
                [(next(found) + 0.3) * weight for weight in weights] for weights in self._weights
            ]
        return self._calls[bodies]

    def _window(self, i: int, across: bool) -> tuple[int, ...]:
        """Body `i` and what surely goes with it: the bodies up to the next beginning of a piece; `across`:
        also those behind a heading."""
        if (i, across) in self._windows:
            return self._windows[i, across]
        window = [i]
        length = len(self.bodies[i].text)
        while length < _WINDOW and window[-1] + 1 < len(self.bodies):
            following = window[-1] + 1
            if self._ends[following]:
                break
            if (self.gaps[following].parts and not across) or self.captions[following]:
                break
            window.append(following)
            length += len(self.bodies[following].text)
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
