"""How much one passage speaks of the same as another: smoothed language models over pairs of characters.

Query likelihood with Jelinek-Mercer smoothing (Zhai and Lafferty 2004), the page as background: what is
common on the page says nothing about any of its articles.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Vector = NDArray[Any]
_SHARE = 0.4  # of a passage's own model in the mixture
_CHARACTER = 21  # bits
_PASSAGE = 20
_PUNCTUATION = " \t\n，。、；：？！“”‘’（）《》〈〉【】—…·,.;:?!()\"'%-~～"


@dataclass(slots=True, eq=False)
class Topic:
    """What passages speak of: how often each pair of the page occurs in them, and how many there are."""

    model: _Vector
    total: float


@dataclass(slots=True, eq=False)
class Query:
    """A passage and a group of passages, ready to be compared to one topic after the other."""

    pairs: _Vector
    scale: _Vector
    weights: _Vector  # of the passage's pairs
    more_weights: _Vector

    def affinities(self, topic: Topic) -> tuple[float, float]:
        """The affinity of the passage to the topic, and that of the group."""
        ratios = topic.model[self.pairs]
        ratios *= self.scale
        ratios *= 1.0 / (topic.total + 1.0)
        ratios += 1 - _SHARE
        np.log(ratios, out=ratios)
        here = len(self.weights)
        return float(self.weights @ ratios[:here]), float(self.more_weights @ ratios[here:])


@dataclass(frozen=True, slots=True)
class Many:
    """Groups of passages, ready to be compared to topics one after the other."""

    pairs: _Vector
    scale: _Vector
    weights: _Vector
    ends: _Vector

    def affinities(self, topic: Topic) -> _Vector:
        """The affinity of each group to the topic."""
        ratios = np.log(topic.model[self.pairs] * (self.scale * (1.0 / (topic.total + 1.0))) + (1 - _SHARE))
        ratios *= self.weights
        sums = np.zeros(len(ratios) + 1)
        ratios.cumsum(out=sums[1:])
        sums = sums[self.ends]
        return sums[1:] - sums[:-1]


class PageModel:
    """The passages of a page, as counts of pairs of neighbouring characters, none across punctuation."""

    def __init__(self, texts: Sequence[str]):
        count = len(texts)
        chars = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype=np.uint32)
        inside = _INSIDE[np.minimum(chars, len(_INSIDE) - 1)]
        at = (inside[:-1] & inside[1:]).nonzero()[0]
        lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=count)
        owner = np.repeat(np.arange(count), lengths)[at]
        found = chars[at].astype(np.int64) << _CHARACTER | chars[at + 1]
        found = found << _PASSAGE | owner
        found.sort()
        edges = np.diff(found, prepend=-1, append=-1).nonzero()[0]
        counts = np.diff(edges).astype(np.float64)
        found = found[edges[:-1]]
        codes = found >> _PASSAGE
        pair = np.cumsum(np.diff(codes, prepend=codes[:1]) != 0)
        self.size = int(pair[-1]) + 1 if len(pair) else 0
        self.behind = np.bincount(pair, weights=counts, minlength=self.size)
        self.total = float(len(at)) + 1.0
        owner = found & ((1 << _PASSAGE) - 1)
        order = np.argsort(owner.astype(np.uint16) if count < 1 << 16 else owner, kind="stable")
        self._owner, self._pair, self._count = owner[order], pair[order], counts[order]
        self._sums = np.bincount(owner, weights=counts, minlength=count)
        bounds = [0, *np.cumsum(np.bincount(owner, minlength=count)).tolist()]
        self._bounds = list(itertools.pairwise(bounds))
        self._single = self._scales_of_each()
        self._scales: dict[tuple[int, ...], tuple[_Vector, _Vector, _Vector]] = {}

    def model(self, passages: Iterable[int]) -> _Vector:
        """The counts of all pairs in the passages together."""
        counts = np.zeros(self.size)
        for passage in passages:
            begin, end = self._bounds[passage]
            counts[self._pair[begin:end]] += self._count[begin:end]
        return counts

    def _model_between(self, first: int, last: int) -> _Vector:
        """The counts of all pairs in the passages from `first` to `last`."""
        begin, end = self._bounds[first][0], self._bounds[last][1]
        return np.bincount(self._pair[begin:end], self._count[begin:end], self.size)

    def topic(self, passages: Iterable[int]) -> Topic:
        """The passages together, as what others are compared to."""
        model = self.model(passages)
        return Topic(model, float(model.sum()))

    def together(self, passages: Sequence[tuple[int, ...]]) -> _Vector:
        """Which passages each group of passages holds, as a matrix of groups by passages."""
        held = np.zeros((len(passages), len(self._bounds)))
        rows = np.repeat(np.arange(len(passages)), [len(group) for group in passages])
        held[rows, list(itertools.chain.from_iterable(passages))] = 1.0
        return held

    def grown(self, topic: Topic, passage: int) -> Topic:
        """The topic with one more passage."""
        model = topic.model.copy()
        begin, end = self._bounds[passage]
        model[self._pair[begin:end]] += self._count[begin:end]
        return Topic(model, topic.total + float(self._sums[passage]))

    def affinity(self, passages: tuple[int, ...], topic: Topic) -> float:
        """The mean log-likelihood ratio of the passages' pairs: given the topic, or the page.

        Above 0 where the passages speak of the same as the topic, about -0.5 where they do not; 0 for those
        without any pair. They must not be part of the topic.
        """
        pairs, scale, weights = self._scale(passages)
        return float(
            weights @ np.log(topic.model[pairs] * (scale * (1.0 / (topic.total + 1.0))) + (1 - _SHARE))
        )

    def query(self, passage: int, window: tuple[int, ...]) -> "Query":
        """A passage, and a group of passages or none, to be compared to topics together."""
        pairs, scale, weights = self._scale((passage,))
        if not window:
            return Query(pairs, scale, weights, weights[:0])
        more_pairs, more_scale, more_weights = self._scale(window)
        both = np.concatenate((pairs, more_pairs)), np.concatenate((scale, more_scale))
        return Query(*both, weights, more_weights)

    def many(self, groups: Sequence[tuple[int, ...]]) -> "Many":
        """Groups of passages whose affinities to topics are asked for together."""
        scales = [self._scale(group) for group in groups]
        ends = np.cumsum([0, *(len(pairs) for pairs, _, _ in scales)])
        if not scales:
            nothing = np.zeros(0)
            return Many(np.zeros(0, dtype=np.int64), nothing, nothing, ends)
        pairs, scale, weights = (np.concatenate(parts) for parts in zip(*scales, strict=True))
        return Many(pairs, scale, weights, ends)

    def all_affinities(self, groups: "Many", topics: Sequence[tuple[int, ...]]) -> _Vector:
        """The affinity of each group (columns) to each topic (rows), given as the passages that it holds."""
        wanted, place = np.unique(groups.pairs, return_inverse=True)
        column = np.full(self.size, -1)
        column[wanted] = np.arange(len(wanted))
        column = column[self._pair]
        known = column >= 0
        counts = np.zeros((len(self._bounds), len(wanted)))
        counts[self._owner[known], column[known]] = self._count[known]
        held = self.together(topics)
        totals = 1.0 / (held @ self._sums + 1.0)
        ratios = (held @ counts)[:, place]
        ratios *= totals[:, None] * groups.scale
        ratios += 1 - _SHARE
        np.log(ratios, out=ratios)
        ratios *= groups.weights
        sums = np.zeros((len(topics), len(groups.pairs) + 1))
        np.cumsum(ratios, axis=1, out=sums[:, 1:])
        return np.diff(sums[:, groups.ends], axis=1)

    def _scale(self, passages: tuple[int, ...]) -> tuple[_Vector, _Vector, _Vector]:
        """The passages' pairs, what a topic's counts of them are to be multiplied by, and their weights."""
        if len(passages) == 1:
            return self._single[passages[0]]
        if passages not in self._scales:
            adjoin = len(passages) == passages[-1] - passages[0] + 1
            together = self._model_between(passages[0], passages[-1]) if adjoin else self.model(passages)
            pairs = (together > 0).nonzero()[0]
            counts = together[pairs]
            behind = (self.behind[pairs] - counts + 0.5) / self.total
            weights = np.minimum(counts, 3.0)
            self._scales[passages] = pairs, _SHARE / behind, weights / max(weights.sum(), 1.0)
        return self._scales[passages]

    def _scales_of_each(self) -> list[tuple[_Vector, _Vector, _Vector]]:
        """What `_scale` says of each passage alone."""
        pairs, counts = self._pair, self._count
        scale = _SHARE * self.total / (self.behind[pairs] - counts + 0.5)
        weights = np.minimum(counts, 3.0)
        sums = np.bincount(self._owner, weights=weights, minlength=len(self._bounds))
        weights /= np.maximum(sums, 1.0)[self._owner]
        return [(pairs[a:b], scale[a:b], weights[a:b]) for a, b in self._bounds]


_INSIDE = np.ones(0x10000, dtype=bool)  # by character: whether a pair may hold it
_INSIDE[[ord(char) for char in _PUNCTUATION]] = False
