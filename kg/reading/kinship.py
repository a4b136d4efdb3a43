"""What speaks for and against a passage and a piece being of one article, by what they say."""

from collections.abc import Sequence
from itertools import accumulate

from kg.reading import junction
from kg.reading.cohesion import PageModel
from kg.reading.cuts import is_cut
from kg.reading.parts import Part
from kg.reading.sequence import Gap, begins_caption, loose_titles

_ANSWERED = 0.8  # affinity from which on a headline speaks of a passage
_WINDOW = 360


class Kinship:
    """The measures over one page; `bodies` may be told by their indices in `model`, headlines follow them."""

    def __init__(self, bodies: list[Part], gaps: list[Gap], model: PageModel, page: str):
        self.bodies, self.gaps, self.model, self.page = bodies, gaps, model, page
        self._title_index = list(accumulate((len(gap.titles) for gap in gaps), initial=len(bodies)))
        self.captions = [begins_caption(bodies, gaps, i) for i in range(len(bodies))]
        self._ends = [
            i > 0 and (bodies[i - 1].closing is not None or body.starts or gaps[i].byline is not None)
            for i, body in enumerate(bodies)
        ]
        self._loose = [[index for index, _ in titles] for titles in loose_titles(bodies, gaps)]
        self._cuts: dict[tuple[int, int], bool] = {}
        self._junctions: dict[tuple[int, int], tuple[float, int]] = {}
        self._asked: list[list[tuple[int, float]]] | None = None
        lengths = [len(body.passage.text) for body in bodies]
        stops = [end or caption for end, caption in zip(self._ends, self.captions, strict=True)]
        across = _windows(lengths, stops)
        parted = [stop or bool(gap.parts) for stop, gap in zip(stops, gaps[:-1], strict=True)]
        self._windows = _windows(lengths, parted)
        self._lengths = [sum(lengths[window[0] : window[-1] + 1]) for window in across]
        self._askers = model.askers(across)
        self._first_window = len(model)
        self._speaks: dict[tuple[int, ...], list[float]] = {}
        self.habit = self._habit()

    def affinity(self, i: int, bodies: tuple[int, ...]) -> float:
        """How much a passage, by its index in `model`, speaks of the same as the bodies."""
        known = self._speaks.get(bodies)
        return self._askers.affinity(i, bodies) if known is None else known[i]

    def near_and_further(self, i: int, bodies: tuple[int, ...]) -> tuple[float, float]:
        """How much body `i`, and how much it and what follows it, speak of the same as the other ones."""
        speaks = self._speaks.get(bodies) or self._of_all(bodies)
        return speaks[i], speaks[self._first_window + i]

    def length(self, i: int) -> int:
        """Characters of body `i` and what follows it."""
        return self._lengths[i]

    def _of_all(self, bodies: tuple[int, ...]) -> list[float]:
        """How much each passage, then each body with what follows, speaks of the same as the bodies; kept for
        the next time."""
        known = self._speaks[bodies] = self._askers.affinities(bodies)
        return known

    def cut(self, last: int, i: int) -> bool:
        """Whether body `i` goes on within the word at which body `last` breaks off."""
        known = self._cuts.get((last, i))
        if known is None:
            known = self._cuts[last, i] = is_cut(self.bodies[last].text, self.bodies[i].text, self.page)
        return known

    def heads_above(self, i: int, bodies: tuple[int, ...]) -> float:
        """How much more the line over body `i` speaks of the bodies before it than of what follows."""
        index = self._title_index[i]
        return self.affinity(index, bodies) - self.affinity(index, self._windows[i])

    def called(self, i: int, others: Sequence[tuple[int, ...]]) -> float:
        """How much a headline that stands elsewhere speaks of body `i` and what follows it, rather than of
        any of the other pieces, given as their bodies."""
        asking = self._asking()[i]
        if not asking:
            return 0.0
        best = 0.0
        known = self._speaks
        speaks = [known.get(bodies) or self._of_all(bodies) for bodies in others]
        for index, asks in asking:
            if asks > best:
                best = max(best, min(asks, asks - max([each[index] for each in speaks])))
        return best

    def junction(self, last: int, i: int) -> tuple[float, int]:
        """How much speaks for body `i` going on where body `last` breaks off: by words, and by brackets."""
        known = self._junctions.get((last, i))
        if known is None:
            text, following = self.bodies[last].text, self.bodies[i].text
            known = junction.gain(text, following), junction.brackets(text, following)
            self._junctions[last, i] = known
        return known

    def _habit(self) -> float:
        """Whether the page sets headlines over their texts (1) or behind them (-1), by what they speak of."""
        found = [1.0 if self.gaps[0].titles else 0.0, -1.0 if self.gaps[-1].titles else 0.0]
        for i in range(1, len(self.bodies)):
            if self.gaps[i].titles and self._ends[i]:
                found.append(-max(-1.0, min(1.0, self.heads_above(i, (i - 1,)))))
        return sum(found) / (len(found) + 1)

    def _asking(self) -> list[list[tuple[int, float]]]:
        """For each body the loose headlines that speak of it and what follows it, and how much."""
        if self._asked is None:
            indices = [index for titles in self._loose for index in titles]
            found = self.model.affinities([(index,) for index in indices], self._windows)
            self._asked = [[] for _ in self.bodies]
            for title, i in zip(*(found > _ANSWERED).nonzero(), strict=True):
                self._asked[i].append((indices[title], float(found[title, i])))
        return self._asked


def _windows(lengths: list[int], stops: list[bool]) -> list[tuple[int, ...]]:
    """Each body and what surely goes with it: the bodies up to the next that `stops`."""
    found = []
    for i, length in enumerate(lengths):
        end = i + 1
        while length < _WINDOW and end < len(lengths) and not stops[end]:
            length += lengths[end]
            end += 1
        found.append(tuple(range(i, end)))
    return found
