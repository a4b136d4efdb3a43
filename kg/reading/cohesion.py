"""How much one passage speaks of the same as another: what they share, against what any two would.

Terms are single characters and pairs of neighbours, none across punctuation. What a shared term is worth is
the cube of its inverse frequency in newspapers (common.tsv), on a logarithmic scale: names and rare words
decide. All passages of a page are compared to each other at once; what passages say together is a sum.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Vector = NDArray[Any]
_BITS = 21  # of a character
_PASSAGE = 20  # bits of a passage's number
_UNSEEN = 10.0  # in a million: the frequency of a term that the table does not hold
_PARAGRAPH = 80.0  # characters: a term that stands in each of so many says nothing
_TELLING = 1.0  # what is worth less is left out
_ASKING, _ANSWERING = 2.0, 4.0  # times that a term counts in a passage at most
_DOUBT = 100.0  # what is added to both sides: passages of a few common characters say nothing
PUNCTUATION = " \t\n，。、；：？！“”‘’（）《》〈〉【】—…·,.;:?!()\"'%-~～"


class PageModel:
    """The passages of a page, each compared to each other one."""

    def __init__(self, texts: Sequence[str]):
        count = len(texts)
        chars = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        inside = _INSIDE[np.minimum(chars, len(_INSIDE) - 1)]
        owner = np.arange(count).repeat([len(text) + 1 for text in texts])
        one = inside.nonzero()[0]
        two = (inside[:-1] & inside[1:]).nonzero()[0]
        self.lengths = np.bincount(owner[one], minlength=count).astype(np.float64)
        begins = np.concatenate((one, two))
        terms = chars[begins]
        terms[len(one) :] = terms[len(one) :] << _BITS | chars[two + 1]
        found = terms << _PASSAGE | owner[begins]
        found.sort()
        edges = _changes(found).nonzero()[0]
        counts = _sizes(edges, len(found))
        found = found[edges]
        codes = found >> _PASSAGE
        new = _changes(codes)
        frequency, worth = _frequencies(codes[new])
        term = new.cumsum() - 1
        telling = (worth > _TELLING)[term].nonzero()[0]
        term, owner, counts = term[telling], found[telling] & ((1 << _PASSAGE) - 1), counts[telling]
        asks = np.minimum(counts, _ASKING) * worth[term]
        answers = np.minimum(counts, _ANSWERING)
        self.usual = np.bincount(owner, weights=asks * frequency[term], minlength=count)
        new = _changes(term)
        alone = new & np.append(new[1:], True)  # in one passage of all
        self.shared = np.diag(np.bincount(owner[alone], weights=(asks * answers)[alone], minlength=count))
        # Each other entry that asks with each that answers for the same term.
        several = (~alone).nonzero()[0]
        owner, asks, answers = owner[several], asks[several], answers[several]
        begins = new[several].nonzero()[0]
        sizes = _sizes(begins, len(several))
        begins, sizes = begins.repeat(sizes), sizes.repeat(sizes)
        asker = np.arange(len(several)).repeat(sizes)
        answerer = np.arange(len(asker)) + (begins - sizes.cumsum() + sizes)[asker]
        self.shared += np.bincount(
            (owner * count)[asker] + owner[answerer],
            weights=asks[asker] * answers[answerer],
            minlength=count * count,
        ).reshape(count, count)

    def affinity(self, passages: Sequence[int], others: Sequence[int]) -> float:
        """The logarithm of how much more the passages share with the others than any would: 0 for strangers,
        3 for parts of one article; 0 where there is too little to tell."""
        return float(self.affinities([passages], [others])[0, 0])

    def __len__(self) -> int:
        return len(self.lengths)

    def askers(self, groups: Sequence[Sequence[int]]) -> "Askers":
        """All passages, and groups of them, to be compared to others one after the other."""
        held = self._held(groups)
        shared = np.ascontiguousarray(np.vstack((self.shared, held @ self.shared)).T)
        return Askers(shared, np.concatenate((self.usual, held @ self.usual)), self.lengths.tolist(), {})

    def affinities(self, groups: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> _Vector:
        """The affinity of each group of passages (rows) to each of the others (columns)."""
        asking, answering = self._held(groups), self._held(others)
        shared = asking @ self.shared @ answering.T
        usual = np.outer(asking @ self.usual, answering @ self.lengths)
        return np.log((shared + _DOUBT) / (usual + _DOUBT))

    def _held(self, groups: Sequence[Sequence[int]]) -> _Vector:
        held = np.zeros((len(groups), len(self)))
        rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        held[rows, list(chain.from_iterable(groups))] = 1.0
        return held


@dataclass(frozen=True, slots=True)
class Askers:
    """What passages and groups of passages share with each passage (rows), and what any would."""

    shared: _Vector
    usual: _Vector
    lengths: list[float]
    # What they share with several passages, and the length of those.
    sums: dict[tuple[int, ...], tuple[_Vector, float]]

    def affinity(self, asker: int, others: tuple[int, ...]) -> float:
        """The affinity of one of them to the other passages together."""
        shared, length = self._sum(others)
        return math.log((shared.item(asker) + _DOUBT) / (self.usual.item(asker) * length + _DOUBT))

    def affinities(self, others: tuple[int, ...]) -> list[float]:
        """The affinity of each of them to the other passages together."""
        shared, length = self._sum(others)
        found: list[float] = np.log((shared + _DOUBT) / (self.usual * length + _DOUBT)).tolist()
        return found

    def _sum(self, others: tuple[int, ...]) -> tuple[_Vector, float]:
        known = self.sums.get(others)
        if known is None:
            last = others[-1]
            known = self.shared[last], self.lengths[last]
            if len(others) > 1:
                before = self._sum(others[:-1])
                known = before[0] + known[0], before[1] + known[1]
            self.sums[others] = known
        return known


def _changes(values: _Vector) -> _Vector:
    """Where a value is another than the one before; the first is."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _sizes(begins: _Vector, end: int) -> _Vector:
    """How many places there are from each beginning to the next, and from the last one to the end."""
    sizes: _Vector = np.append(begins[1:], end) - begins
    return sizes


