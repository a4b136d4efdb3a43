"""A linear-chain conditional random field, decoded in numpy.

Trained weights stand in one compressed .npz: the keys of the attributes (see features.py), their weights by
label, and the transitions. Reading a text gives a Lattice, which knows the best labels and the probability
of any stretch (Lafferty, McCallum, Pereira 2001; Culotta, McCallum 2004 for the confidence of a stretch).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.language.statistics.features import Keys
from kg.model import NewskgError

Floats = NDArray[np.float32]
NONE = "O"
CERTAIN = 0.9  # where no character is doubted that much, no name is looked for
CHUNK = 2048  # characters weighed at once


@dataclass(frozen=True, slots=True)
class Lattice:
    """Forward and backward probabilities of the sentences of a text, laid end to end.

    `alpha` and `beta` are scaled so that alpha * beta is the marginal of each label; `scale` are the factors.
    """

    labels: tuple[str, ...]
    best: NDArray[np.int64]
    alpha: Floats
    beta: Floats
    emission: Floats
    transition: Floats
    scale: Floats

    def probability(self, start: int, end: int, kind: str) -> float:
        """The probability that exactly [start, end) is one name of a kind (PER, ORG, LOC)."""
        at = {label: i for i, label in enumerate(self.labels)}
        if end - start == 1:
            path = [at.get(f"S-{kind}", -1)]
        else:
            path = [
                at.get(f"B-{kind}", -1),
                *[at.get(f"M-{kind}", -1)] * (end - start - 2),
                at.get(f"E-{kind}", -1),
            ]
        if -1 in path:
            return 0.0
        value = float(self.alpha[start, path[0]])
        for i in range(1, len(path)):
            step = self.transition[path[i - 1], path[i]] * self.emission[start + i, path[i]]
            value *= float(step / self.scale[start + i])
        return min(1.0, value * float(self.beta[end - 1, path[-1]]))

    def names(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, kind) of the names in the best labelling."""
        start = -1
        for at, index in enumerate(self.best):
            label = self.labels[index]
            if label[0] == "S":
                yield at, at + 1, label[2:]
            elif label[0] == "B":
                start = at
            elif label[0] == "E" and start >= 0:
                yield start, at + 1, label[2:]
                start = -1
            elif label == NONE:
                start = -1


class Model:
    """The weights of a trained model."""

    def __init__(self, labels: Sequence[str], keys: Keys, weights: Floats, transition: Floats) -> None:
        self.labels = tuple(labels)
        self.transition = transition
        self._weights = np.vstack([np.zeros((1, len(labels)), np.float32), weights.astype(np.float32)])
        self._bits = max(8, int(len(keys) * 3).bit_length())
        self._slots, self._rows, self._rounds = _table(keys, self._bits)

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
        parts = [self._emissions(keys[:, at : at + CHUNK]) for at in range(0, keys.shape[1], CHUNK)]
        return np.concatenate(parts)

    def _emissions(self, keys: Keys) -> Floats:
        flat = keys.ravel()
        mask = (1 << self._bits) - 1
        slot = (flat & np.uint64(mask)).astype(np.int64)
        there = self._slots[slot]
        found = np.where(there == flat, self._rows[slot], 0)
        open_ = np.flatnonzero((there != flat) & (there != 0))
        for probe in range(1, self._rounds):
            if not len(open_):
                break
            further = (slot[open_] + probe * probe) & mask
            there = self._slots[further]
            hit = there == flat[open_]
            found[open_[hit]] = self._rows[further[hit]]
            open_ = open_[~hit & (there != 0)]
        total: Floats = self._weights[found].reshape(*keys.shape, -1).sum(axis=0)
        return total

    def read(self, keys: Keys, sentences: Sequence[tuple[int, int]]) -> Lattice:
        """The lattice of a text with the keys of its characters; `sentences` cover it in order."""
        scores = self.emissions(keys)
        emission = np.exp(scores - scores.max(axis=1, keepdims=True))
        transition = np.exp(self.transition)
        alpha, beta, scale = (
            np.ones_like(emission),
            np.ones_like(emission),
            np.ones(len(emission), np.float32),
        )
        best = np.zeros(len(emission), dtype=np.int64)
        for batch in _batches(sentences):
            _forward_backward(batch, emission, transition, alpha, beta, scale)
        nameless = self.labels.index(NONE)
        doubtful = (alpha[:, nameless] * beta[:, nameless] < CERTAIN).cumsum()
        best[:] = nameless
        named = [
            s for s in sentences if s[1] > s[0] and doubtful[s[1] - 1] > (doubtful[s[0] - 1] if s[0] else 0)
        ]
        for batch in _batches(named):
            _viterbi(batch, scores, self.transition, best)
        return Lattice(self.labels, best, alpha, beta, emission, transition, scale)


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


