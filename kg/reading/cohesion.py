"""How much one passage speaks of the same as another: smoothed language models over pairs of characters.

Query likelihood with Jelinek-Mercer smoothing (Zhai and Lafferty 2004), the page as background: what is
common on the page says nothing about any of its articles.
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Vector = NDArray[Any]
_SHARE = 0.4  # of a passage's own model in the mixture
_SEPARATOR = 0xFFFF
_PUNCTUATION = " \t\n，。、；：？！“”‘’（）《》〈〉【】—…·,.;:?!()\"'%-~～"


class PageModel:
    """The passages of a page, as counts of pairs of neighbouring characters, none across punctuation."""

    def __init__(self, texts: Sequence[str]):
        joined = "\n".join(texts)
        chars = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        codes = chars[:-1] << 21 | chars[1:]
        inside = ~(np.isin(chars, _STOPS))
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
        self._scales: dict[tuple[int, ...], tuple[_Vector, _Vector, _Vector]] = {}

    def model(self, passages: Iterable[int]) -> _Vector:
        """The counts of all pairs in the passages together."""
        counts = np.zeros(self.size)
        for passage in passages:
            counts[self._pairs[passage]] += self._counts[passage]
        return counts

    def affinity(self, passages: tuple[int, ...], model: _Vector, total: float) -> float:
        """The mean log-likelihood ratio of the passages' pairs: given `model` (`total` pairs), or the page.

        Above 0 where the passages speak of the same as the model, about -0.5 where they do not; 0 for
        passages without any pair. They must not be part of the model.
        """
        if passages not in self._scales:
            self._scales[passages] = self._scale(passages)
        pairs, scale, weights = self._scales[passages]
        return float(weights @ np.log((1 - _SHARE) + model[pairs] * (scale / (total + 1.0))))

    def _scale(self, passages: tuple[int, ...]) -> tuple[_Vector, _Vector, _Vector]:
        """The passages' pairs, what a model's counts of them are to be multiplied by, and their weights."""
        together = self.model(passages)
        pairs = np.flatnonzero(together)
        counts = together[pairs]
        behind = (self.behind[pairs] - counts + 0.5) / self.total
        weights = np.minimum(counts, 3.0)
        return pairs, _SHARE / behind, weights / max(weights.sum(), 1.0)


_STOPS = np.array(sorted(map(ord, _PUNCTUATION)), dtype=np.int64)
