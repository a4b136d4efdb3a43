"""Grows the trees: labelled pairs in, a forest out. LightGBM (MIT) is needed for this alone.

The first trees of a relation do not see whether the rules state it of the pair itself, which would tell them
all on the articles that the rules were written with: what rules read teaches them what such pairs look like.
The later ones see it, and learn what rules leave over. Of pairs in different sentences that are not related,
a share stands for all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.model import Predicate
from kg.relations.scorer.candidates import PREDICATES, Flags
from kg.relations.scorer.features import Matrix, names
from kg.relations.scorer.trees import DEPTH, SIEVES, Forest, Node, Probabilities, forest

FOLDS = 4
TREES = (80, 60)  # those that do not see what rules state of the pair, those that do
APART = 0.5  # of the unrelated pairs in different sentences, which then weigh so much more
NEVER = 2.0  # a probability that nothing has
UNSEEN = 1e-9  # the weight of columns that blind trees do not see; with 0 LightGBM makes splits of nothing
LIKELY, MARGIN = 0.3, 0.02  # what must not be given up, and how far the sieves stay below it
_SETTINGS = {
    "objective": "binary",
    "max_bin": 63,
    "learning_rate": 0.08,
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


def grow(lessons: Sequence[Lesson], seed: int, trees: tuple[int, int] = TREES) -> Forest:
    """A forest from lessons, with no relation stated yet: see `with_least`."""
    taught = _stacked(lessons)
    grown: list[list[Node]] = []
    sieve: list[list[float]] = [[] for _ in SIEVES]
    for boosted, chosen in _boosted(taught, seed, trees):
        infos = [info for booster in boosted for info in booster.dump_model()["tree_info"]]
        grown.append([_node(info["tree_structure"]) for info in infos])
        rows = taught.rows[chosen]
        likely = _likelihood(boosted, rows) >= LIKELY
        for stage, count in enumerate(SIEVES):
            early = boosted[0].predict(rows, raw_score=True, num_iteration=count)
            sieve[stage].append(float(early[likely].min()) - MARGIN if likely.any() else np.inf)
    return forest(PREDICATES, names(), grown, sieve, [NEVER] * len(PREDICATES))


def held_out(lessons: Sequence[Lesson], seed: int, trees: tuple[int, int] = TREES) -> list[Probabilities]:
    """For each lesson the probability of each relation of each pair, by trees that have not seen it: each
    fourth article is left out in turn."""
    found: list[Probabilities] = [np.zeros(lesson.may.shape) for lesson in lessons]
    for fold in range(FOLDS):
        taught = _stacked([x for i, x in enumerate(lessons) if i % FOLDS != fold])
        for index, (boosted, _) in enumerate(_boosted(taught, seed, trees)):
            for i in range(fold, len(lessons), FOLDS):
                open_ = lessons[i].may[index]
                if open_.any():
                    found[i][index, open_] = _likelihood(boosted, lessons[i].rows[open_])
    return found


def with_least(grown: Forest, least: Mapping[str, float]) -> Forest:
    """The forest that states a relation from these probabilities on; those not given it never states."""
    from dataclasses import replace

    values = [least.get(name, NEVER) for name in grown.predicates]
    return replace(grown, least=np.array(values, dtype=np.float32))


def _stacked(lessons: Sequence[Lesson]) -> Lesson:
    return Lesson(
        np.vstack([x.rows for x in lessons]),
        np.hstack([x.may for x in lessons]),
        np.hstack([x.true for x in lessons]),
        np.hstack([x.known for x in lessons]),
    )


def _likelihood(boosted: Sequence[Any], rows: Matrix) -> Probabilities:
    odds = sum(booster.predict(rows, raw_score=True) for booster in boosted)
    likelihood: Probabilities = 1 / (1 + np.exp(-odds))
    return likelihood


def _boosted(taught: Lesson, seed: int, trees: tuple[int, int]) -> Iterator[tuple[list[Any], Flags]]:
    """For each relation its trees, the blind ones first, and the pairs that it may be true of."""
    import lightgbm

    columns = names()
    whole = lightgbm.Dataset(taught.rows, np.zeros(len(taught.rows)), params=_SETTINGS).construct()
    apart = taught.rows[:, columns.index("sentences apart")] > 0
    spared = np.random.default_rng(seed).random(len(apart)) >= APART
    for index, predicate in enumerate(PREDICATES):
        true = taught.true[index]
        chosen = taught.may[index] & taught.known[index]
        thinned = apart & ~true
        kept = np.flatnonzero(chosen & ~(thinned & spared))
        data = whole.subset(kept.tolist()).construct()
        data.set_label(true[kept].astype(np.int8))
        data.set_weight(np.where(thinned[kept], 1 / APART, 1.0))
        gain = [UNSEEN if name in _told(predicate) else 1.0 for name in columns]
        settings = {**_SETTINGS, "seed": seed}
        blind = lightgbm.train({**settings, "feature_contri": gain}, data, trees[0])
        data.set_init_score(blind.predict(taught.rows[kept], raw_score=True))
        seeing = lightgbm.train({**settings, "boost_from_average": False}, data, trees[1])
        yield [blind, seeing], chosen


def _told(predicate: Predicate) -> tuple[str, ...]:
    """The columns that say what the rules state of the pair itself."""
    if predicate is Predicate.QUOTED_IN:
        return ("subject is quoted",)
    both = predicate is Predicate.COOPERATES_WITH
    return (f"rules: {predicate.value}", *([f"rules: {predicate.value} the other way"] if both else []))


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
