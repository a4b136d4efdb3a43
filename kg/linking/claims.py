"""Statements of all articles in, distinct claims with their evidence out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Claim, Evidence, Modality, Predicate

CAP = 0.99  # what no amount of evidence exceeds
SYMMETRIC = frozenset({Predicate.COOPERATES_WITH})


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement between entities, with its one passage."""

    subject: str
    predicate: Predicate
    object: str
    evidence: Evidence
    title: str | None = None
    modality: Modality = Modality.ASSERTED
    date: str | None = None


def combine(statements: Iterable[Stated]) -> tuple[Claim, ...]:
    """The distinct claims, sorted. A thing has no relation to itself; a symmetric one is written once, the
    smaller id first; the same passage counts once, with the surest of its rules."""
    grouped: dict[tuple[str, Predicate, str, str, Modality], list[Stated]] = defaultdict(list)
    for item in statements:
        subject, object_ = item.subject, item.object
        if subject == object_:
            continue
        if item.predicate in SYMMETRIC and object_ < subject:
            subject, object_ = object_, subject
        grouped[subject, item.predicate, object_, item.title or "", item.modality].append(item)
    claims = []
    for (subject, predicate, object_, title, modality), items in grouped.items():
        evidence = _distinct(item.evidence for item in items)
        dates = sorted({item.date for item in items if item.date})
        ended = modality is Modality.FORMER
        claims.append(
            Claim(
                subject,
                predicate,
                object_,
                evidence,
                title or None,
                modality,
                confidence(evidence),
                start_date=dates[0] if dates and not ended else None,
                end_date=dates[-1] if dates and ended else None,
            )
        )
    return tuple(sorted(claims, key=sort_key))


def sort_key(claim: Claim) -> tuple[str, str, str, str, str]:
    """What claims are sorted by."""
    return claim.subject, claim.predicate, claim.object, claim.title or "", claim.modality


def confidence(evidence: Iterable[Evidence]) -> float:
    """How sure a claim is: the noisy-or of its articles, 1 - Π(1 - cᵢ), where cᵢ is the surest passage of
    article i (passages of one article repeat each other), at most CAP; a single one keeps its own value."""
    best: dict[str, float] = {}
    for item in evidence:
        best[item.article] = max(best.get(item.article, 0.0), item.confidence)
    doubt = 1.0
    for value in sorted(best.values()):
        doubt *= 1 - value
    together = 1 - doubt
    return round(together if len(best) == 1 else max(min(together, CAP), *best.values()), 4)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    kept: dict[tuple[str, int, int], Evidence] = {}
    for item in sorted(evidence, key=lambda e: (-e.confidence, e.rule)):
        kept.setdefault((item.article, item.start, item.end), item)
    return tuple(sorted(kept.values(), key=lambda e: (e.article, e.start, e.end)))
