"""Annotated articles as lessons for the scorer of relations: which pairs of names are related, and how.

The pairs are those of the names that the pipeline finds, not of those annotated: the scorer learns on what it
will read. A name found stands for what is annotated where they share a form, as in `kg evaluate`. Where a
person is quoted, the passage that annotators give as evidence says which naming of it tells so. The rules
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
from kg.relations.scorer.candidates import PREDICATES, Candidates, Flags, Ints, candidates
from kg.relations.scorer.features import matrix
from kg.relations.scorer.reading import MODEL
from kg.relations.scorer.train import Lesson, grow, held_out, with_least
from kg.relations.scorer.trees import Probabilities, save
from kg.relations.subjects import Subjects
from kg.verdicts import linked

SEED = 20240528
HIDDEN = 0.08  # of what the rules state
STEPS = tuple(round(0.01 * step, 2) for step in range(50, 96))
PRECISION = 0.7  # of what is added, as far as articles tell that the trees have not seen
FEWEST = 5  # additions on which a relation is judged


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as a lesson, with what is read of each pair without the scorer (by relation, first axis),
    and what each pair would state: pairs of the same number state the same."""

    lesson: Lesson
    stated: Flags
    claim: Ints


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
    """The way that adds most right over wrong, which count double, of those that are precise enough."""
    fitting = [w for w in ways if w.right + w.wrong >= FEWEST and w.precision >= PRECISION]
    return max(fitting, key=lambda w: (w.right - 2 * w.wrong, w.least), default=None)


def _added(unseen: Sequence[tuple[Marked, Probabilities]], index: int, least: float) -> Added:
    right = wrong = 0
    for item, probability in unseen:
        new = (probability[index] >= least) & ~item.stated[index] & item.lesson.known[index]
        true = np.unique(item.claim[new & item.lesson.true[index]])
        right += len(true)
        wrong += len(np.setdiff1d(item.claim[new], true))
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
    encoding = encode(document, stand_ins(document))
    pairs = candidates(encoding)
    if pairs is None:
        return None
    found = linked(annotated, reading)
    claims = {(claim.subject, claim.predicate, claim.object) for claim in found.claims}
    claims |= {(o, p, s) for s, p, o in claims if p is Predicate.COOPERATES_WITH}
    true, known, stated = (np.zeros((len(PREDICATES), len(pairs)), dtype=bool) for _ in range(3))
    numbers: dict[frozenset[str], int] = {}
    claim = np.zeros(len(pairs), dtype=np.int64)
    told = _quoted(annotated)
    for row, (subject, object_, start) in enumerate(_ends(pairs)):
        one = found.thing[subject]
        alone = subject == object_
        other = document.article.id if alone else found.thing[object_]
        related = found.annotated(one, other)
        true[:, row] = [predicate in related for predicate in PREDICATES]
        known[:, row] = true[:, row] | (not found.is_open(one, other))
        stated[:, row] = [(one, predicate, other) in claims for predicate in PREDICATES]
        claim[row] = numbers.setdefault(frozenset((one, other)), len(numbers))
        if alone and true[:, row].any():
            known[:, row] = any(a <= start < b for a, b in told)
    lesson = Lesson(matrix(pairs, reading.statements, Subjects(encoding).found), pairs.may(), true, known)
    return Marked(lesson, stated, claim)


def _quoted(annotated: AnnotatedArticle) -> list[tuple[int, int]]:
    """Where the passages stand that say whom the article quotes."""
    text = annotated.document.article.text
    places = [i for i, char in enumerate(text) if not char.isspace()]
    plain = "".join(text[i] for i in places)
    found = []
    for relation in annotated.relations:
        passage = "".join(relation.evidence.split())
        at = plain.find(passage)
        if relation.predicate is Predicate.QUOTED_IN and at >= 0:
            found.append((places[at], places[at + len(passage) - 1] + 1))
    return found


def _ends(pairs: Candidates) -> Iterator[tuple[int, int, int]]:
    """A mention of the subject and of the object of each pair, and where the subject stands in the text."""
    ends = zip(pairs.subjects().tolist(), pairs.objects().tolist(), pairs.subject.tolist(), strict=True)
    for one, other, occurrence in ends:
        start = pairs.encoding.items[int(pairs.at[occurrence])].start
        yield pairs.things[one][0], pairs.things[other][0], start
