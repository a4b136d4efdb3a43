"""What the trees make of what the rules read: what is likely is added, what weak rules guess is doubted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from kg.model import Modality, Predicate, Statement
from kg.relations.coreference import is_remote
from kg.relations.encoding import BOUNDARY, Encoding
from kg.relations.fillers import in_front_of_part
from kg.relations.geography import lies_elsewhere
from kg.relations.modality import modality_of
from kg.relations.scorer.candidates import Candidates, candidates
from kg.relations.scorer.features import BEFORE, REACH, Matrix, matrix, names, told
from kg.relations.scorer.trees import Forest, Probabilities, load
from kg.relations.subjects import Subject
from kg.relations.visitors import sends

MODEL = Path(__file__).parent / "model.npz"
LONGEST = 800  # characters of a passage, from the names themselves where other words stand for them
SHOWN = 5  # features in the grounds of a statement
WEAK = 0.65  # confidence of rules that are doubted
DOUBTED = 0.1  # probability below which what they state is left out
# Who announces a meeting does not speak at it.
_DONE = frozenset({Predicate.SPOKE_AT, Predicate.CHAIRED, Predicate.QUOTED_IN})
_OF_PLACES = frozenset({Predicate.PART_OF, Predicate.LOCATED_IN, Predicate.VISITED, Predicate.APPLIES_TO})
_EXCLUDES = {Predicate.ISSUED: Predicate.LEADS, Predicate.LEADS: Predicate.ISSUED}  # of the same thing
PREFIX = "scorer/"  # of the name of the rule that a statement is said to come from


@cache
def trees() -> Forest:
    """The trees that are part of the package, read once."""
    return load(MODEL).over(names())


def weigh(
    encoding: Encoding,
    statements: Sequence[Statement],
    openings: Sequence[Subject] = (),
    forest: Forest | None = None,
) -> list[Statement]:
    """The statements that hold, and behind them the relations that the trees find likely besides, each with
    the passage that holds both names and the words that count.

    A statement of a rule that is often wrong (its confidence is below WEAK) holds where the trees do not
    doubt it. `openings` are the subjects of the document; `forest` is the package's own unless given.
    """
    forest = forest or trees()
    pairs = candidates(encoding)
    if pairs is None:
        return list(statements)
    seen = matrix(pairs, statements, openings)
    probability = 1 / (1 + np.exp(-forest.odds(seen, pairs.may())))
    held = list(_holding(pairs, statements, probability, forest))
    kinds, rows = np.nonzero(probability >= forest.least[:, None])
    likely = sorted(
        zip(probability[kinds, rows].tolist(), kinds.tolist(), rows.tolist(), strict=True),
        key=lambda found: (-found[0], found[1:]),
    )
    known = set()
    for item in held:
        end = item.subject if item.object is None else item.object
        known.add(_key(item.predicate, pairs.thing_of[item.subject], pairs.thing_of[end]))
    for likelihood, kind, row in likely:
        predicate = Predicate(forest.predicates[kind])
        if predicate not in _OF_PLACES and any(
            _qualifies(pairs, int(o[row])) for o in (pairs.subject, pairs.object)
        ):
            continue
        key = _key(predicate, int(pairs.thing[pairs.subject[row]]), int(pairs.thing[pairs.object[row]]))
        other = _EXCLUDES.get(predicate)
        if key in known or (other is not None and (other, *key[1:]) in known):
            continue
        statement = _statement(pairs, row, predicate, likelihood)
        if statement is not None:
            known.add(key)
            held.append(replace(statement, grounds=_grounds(forest, seen[row], predicate)))
    return held


def _qualifies(pairs: Candidates, occurrence: int) -> bool:
    """Whether a name stands but in front of another one, as 湖北省 in 湖北省通城县."""
    at, text = int(pairs.at[occurrence]), pairs.encoding.text
    return in_front_of_part(text[at], text[at + 1])


_Key = tuple[Predicate, int, int]


def _key(predicate: Predicate, one: int, other: int) -> _Key:
    """What makes a statement another than those known: predicate and things."""
    if predicate is Predicate.COOPERATES_WITH and other < one:
        one, other = other, one
    return predicate, one, other


def _holding(
    pairs: Candidates, statements: Sequence[Statement], probability: Probabilities, forest: Forest
) -> Iterator[Statement]:
    """The statements that hold; those of weak rules as sure as the trees are. Of what is no pair the trees
    know nothing."""
    one, other = pairs.subjects(), pairs.objects()
    for statement in statements:
        if (
            statement.confidence >= WEAK
            or statement.predicate not in forest.predicates
            or statement.object is None
        ):
            yield statement
            continue
        kind = forest.predicates.index(statement.predicate)
        a, b = pairs.thing_of[statement.subject], pairs.thing_of[statement.object]
        rows = (one == a) & (other == b)
        if statement.predicate is Predicate.COOPERATES_WITH:
            rows |= (one == b) & (other == a)
        weights = probability[kind, rows].tolist()
        if not weights:
            yield statement
        elif max(weights) >= DOUBTED:
            yield replace(statement, confidence=round(max(weights), 2))


def _statement(pairs: Candidates, row: int, predicate: Predicate, likelihood: float) -> Statement | None:
    encoding = pairs.encoding
    start, end = passage(pairs, row)
    begin, finish = encoding.article_start(start), encoding.article_end(end)
    for occurrence in (int(pairs.subject[row]), int(pairs.object[row])):
        if not encoding.items[int(pairs.at[occurrence])].recalled:
            named = encoding.document.mentions[int(pairs.mention[occurrence])]
            begin, finish = min(begin, named.start), max(finish, named.end)
    goal = encoding.document.mentions[int(pairs.mention[pairs.object[row]])]
    if is_remote(encoding.document, goal):
        return None
    part = encoding.document.mentions[int(pairs.mention[pairs.subject[row]])]
    if predicate is Predicate.PART_OF and lies_elsewhere(part, goal):
        return None
    if predicate is Predicate.VISITED and sends().match(encoding.document.article.text, goal.end):
        return None  # 广西 + 党政代表团
    modality = modality_of(encoding, start, end)
    if finish - begin > LONGEST or (predicate in _DONE and not _asserted(encoding, start, end)):
        return None
    return Statement(
        int(pairs.mention[pairs.subject[row]]),
        predicate,
        None if predicate is Predicate.QUOTED_IN else int(pairs.mention[pairs.object[row]]),
        begin,
        finish,
        PREFIX + predicate.value,
        modality=modality,
        confidence=round(likelihood, 2),
    )


def _grounds(forest: Forest, row: Matrix, predicate: Predicate) -> str:
    """The features that weigh most for a relation, each with its value and what it adds to the odds."""
    shares = forest.grounds(row, predicate.value)
    most = sorted(shares, key=lambda name: (-shares[name], name))[:SHOWN]
    value = dict(zip(forest.features, row.tolist(), strict=True))
    return "; ".join(f"{name} = {value[name]:g} ({shares[name]:+.1f})" for name in most if shares[name] > 0)


def _asserted(encoding: Encoding, start: int, end: int) -> bool:
    """Whether nothing from the beginning of the sentence on makes a passage planned or denied."""
    begin = encoding.text.rfind(BOUNDARY, 0, start) + 1
    return modality_of(encoding, begin, end) is Modality.ASSERTED


def passage(pairs: Candidates, row: int) -> tuple[int, int]:
    """The stretch of the encoded text that holds both names of a pair and the words around them that the
    features count."""
    text, at = pairs.encoding.text, pairs.at
    around = pairs.around
    first, second = sorted((int(pairs.subject[row]), int(pairs.object[row])), key=lambda i: int(at[i]))
    start, end = int(at[first]), int(at[second]) + 1
    behind = around.list_end[second : second + 1]
    limit = int(np.minimum(around.clause_end(behind), behind + REACH)[0])
    front = around.list_start[first : first + 1]
    begin = int(np.maximum(around.clause_start(front), front - BEFORE)[0]) + 1
    words = [*told(text, begin, int(front[0]) + 1), *told(text, int(behind[0]), limit)]
    return min([start, *(a for a, _ in words)]), max([end, *(b for _, b in words)])
