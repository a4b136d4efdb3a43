"""A linear-chain conditional random field, read in numpy.

Trained weights stand in one compressed .npz: the keys of the attributes (see features.py), their weights by
label, and the transitions. Reading a text gives a Lattice, which knows the names and the probability of any
stretch (Lafferty, McCallum, Pereira 2001; Culotta, McCallum 2004 for the probability of a stretch).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.language.statistics.features import Keys
from kg.model import NewskgError

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
NONE = "O"
LONGEST = 64  # characters labelled together; sums over longer stretches would leave the range of a double
CHUNK = 2048  # characters weighed at once
ROWS = 8  # templates whose weights are added up at once: more would not stay in the processor's cache
_ROW_BITS = np.uint64(24)
_ROW = np.uint64((1 << 24) - 1)  # the part of an entry of the table that is a row; the rest is the key's
_FAINTEST = -60.0  # weights further below the best label's count as this


@dataclass(frozen=True, slots=True)
class Lattice:
    """Forward and backward sums over the labels of a text.

    `forward` and `backward` both hold the weight of their own character; `total` is, for each character,
    the sum over all labellings of its stretch. The probability of a label at a character is
    forward * backward / (weight * total).
    """

    labels: tuple[str, ...]
    forward: Doubles
    backward: Doubles
    weight: Doubles
    transition: Doubles
    total: Doubles
    paths: Mapping[str, tuple[int, int, int, int]]  # the columns of B, M, E and S by kind

    def probability(self, start: int, end: int, kind: str) -> float:
        """The probability that exactly [start, end) is one name of a kind, 0.0 for unknown kinds."""
        if kind not in self.paths:
            return 0.0
        first, middle, last, single = self.paths[kind]
        if end - start == 1:
            value = self.forward[start, single] * self.backward[start, single] / self.weight[start, single]
            return min(1.0, float(value / self.total[start]))
        step = self.transition
        value = self.forward[start, first] * self.backward[end - 1, last] / self.total[start]
        if end - start == 2:
            return min(1.0, float(value * step[first, last]))
        value *= step[first, middle] * step[middle, last] * step[middle, middle] ** (end - start - 3)
        return min(1.0, float(value * self.weight[start + 1 : end - 1, middle].prod()))

    def marginals(self) -> Doubles:
        """The probability of each label (column) at each character (row)."""
        found: Doubles = self.forward * self.backward / (self.weight * self.total[:, None])
        return found

    def names(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, kind) of the names that the best label of each character gives: all whose probability
        is above one half are among them."""
        best = (self.forward * self.backward / self.weight).argmax(axis=1)
        none = self.labels.index(NONE)
        start, open_ = -1, ""
        for at in np.flatnonzero(best != none).tolist():
            place, _, kind = self.labels[best[at]].partition("-")
            if place == "S":
                yield at, at + 1, kind
            elif place == "B":
                start, open_, expected = at, kind, at + 1
                continue
            elif start >= 0 and kind == open_ and at == expected:
                if place == "M":
                    expected = at + 1
                    continue
                yield start, at + 1, kind
            start = -1


class Model:
    """The weights of a trained model."""

    def __init__(self, labels: Sequence[str], keys: Keys, weights: Floats, transition: Floats) -> None:
        self.labels = tuple(labels)
        self.transition = transition
        self._odds: Doubles = np.exp(transition.astype(np.float64))
        at = {label: i for i, label in enumerate(self.labels)}
        self._paths = {
            label[2:]: (at[label], at[f"M-{label[2:]}"], at[f"E-{label[2:]}"], at[f"S-{label[2:]}"])
            for label in self.labels
            if label[0] == "B"
        }
        self._weights = np.vstack([np.zeros((1, len(labels)), np.float32), weights.astype(np.float32)])
        self._table = _table(keys, max(8, int(len(keys) * 4).bit_length()))
        self._mask = np.uint64(len(self._table) - 1)

    @classmethod
    def load(cls, path: Path) -> "Model":
        """The model in an .npz as `save` wrote it. Raises NewskgError where there is none."""
        try:
            with np.load(path) as data:
                return cls(
                    [str(label) for label in data["labels"]],
                    data["keys"],
                    _full(
                        data["rows"], data["columns"], data["values"], len(data["keys"]), len(data["labels"])
                    ),
                    data["transition"].astype(np.float32),
                )
        except (OSError, KeyError, ValueError) as problem:
            raise NewskgError(f"{path}: no model of newskg ({problem}); train one with `kg train`") from None

    def emissions(self, keys: Keys) -> Floats:
        """The summed weights of each character by label."""
        if keys.shape[1] <= CHUNK:
            return self._emissions(keys)
        parts = [self._emissions(keys[:, at : at + CHUNK]) for at in range(0, keys.shape[1], CHUNK)]
        return np.concatenate(parts)

    def _emissions(self, keys: Keys) -> Floats:
        flat = keys.ravel()
        there = self._table.take((flat & self._mask).view(np.int64))
        same = (there ^ flat) <= _ROW
        rows = ((there & _ROW) * same).view(np.int64)
        moved = np.flatnonzero((there != 0) > same)
        flat = flat[moved]
        there = self._table.take((flat >> _ROW_BITS & self._mask).view(np.int64))
        same = (there ^ flat) <= _ROW
        rows[moved] = ((there & _ROW) * same).view(np.int64)
        rows = rows.reshape(keys.shape)
        total: Floats = self._weights.take(rows[:ROWS], axis=0).sum(axis=0)
        for at in range(ROWS, len(rows), ROWS):
            total += self._weights.take(rows[at : at + ROWS], axis=0).sum(axis=0)
        return total

    def read(self, keys: Keys, stretches: Sequence[tuple[int, int]]) -> Lattice:
        """The lattice of a text with the keys of its characters.

        `stretches` cover it, and none is longer than LONGEST; they are labelled each by itself.
        """
        scores = self.emissions(keys).astype(np.float64)
        scores -= scores.max(axis=1, keepdims=True)
        weight: Doubles = np.exp(np.maximum(scores, _FAINTEST))
        transition = self._odds
        forward, backward, total = _sums(stretches, weight, transition)
        return Lattice(self.labels, forward, backward, weight, transition, total, self._paths)


