"""Statements become claims."""

from kg.linking.claims import CAP, Stated, combine
from kg.model import Evidence, Modality, Predicate


def _stated(subject: str, object_: str, article: str = "001-01", start: int = 0, **rest) -> Stated:
    predicate = rest.pop("predicate", Predicate.COOPERATES_WITH)
    confidence = rest.pop("confidence", 0.8)
    return Stated(subject, predicate, object_, Evidence(article, start, start + 9, "r", confidence), **rest)


def test_symmetric_relations_are_written_once_the_smaller_id_first() -> None:
    (claim,) = combine([_stated("b", "a"), _stated("a", "b", "002-01")])
    assert (claim.subject, claim.object, len(claim.evidence)) == ("a", "b", 2)


def test_nothing_is_related_to_itself() -> None:
    assert combine([_stated("a", "a")]) == ()


def test_articles_add_up_and_passages_of_one_do_not() -> None:
    (one,) = combine([_stated("a", "b"), _stated("a", "b", start=20)])
    assert one.confidence == 0.8
    (two,) = combine([_stated("a", "b"), _stated("a", "b", "002-01")])
    assert two.confidence == 0.96
    (many,) = combine([_stated("a", "b", f"00{n}-01") for n in range(9)])
    assert many.confidence == CAP


def test_the_same_passage_counts_once_with_its_surest_rule() -> None:
    (claim,) = combine([_stated("a", "b"), _stated("a", "b", confidence=0.9)])
    assert [e.confidence for e in claim.evidence] == [0.9]


def test_title_and_modality_make_claims_distinct() -> None:
    post = {"predicate": Predicate.HOLDS_POST}
    claims = combine(
        [
            _stated("p", "o", title="局长", **post),
            _stated("p", "o", title="书记", **post),
            _stated("p", "o", title="局长", modality=Modality.FORMER, date="2024-05", **post),
            _stated("p", "o", title="局长", date="2024-06-01", **post),
        ]
    )
    assert [(c.title, c.modality, c.start_date, c.end_date) for c in claims] == [
        ("书记", Modality.ASSERTED, None, None),
        ("局长", Modality.ASSERTED, "2024-06-01", None),
        ("局长", Modality.FORMER, None, "2024-05"),
    ]