def _table(keys: Keys, bits: int) -> tuple[Keys, NDArray[np.int64], int]:
    """Keys and row numbers (from 1) in an open hash table with quadratic probing, and the longest probe."""
    mask = (1 << bits) - 1
    slots = np.zeros(1 << bits, dtype=np.uint64)
    rows = np.zeros(1 << bits, dtype=np.int64)
    waiting = np.arange(len(keys))
    home = (keys & np.uint64(mask)).astype(np.int64)
    probe = 0
    while len(waiting):
        slot = (home[waiting] + probe * probe) & mask
        _, first = np.unique(slot, return_index=True)
        chosen = first[slots[slot[first]] == 0]
        slots[slot[chosen]] = keys[waiting[chosen]]
        rows[slot[chosen]] = waiting[chosen] + 1
        left = np.ones(len(waiting), dtype=bool)
        left[chosen] = False
        waiting = waiting[left]
        probe += 1
    return slots, rows, probe


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sentences of like lengths, to be gone through side by side: `order` has the positions of their first
    characters, then of their second ones, and so on; those of step t begin at `offsets[t]`."""

    order: NDArray[np.int64]
    offsets: list[int]


def _batches(sentences: Sequence[tuple[int, int]], size: int = 256) -> Iterator[_Batch]:
    spans = sorted((s for s in sentences if s[1] > s[0]), key=lambda s: (s[0] - s[1], s[0]))
    for i in range(0, len(spans), size):
        part = np.array(spans[i : i + size], dtype=np.int64)
        starts, lengths = part[:, 0], part[:, 1] - part[:, 0]
        steps = np.arange(lengths[0])
        live = np.searchsorted(-lengths, -steps, side="left")
        offsets = np.concatenate([[0], np.cumsum(live)])
        step = np.repeat(steps, live)
        yield _Batch(starts[np.arange(offsets[-1]) - offsets[step]] + step, offsets.tolist())


def _forward_backward(
    batch: _Batch, emission: Floats, transition: Floats, alpha: Floats, beta: Floats, scale: Floats
) -> None:
    order, offsets = batch.order, batch.offsets
    weight = emission[order]
    forward, total = np.empty_like(weight), np.empty(len(order), np.float32)
    state = weight[: offsets[1]]
    for t in range(len(offsets) - 1):
        begin, end = offsets[t], offsets[t + 1]
        if t:
            state = state[: end - begin] @ transition
            state *= weight[begin:end]
        sums = state.sum(axis=1)
        state = state / sums[:, None]
        forward[begin:end], total[begin:end] = state, sums
    alpha[order], scale[order] = forward, total
    weight /= total[:, None]
    back = np.ascontiguousarray(transition.T)
    backward = np.ones_like(weight)
    for t in range(len(offsets) - 3, -1, -1):
        begin, end = offsets[t + 1], offsets[t + 2]
        at = offsets[t]
        backward[at : at + end - begin] = (backward[begin:end] * weight[begin:end]) @ back
    beta[order] = backward


def _viterbi(batch: _Batch, scores: Floats, transition: Floats, best: NDArray[np.int64]) -> None:
    order, offsets = batch.order, batch.offsets
    weight = scores[order]
    into = np.ascontiguousarray(transition.T)[None]  # by the label arrived at, then the label before it
    before = np.zeros(weight.shape, dtype=np.int64)
    count = offsets[1]
    last = weight[:count].copy()
    for t in range(1, len(offsets) - 1):
        begin, end = offsets[t], offsets[t + 1]
        paths = last[: end - begin, None, :] + into
        chosen = paths.argmax(axis=2)
        before[begin:end] = chosen
        last[: end - begin] = np.take_along_axis(paths, chosen[:, :, None], 2)[:, :, 0] + weight[begin:end]
    label = last.argmax(axis=1)
    found = np.empty(len(order), dtype=np.int64)
    for t in range(len(offsets) - 2, -1, -1):
        begin, end = offsets[t], offsets[t + 1]
        found[begin:end] = label[: end - begin]
        if t:
            label[: end - begin] = before[np.arange(begin, end), label[: end - begin]]
    best[order] = found