def _frequencies(codes: _Vector) -> tuple[_Vector, _Vector]:
    """How often each term stands in newspapers, to one character of text, and what it is worth."""
    known, frequencies, worth = _table()
    at = known.searchsorted(codes)
    at[known[at] != codes] = -1
    return frequencies[at], worth[at]


def together(first: _Vector, second: _Vector) -> _Vector:
    """How much oftener than by chance characters stand beside each other in newspapers, on a logarithmic
    scale; 0 for pairs that the table does not hold."""
    known, frequency, _ = _table()
    pairs = first << _BITS | second
    at = known.searchsorted(pairs)
    chance = _frequencies(first)[0] * _frequencies(second)[0]
    return np.where(known[at] == pairs, np.log(frequency[at] / chance), 0.0)


@cache
def _table() -> tuple[_Vector, _Vector, _Vector]:
    """The terms of common.tsv as numbers, in order, their frequencies and what they are worth; last, what
    stands for all others."""
    codes: list[int] = []
    frequencies: list[float] = []
    for row in files(__package__).joinpath("common.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            term, _, often = row.partition("\t")
            codes.append(ord(term) if len(term) == 1 else ord(term[0]) << _BITS | ord(term[1]))
            frequencies.append(float(often) / 1e6)
    order = np.argsort(codes)
    known = np.append(np.array(codes, dtype=np.int64)[order], np.iinfo(np.int64).max)
    frequency = np.append(np.array(frequencies)[order], _UNSEEN / 1e6)
    return known, frequency, np.maximum(-np.log(frequency * _PARAGRAPH), 0.0) ** 3


_INSIDE = np.ones(0x10000, dtype=bool)  # by character: whether a term may hold it
_INSIDE[[ord(char) for char in PUNCTUATION]] = False
