"""Boosted decision trees, read from a file and evaluated in numpy.

For each relation a sum of trees gives the logarithm of its odds (Friedman 2001). All trees stand in one table
of nodes; a leaf leads to itself, so that every tree is walked in the same number of steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.model import NewskgError
from kg.relations.scorer.candidates import Flags, Ints
from kg.relations.scorer.features import Matrix

Floats = NDArray[np.float32]
Probabilities = NDArray[np.floating]
_NODES = ("feature", "threshold", "left", "right", "value")
_ARRAYS = ("predicates", "features", "roots", *_NODES, "sieve", "least")
_CHUNK = 1 << 20  # walks at a time


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees for several relations.

    `roots` has the first node of each tree by relation. `sieve` has, for each of SIEVES and by relation, the
    sum below which a pair is given up; `least` the probability from which a relation is stated.
    """

    predicates: tuple[str, ...]
    features: tuple[str, ...]
    roots: Ints
    feature: Ints  # of each node, its column
    threshold: Floats
    child: Ints  # where it goes on: nodes * 2, at most the threshold first
    value: Floats  # of each node, the mean of what ends below it
    sieve: Floats
    least: Floats

    def over(self, features: Sequence[str]) -> "Forest":
        """The same trees for rows that have these columns. Raises NewskgError where one is lacking."""
        column = {name: number for number, name in enumerate(features)}
        if lacking := [name for name in self.features if name not in column]:
            raise NewskgError(
                f"the trees of the scorer ask for {lacking[0]!r}, which is no longer counted; "
                "grow them anew with `kg train-relations`"
            )
        moved = np.array([column[name] for name in self.features], dtype=np.int64)
        return replace(self, features=tuple(features), feature=moved[self.feature])

    def odds(self, rows: Matrix, may: Flags) -> Floats:
        """The logarithm of the odds of each relation (first axis) for each row; minus infinity where `may`
        says no or where it is hopeless."""
        found = np.full((len(self.predicates), len(rows)), -np.inf, dtype=np.float32)
        flat = np.ascontiguousarray(rows).ravel()
        kind, row = np.nonzero(may)
        total = np.zeros(len(kind), dtype=np.float32)
        for stage, (begin, end) in enumerate(pairwise((0, *SIEVES, None))):
            total += self._walk(flat, rows.shape[1], kind, row, slice(begin, end))
            if end is not None:
                kept = total >= self.sieve[stage, kind]
                kind, row, total = kind[kept], row[kept], total[kept]
        found[kind, row] = total
        return found

    def _walk(self, flat: Matrix, width: int, kind: Ints, row: Ints, trees: slice) -> Floats:
        roots = self.roots[:, trees]
        total = np.zeros(len(kind), dtype=np.float32)
        size = max(1, _CHUNK // max(1, roots.shape[1]))
        for at in range(0, len(kind), size):
            node = roots[kind[at : at + size]]
            base = (row[at : at + size] * width)[:, None]
            for _ in range(DEPTH):
                right = flat.take(base + self.feature.take(node)) > self.threshold.take(node)
                node = self.child.take(2 * node + right)
            total[at : at + size] = self.value.take(node).sum(axis=1)
        return total

    def grounds(self, row: Matrix, predicate: str) -> dict[str, float]:
        """What each feature adds to the odds of a relation for one row: along each tree, the change of the
        mean from node to node goes to the feature asked (Saabas 2014)."""
        shares = np.zeros(len(self.features))
        node = self.roots[self.predicates.index(predicate)]
        for _ in range(DEPTH):
            column = self.feature[node]
            following = self.child[2 * node + (row[column] > self.threshold[node])]
            np.add.at(shares, column, self.value[following] - self.value[node])
            node = following
        return {self.features[i]: float(shares[i]) for i in np.flatnonzero(shares).tolist()}


SIEVES = (3, 12)  # trees behind which what is hopeless is given up
DEPTH = 6  # steps from a root to a leaf, at most


def load(path: Path) -> Forest:
    """The trees in a file that `save` wrote. Raises NewskgError where it holds none."""
    try:
        with np.load(path) as data:
            arrays = {name: data[name] for name in _ARRAYS}
    except (OSError, KeyError, ValueError) as problem:
        raise NewskgError(
            f"{path}: no trees of newskg ({problem}); make them with `kg train-relations`"
        ) from None
    own = np.arange(len(arrays["feature"]), dtype=np.int64)
    child = np.stack([own + arrays["left"], own + arrays["right"]], axis=1)
    return Forest(
        tuple(map(str, arrays["predicates"])),
        tuple(map(str, arrays["features"])),
        arrays["roots"].astype(np.int64),
        arrays["feature"].astype(np.int64),
        arrays["threshold"].astype(np.float32),
        child.ravel(),
        arrays["value"].astype(np.float32),
        arrays["sieve"].astype(np.float32),
        arrays["least"].astype(np.float32),
    )


def save(path: Path, forest: Forest) -> None:
    """Write trees; the same bytes for the same trees."""
    own = np.arange(len(forest.feature), dtype=np.int64)
    child = forest.child.reshape(-1, 2)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            predicates=np.array(forest.predicates),
            features=np.array(forest.features),
            roots=forest.roots.astype(np.uint32),
            feature=forest.feature.astype(np.uint16),
            threshold=forest.threshold,
            left=(child[:, 0] - own).astype(np.uint8),
            right=(child[:, 1] - own).astype(np.uint8),
            value=forest.value.astype(np.float32),
            sieve=forest.sieve,
            least=forest.least,
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A node of one tree: at most `threshold` in column `feature` goes to `left`; a leaf has neither."""

    value: float
    feature: int = 0
    threshold: float = 0.0
    left: "Node | None" = None
    right: "Node | None" = None


def forest(
    predicates: Sequence[str],
    features: Sequence[str],
    trees: Sequence[Sequence[Node]],
    sieve: Sequence[Sequence[float]],
    least: Sequence[float],
) -> Forest:
    """The table of trees; `trees` has as many for each of `predicates`."""
    feature: list[int] = []
    threshold: list[float] = []
    child: list[int] = []
    value: list[float] = []

    def add(node: Node) -> int:
        index = len(feature)
        feature.append(node.feature)
        threshold.append(node.threshold)
        value.append(node.value)
        child.extend((index, index))
        if node.left is not None and node.right is not None:
            child[2 * index] = add(node.left)
            child[2 * index + 1] = add(node.right)
        return index

    roots = [[add(tree) for tree in row] for row in trees]
    return Forest(
        tuple(predicates),
        tuple(features),
        np.array(roots, dtype=np.int64),
        np.array(feature, dtype=np.int64),
        np.array(threshold, dtype=np.float32),
        np.array(child, dtype=np.int64),
        np.array(value, dtype=np.float32),
        np.array(sieve, dtype=np.float32),
        np.array(least, dtype=np.float32),
    )
