"""Grows the trees: labelled pairs in, a forest out. LightGBM (MIT) is needed for this alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.relations.scorer.candidates import PREDICATES, Flags
from kg.relations.scorer.features import Matrix, names
from kg.relations.scorer.trees import DEPTH, SIEVES, Forest, Node, Probabilities, forest

FOLDS = 4
NEVER = 2.0  # a probability that nothing has
LIKELY, MARGIN = 0.3, 0.02  # what must not be given up, and how far the sieves stay below it
_SETTINGS = {
    "objective": "binary",
    "max_bin": 63,
    "learning_rate": 0.09,
    "num_leaves": 15,
    "max_depth": DEPTH,
    "min_data_in_leaf": 15,
    "lambda_l2": 3.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "boost_from_average": True,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """The pairs of one article: `rows` as the scorer sees them, and by relation (first axis) whether it may
    be so by its types, whether it is so, and whether that is known (relations of optional things are open).
    """

    rows: Matrix
    may: Flags
    true: Flags
    known: Flags


def grow(lessons: Sequence[Lesson], seed: int, trees: int = 100) -> Forest:
    """A forest from lessons, with no relation stated yet: see `with_least`."""
    rows, may, true, known = _stacked(lessons)
    grown: list[list[Node]] = []
    sieve: list[list[float]] = [[] for _ in SIEVES]
    for index in range(len(PREDICATES)):
        chosen = may[index] & known[index]
        booster = _boost(rows[chosen], true[index][chosen], seed, trees)
        grown.append([_node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]])
        likely = booster.predict(rows[chosen]) >= LIKELY
        for stage, count in enumerate(SIEVES):
            early = booster.predict(rows[chosen], raw_score=True, num_iteration=count)
            sieve[stage].append(float(early[likely].min()) - MARGIN if likely.any() else np.inf)
    return forest(PREDICATES, names(), grown, sieve, [NEVER] * len(PREDICATES))


def held_out(lessons: Sequence[Lesson], seed: int, trees: int = 100) -> list[Probabilities]:
    """For each lesson the probability of each relation of each pair, by trees that have not seen it: each
    fourth article is left out in turn."""
    found: list[Probabilities] = [np.zeros(lesson.may.shape) for lesson in lessons]
    for fold in range(FOLDS):
        rows, may, true, known = _stacked([x for i, x in enumerate(lessons) if i % FOLDS != fold])
        for index in range(len(PREDICATES)):
            chosen = may[index] & known[index]
            booster = _boost(rows[chosen], true[index][chosen], seed, trees)
            for i in range(fold, len(lessons), FOLDS):
                open_ = lessons[i].may[index]
                if open_.any():
                    found[i][index, open_] = booster.predict(lessons[i].rows[open_])
    return found


def with_least(grown: Forest, least: Mapping[str, float]) -> Forest:
    """The forest that states a relation from these probabilities on; those not given it never states."""
    from dataclasses import replace

    values = [least.get(name, NEVER) for name in grown.predicates]
    return replace(grown, least=np.array(values, dtype=np.float32))


def _stacked(lessons: Sequence[Lesson]) -> tuple[Matrix, Flags, Flags, Flags]:
    return (
        np.vstack([x.rows for x in lessons]),
        np.hstack([x.may for x in lessons]),
        np.hstack([x.true for x in lessons]),
        np.hstack([x.known for x in lessons]),
    )


def _boost(rows: Matrix, true: Flags, seed: int, trees: int) -> Any:
    import lightgbm

    data = lightgbm.Dataset(rows, true.astype(np.int8))
    return lightgbm.train({**_SETTINGS, "seed": seed}, data, trees)


def _node(part: Mapping[str, Any]) -> Node:
    if "leaf_value" in part and "left_child" not in part:
        return Node(float(part["leaf_value"]))
    return Node(
        float(part["internal_value"]),
        int(part["split_feature"]),
        float(part["threshold"]),
        _node(part["left_child"]),
        _node(part["right_child"]),
    )
