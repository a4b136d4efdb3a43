"""Trains a conditional random field: keys and labels of stretches of text in, weights out.

python-crfsuite (MIT) is needed here alone. The same stretches in the same order give the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kg.language.statistics.features import Keys
from kg.language.statistics.model import NONE, save

FORBIDDEN = -20.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How to fit: L-BFGS with both penalties. Attributes seen with a label fewer than `least` times with it
    get no weight; weights nearer to zero than `smallest` are dropped."""

    iterations: int = 80
    l1: float = 0.3
    l2: float = 0.05
    least: int = 1
    smallest: float = 0.05


def labels_for(kinds: Iterable[str]) -> tuple[str, ...]:
    """The labels for names of these kinds: outside; first, middle and last character; a single one."""
    return (NONE, *(f"{place}-{kind}" for kind in sorted(kinds) for place in "BMES"))


def labels_of(size: int, names: Iterable[tuple[int, int, str]]) -> list[str]:
    """The label of each character of a text with names that do not overlap."""
    labels = [NONE] * size
    for start, end, kind in names:
        if end - start == 1:
            labels[start] = f"S-{kind}"
        else:
            labels[start:end] = [f"B-{kind}", *[f"M-{kind}"] * (end - start - 2), f"E-{kind}"]
    return labels


def fit(
    stretches: Iterable[tuple[Keys, Sequence[str]]], labels: Sequence[str], output: Path, how: Fit
) -> None:
    """Train on the keys and labels of stretches and write the model."""
    import pycrfsuite

    parts = list(stretches)
    known, numbers = _numbered([keys for keys, _ in parts], how.least)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    names = np.array([*(f"{number:x}" for number in range(len(known))), ""], dtype=object)
    start = 0
    for keys, given in parts:
        end = start + keys.shape[1]
        rows = names[numbers[:, start:end].T].tolist()
        trainer.append([[name for name in row if name] for row in rows], given)
        start = end
    trainer.set_params(
        {
            "c1": how.l1,
            "c2": how.l2,
            "max_iterations": how.iterations,
            "feature.minfreq": how.least,
            "feature.possible_transitions": True,
        }
    )
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "trained.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    column = {label: i for i, label in enumerate(labels)}
    states: dict[int, dict[int, float]] = {}
    for (attribute, label), weight in info.state_features.items():
        if abs(weight) >= how.smallest:
            states.setdefault(int(known[int(attribute, 16)]), {})[column[label]] = weight
    keys = np.array(sorted(states), dtype=np.uint64)
    weights = np.zeros((len(keys), len(labels)), dtype=np.float32)
    for row, key in enumerate(sorted(states)):
        for label_column, weight in states[key].items():
            weights[row, label_column] = weight
    transition = np.full((len(labels), len(labels)), FORBIDDEN, dtype=np.float32)
    for (before, behind), weight in info.transitions.items():
        if _may_follow(before, behind):
            transition[column[before], column[behind]] = weight
    save(output, labels, keys, weights, transition)


def _numbered(stretches: Sequence[Keys], least: int) -> tuple[Keys, NDArray[np.int32]]:
    """The keys that occur at least `least` times, and for each key of all stretches side by side its place
    among them, -1 for rarer ones. crfsuite finds an attribute in a tree of strings: the fewer and the
    shorter, the sooner."""
    rows = np.concatenate(stretches, axis=1)
    numbers = np.empty(rows.shape, dtype=np.int32)
    known: list[Keys] = []
    size = 0
    for row, keys in enumerate(rows):
        values, at, count = np.unique(keys, return_inverse=True, return_counts=True)
        kept = count >= least
        numbers[row] = np.where(kept, size + np.cumsum(kept) - 1, -1)[at]
        known.append(values[kept])
        size += len(known[-1])
    return np.concatenate(known), numbers


def _may_follow(before: str, behind: str) -> bool:
    inside = before[0] in "BM"
    if inside:
        return behind[0] in "ME" and before[1:] == behind[1:]
    return behind[0] in "OBS"