def save(path: Path, labels: Sequence[str], keys: Keys, weights: Floats, transition: Floats) -> None:
    """Write a model: half precision, only weights that are not zero, the same bytes for the same model."""
    order = np.argsort(keys)
    kept = weights[order]
    rows, columns = np.nonzero(kept)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            labels=np.array(labels),
            keys=keys[order],
            rows=np.diff(rows, prepend=0).astype(np.uint16),
            columns=columns.astype(np.uint8),
            values=kept[rows, columns].astype(np.float16),
            transition=transition.astype(np.float32),
        )


def _full(
    steps: NDArray[np.uint16], columns: NDArray[np.uint8], values: NDArray[np.float16], keys: int, labels: int
) -> Floats:
    weights = np.zeros((keys, labels), dtype=np.float32)
    weights[np.cumsum(steps.astype(np.int64)), columns] = values
    return weights


def _table(keys: Keys, bits: int) -> Keys:
    """A hash table of two to the power of `bits` entries or more, in which a key has two places (cuckoo
    hashing, Pagh and Rodler 2004): by its lowest bits, or, where another key is there, by those above the 24.

    An entry is the upper 40 bits of a key and the number of its row, from 1.
    """
    mask = np.uint64((1 << bits) - 1)
    places = [(keys & mask).tolist(), (keys >> _ROW_BITS & mask).tolist()]
    rows = [0] * (1 << bits)
    moves = 0
    for key, slot in enumerate(places[0]):
        row = key + 1
        while rows[slot]:
            rows[slot], row = row, rows[slot]
            first, second = places[0][row - 1], places[1][row - 1]
            slot = second if slot == first else first
            moves += 1
            if moves > len(keys):
                return _table(keys, bits + 1)  # too full: some keys chase each other
        rows[slot] = row
    table = np.array(rows, dtype=np.uint64)
    held = table > 0
    table[held] |= keys[table[held].view(np.int64) - 1] & ~_ROW
    return table


def _sums(
    stretches: Sequence[tuple[int, int]], weight: Doubles, transition: Doubles
) -> tuple[Doubles, Doubles, Doubles]:
    """Forward and backward sums and their totals (see Lattice).

    All stretches are gone through side by side, longest first, at once from their beginnings and from their
    ends: step t holds the t-th characters of those that are that long, counted from both sides.
    """
    labels = weight.shape[1]
    forward, backward, total = np.empty_like(weight), np.empty_like(weight), np.ones(len(weight))
    spans = sorted((s for s in stretches if s[1] > s[0]), key=lambda s: (s[0] - s[1], s[0]))
    if not spans:
        return forward, backward, total
    starts, ends = np.array(spans, dtype=np.int64).T
    lengths = ends - starts
    steps = np.arange(lengths[0])
    live = np.searchsorted(-lengths, -steps, side="left")
    offsets = np.concatenate([[0], live.cumsum()])
    step = steps.repeat(live)
    row = np.arange(offsets[-1]) - offsets[step]
    onward, back = starts[row] + step, ends[row] - 1 - step
    sums = np.concatenate([weight[onward], weight[back]], axis=1)
    both = np.zeros((2 * labels, 2 * labels))
    both[:labels, :labels], both[labels:, labels:] = transition, transition.T
    before, begin = 0, int(offsets[1])
    for end in offsets[2:].tolist():
        sums[begin:end] *= np.dot(sums[before : before + end - begin], both)
        before, begin = begin, end
    forward[onward], backward[back] = sums[:, :labels], sums[:, labels:]
    total[onward] = forward[ends - 1].sum(axis=1)[row]
    return forward, backward, total
