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
_SEPARATOR = 0xFFFF
_PUNCTUATION = " \t\n，。、；：？！“”‘’（）《》〈〉【】—…·,.;:?!()\"'%-~～"


@dataclass(frozen=True, slots=True)
class Topic:
    """What passages speak of: how often each pair of the page occurs in them, and how many there are."""

    model: _Vector
    total: float


@dataclass(frozen=True, slots=True)
class Many:
    """Groups of passages, ready to be compared to topics one after the other."""

    pairs: _Vector
    scale: _Vector
    weights: _Vector
    ends: _Vector

    def affinities(self, topic: Topic) -> list[float]:
        """The affinity of each group to the topic."""
        ratios = np.log(topic.model[self.pairs] * (self.scale * (1.0 / (topic.total + 1.0))) + (1 - _SHARE))
        sums = np.concatenate(([0.0], np.cumsum(ratios * self.weights)))[self.ends]
        found: list[float] = (sums[1:] - sums[:-1]).tolist()
        return found


class PageModel:
    """The passages of a page, as counts of pairs of neighbouring characters, none across punctuation."""

    def __init__(self, texts: Sequence[str]):
        joined = "\n".join(texts)
        chars = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        codes = chars[:-1] << 21 | chars[1:]
        inside = _INSIDE[np.minimum(chars, len(_INSIDE) - 1)]
        valid = inside[:-1] & inside[1:]
        lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
        owner = np.repeat(np.arange(len(texts)), lengths)[: len(codes)][valid]
        vocabulary, pair = np.unique(codes[valid], return_inverse=True)
        self.size = len(vocabulary)
        self.behind = np.bincount(pair, minlength=self.size).astype(np.float64)
        self.total = float(len(pair)) + 1.0
        key, count = np.unique(owner * self.size + pair, return_counts=True)
        bounds = np.searchsorted(key, np.arange(len(texts) + 1) * self.size)
        self._pairs = [key[a:b] % max(self.size, 1) for a, b in itertools.pairwise(bounds)]
        self._counts = [count[a:b].astype(np.float64) for a, b in itertools.pairwise(bounds)]
        self._sums = [float(counts.sum()) for counts in self._counts]
        self._single = self._scales_of_each(key % max(self.size, 1), count.astype(np.float64), bounds)
        self._scales: dict[tuple[int, ...], tuple[_Vector, _Vector, _Vector]] = {}

    def model(self, passages: Iterable[int]) -> _Vector:
        """The counts of all pairs in the passages together."""
        counts = np.zeros(self.size)
        for passage in passages:
            counts[self._pairs[passage]] += self._counts[passage]
        return counts

    def topic(self, passages: Iterable[int]) -> Topic:
        """The passages together, as what others are compared to."""
        model = self.model(passages)
        return Topic(model, float(model.sum()))

    def grown(self, topic: Topic, passage: int) -> Topic:
        """The topic with one more passage."""
        model = topic.model.copy()
        model[self._pairs[passage]] += self._counts[passage]
        return Topic(model, topic.total + self._sums[passage])

    def affinity(self, passages: tuple[int, ...], topic: Topic) -> float:
        """The mean log-likelihood ratio of the passages' pairs: given the topic, or the page.

        Above 0 where the passages speak of the same as the topic, about -0.5 where they do not; 0 for those
        without any pair. They must not be part of the topic.
        """
        pairs, scale, weights = self._scale(passages)
        return float(
            weights @ np.log(topic.model[pairs] * (scale * (1.0 / (topic.total + 1.0))) + (1 - _SHARE))
        )

    def affinities(self, passages: tuple[int, ...], topics: Sequence[Topic]) -> list[float]:
        """The affinity of the passages to each of the topics."""
        if len(topics) < 2:
            return [self.affinity(passages, topic) for topic in topics]
        pairs, scale, weights = self._scale(passages)
        counts = np.array([topic.model[pairs] for topic in topics])
        totals = np.array([[1.0 / (topic.total + 1.0)] for topic in topics])
        found: list[float] = (np.log(counts * (totals * scale) + (1 - _SHARE)) @ weights).tolist()
        return found

    def many(self, groups: Sequence[tuple[int, ...]]) -> "Many":
        """Groups of passages whose affinities to a topic are asked for together."""
        scales = [self._scale(group) for group in groups]
        ends = np.cumsum([0, *(len(pairs) for pairs, _, _ in scales)])
        if not scales:
            nothing = np.zeros(0)
            return Many(np.zeros(0, dtype=np.int64), nothing, nothing, ends)
        pairs, scale, weights = (np.concatenate(parts) for parts in zip(*scales, strict=True))
        return Many(pairs, scale, weights, ends)

    def _scale(self, passages: tuple[int, ...]) -> tuple[_Vector, _Vector, _Vector]:
        """The passages' pairs, what a topic's counts of them are to be multiplied by, and their weights."""
        if len(passages) == 1:
            return self._single[passages[0]]
        if passages not in self._scales:
            together = self.model(passages)
            pairs = np.flatnonzero(together)
            counts = together[pairs]
            behind = (self.behind[pairs] - counts + 0.5) / self.total
            weights = np.minimum(counts, 3.0)
            self._scales[passages] = pairs, _SHARE / behind, weights / max(weights.sum(), 1.0)
        return self._scales[passages]

    def _scales_of_each(
        self, pairs: _Vector, counts: _Vector, bounds: _Vector
    ) -> list[tuple[_Vector, _Vector, _Vector]]:
        """What `_scale` says of each passage alone; its pairs go from one of the bounds to the next."""
        scale = _SHARE * self.total / (self.behind[pairs] - counts + 0.5)
        weights = np.minimum(counts, 3.0)
        sums = np.concatenate(([0.0], np.cumsum(weights)))
        edges = list(itertools.pairwise(bounds.tolist()))
        return [(pairs[a:b], scale[a:b], weights[a:b] / max(float(sums[b] - sums[a]), 1.0)) for a, b in edges]


_INSIDE = np.ones(0x10000, dtype=bool)  # by character: whether a pair may hold it
_INSIDE[[ord(char) for char in _PUNCTUATION]] = False
