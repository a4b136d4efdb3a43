"""What speaks for and against a passage and a piece being of one article, by what they say."""

import re
from collections.abc import Sequence

from kg.reading import junction
from kg.reading.cohesion import PageModel
from kg.reading.columns import is_cut
from kg.reading.parts import Part
from kg.reading.sequence import Gap, loose_titles

_ANSWERED = 0.8  # affinity from which on a headline speaks of a passage
_WINDOW = 360
_DAY_FIRST = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚|清晨|傍晚|凌晨)?[，,]|(?:近日|日前|连日来)[，,]"
)
_CAPTION = 400  # characters of a caption in two passages, at most


class Kinship:
    """The measures over one page; `bodies` may be told by their indices in `model`, headlines follow them."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps, self.model, self.page = bodies, gaps, model, page
        counts = [len(gap.titles) for gap in gaps]
        self._title_index = [len(bodies) + sum(counts[:number]) for number in range(len(gaps))]
        self.captions = [self._is_caption(i) for i in range(len(bodies))]
        self._ends = [
            i > 0 and (bodies[i - 1].closing is not None or body.starts or gaps[i].byline is not None)
            for i, body in enumerate(bodies)
        ]
        self._loose = [[index for index, _ in titles] for titles in loose_titles(bodies, gaps)]
        self._cuts: dict[tuple[int, int], bool] = {}
        self._windows: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._answers: dict[tuple[int, tuple[int, ...]], float] = {}
        self._junctions: dict[tuple[int, int], tuple[float, int]] = {}
        self._asked: dict[int, list[tuple[int, float]]] = {}

    def affinity(self, i: int, bodies: Sequence[int]) -> float:
        """How much body `i` speaks of the same as the other ones."""
        return self.model.affinity((i,), bodies)

    def further(self, i: int, bodies: Sequence[int]) -> float:
        """How much body `i` and what follows it speak of the same as the other ones."""
        return self.model.affinity(self._window(i, across=True), bodies)

    def length(self, i: int) -> int:
        """Characters of body `i` and what follows it."""
        return sum(len(self.bodies[j].passage) for j in self._window(i, across=True))

    def cut(self, last: int, i: int) -> bool:
        """Whether body `i` goes on within the word at which body `last` breaks off."""
        if (last, i) not in self._cuts:
            self._cuts[last, i] = is_cut(self.bodies[last].text, self.bodies[i].text, self.page)
        return self._cuts[last, i]

    def heads_above(self, i: int, bodies: Sequence[int]) -> float:
        """How much more the line over body `i` speaks of the bodies before it than of what follows."""
        index = (self._title_index[i],)
        return self.model.affinity(index, bodies) - self.model.affinity(index, self._window(i, across=False))

    def called(self, i: int, others: Sequence[Sequence[int]]) -> float:
        """How much a headline that stands elsewhere speaks of body `i` and what follows it, rather than of
        any of the other pieces, given as their bodies."""
        best = 0.0
        for index, asks in self._asking(i):
            answers = max([self._said(index, bodies) for bodies in others])
            best = max(best, min(asks, asks - answers))
        return best

    def _said(self, index: int, bodies: Sequence[int]) -> float:
        key = index, tuple(bodies)
        if key not in self._answers:
            self._answers[key] = self.model.affinity((index,), bodies)
        return self._answers[key]

    def junction(self, last: int, i: int) -> tuple[float, int]:
        """How much speaks for body `i` going on where body `last` breaks off: by words, and by brackets."""
        if (last, i) not in self._junctions:
            text, following = self.bodies[last].text, self.bodies[i].text
            self._junctions[last, i] = junction.gain(text, following), junction.brackets(text, following)
        return self._junctions[last, i]

    def _asking(self, i: int) -> list[tuple[int, float]]:
        """The loose headlines that speak of body `i` and what follows it, and how much."""
        if i not in self._asked:
            window = self._window(i, across=False)
            found = []
            for titles in self._loose:
                for index in titles:
                    asks = self.model.affinity((index,), window)
                    if asks > _ANSWERED:
                        found.append((index, asks))
            self._asked[i] = found
        return self._asked[i]

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
