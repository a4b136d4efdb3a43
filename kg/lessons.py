"""Annotated articles as lessons for the scorer of relations: which pairs of names are related, and how.

The pairs are those of the names that the pipeline finds, not of those annotated: the scorer learns on what it
will read. A name found stands for what is annotated where they share a form, as in `kg evaluate`. The rules
were written with the same articles at hand, and read more of them than of others; so a share of what they
state is hidden from the scorer while it learns, and while it is judged.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from kg import corpus, language, relations
from kg.corpus import AnnotatedArticle
from kg.model import NewskgError, Predicate, Reading
from kg.relations.coreference import stand_ins
from kg.relations.encoding import encode
from kg.relations.scorer.candidates import PREDICATES, Candidates, Flags, candidates
from kg.relations.scorer.features import matrix
from kg.relations.scorer.reading import MODEL
from kg.relations.scorer.train import Lesson, grow, held_out, with_least
from kg.relations.scorer.trees import Probabilities, save
from kg.verdicts import linked

SEED = 20240528
HIDDEN = 0.15  # of what the rules state
STEPS = tuple(round(0.01 * step, 2) for step in range(50, 96))
PRECISION = 0.6  # of what is added, as far as articles tell that the trees have not seen
FEWEST = 5  # additions on which a relation is judged


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as a lesson, with what is read of each pair without the scorer (by relation, first axis)."""

    lesson: Lesson
    stated: Flags


@dataclass(frozen=True, slots=True)
class Added:
    """What the scorer adds of one relation from a probability on."""

    least: float
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def train(folder: Path, output: Path = MODEL, say: Callable[[str], None] = print) -> dict[str, Added]:
    """Grow the trees on the train part of the annotated articles, choose for each relation the probability
    from which it is stated, write `output`. What is added is counted on articles that the trees have not
    seen: the train part in turns, and the dev part. Raises NewskgError where there is nothing to learn from.
    """
    marked = {split: list(lessons(folder, split)) for split in ("train", "dev")}
    if not marked["train"]:
        raise NewskgError(f"{folder}: no annotated article of the part 'train' to learn from")
    taught = [m.lesson for m in marked["train"]]
    grown = grow(taught, SEED)
    unseen = [*zip(marked["train"], held_out(taught, SEED), strict=True)]
    for item in marked["dev"]:
        odds = grown.odds(item.lesson.rows, item.lesson.may).astype(np.float64)
        unseen.append((item, 1 / (1 + np.exp(-odds))))
    chosen: dict[str, Added] = {}
    for index, predicate in enumerate(PREDICATES):
        best = _best([_added(unseen, index, least) for least in STEPS])
        if best is None:
            say(f"{predicate.value:15} never")
            continue
        chosen[predicate.value] = best
        say(f"{predicate.value:15} from {best.least:.2f}: {best.right} right, {best.wrong} wrong")
    save(output, with_least(grown, {name: added.least for name, added in chosen.items()}))
    say(f"{output.name}: {output.stat().st_size / 1e6:.2f} MB")
    return chosen


def _best(ways: Sequence[Added]) -> Added | None:
    """The way that adds most right over wrong, of those that are precise enough."""
    fitting = [w for w in ways if w.right + w.wrong >= FEWEST and w.precision >= PRECISION]
    return max(fitting, key=lambda w: (w.right - w.wrong, w.least), default=None)


def _added(unseen: Sequence[tuple[Marked, Probabilities]], index: int, least: float) -> Added:
    right = wrong = 0
    for item, probability in unseen:
        new = (probability[index] >= least) & ~item.stated[index] & item.lesson.known[index]
        right += int((new & item.lesson.true[index]).sum())
        wrong += int((new & ~item.lesson.true[index]).sum())
    return Added(least, right, wrong)


def lessons(folder: Path, split: str, hidden: float = HIDDEN) -> Iterator[Marked]:
    """The articles of one part that have pairs of names at all, sorted by id."""
    pipeline = language.load()
    for annotated in corpus.load(folder, split):
        reading = relations.read_by_rules(language.annotate(annotated.document.article, pipeline))
        random = Random(f"{SEED} {annotated.id}")
        kept = tuple(s for s in reading.statements if random.random() >= hidden)
        marked = _marked(annotated, replace(reading, statements=kept))
        if marked is not None:
            yield marked


def _marked(annotated: AnnotatedArticle, reading: Reading) -> Marked | None:
    document = reading.document
    pairs = candidates(encode(document, stand_ins(document)))
    if pairs is None:
        return None
    found = linked(annotated, reading)
    claims = {(claim.subject, claim.predicate, claim.object) for claim in found.claims}
    claims |= {(o, p, s) for s, p, o in claims if p is Predicate.COOPERATES_WITH}
    true, known, stated = (np.zeros((len(PREDICATES), len(pairs)), dtype=bool) for _ in range(3))
    for row, *mentions in _ends(pairs):
        one, other = (found.thing[mention] for mention in mentions)
        related = found.annotated(one, other)
        true[:, row] = [predicate in related for predicate in PREDICATES]
        known[:, row] = true[:, row] | (not found.is_open(one, other))
        stated[:, row] = [(one, predicate, other) in claims for predicate in PREDICATES]
    return Marked(Lesson(matrix(pairs, reading.statements), pairs.may(), true, known), stated)


def _ends(pairs: Candidates) -> Iterator[tuple[int, int, int]]:
    """The number of each pair, and a mention of its subject and of its object."""
    ends = zip(pairs.subjects().tolist(), pairs.objects().tolist(), strict=True)
    for row, (one, other) in enumerate(ends):
        yield row, pairs.things[one][0], pairs.things[other][0]
