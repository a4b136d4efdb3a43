"""Who is never whom, and who is: tables of pairs."""

import pytest

from tests.linking.typed import linked, pair_article, pairs


def _ids(row: tuple[str, ...]) -> tuple[str, str]:
    types, paper_a, place_a, form_a, paper_b, place_b, form_b = row
    type_a, _, type_b = types.partition("/")
    corpus = linked(
        pair_article("001-01", type_a, paper_a, place_a, form_a),
        pair_article("002-01", type_b or type_a, paper_b, place_b, form_b),
    )
    last = {article: len(corpus.documents[article].mentions) - 1 for article in corpus.documents}
    one, other = (
        next(e.id for e in corpus.entities if (article, last[article]) in e.mentions)
        for article in ("001-01", "002-01")
    )
    return one, other


@pytest.mark.parametrize("row", pairs("different.tsv"), ids="-".join)
def test_different_things_are_never_one(row: tuple[str, ...]) -> None:
    one, other = _ids(row)
    assert one != other


@pytest.mark.parametrize("row", pairs("same.tsv"), ids="-".join)
def test_one_thing_under_two_names_is_one(row: tuple[str, ...]) -> None:
    one, other = _ids(row)
    assert one == other


def test_the_tables_are_large_enough() -> None:
    assert len(pairs("different.tsv")) >= 200
    assert len(pairs("same.tsv")) >= 100
