"""Who is never whom, and who is: tables of pairs."""

import pytest

from kg.language.divisions import lookup
from tests.linking.typed import entity, linked, pair_article, pairs, reading


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


@pytest.mark.parametrize(
    "row",
    [r for r in pairs("different.tsv") if r[1:3] == r[4:6] and r[3] != r[6]],
    ids="-".join,
)
def test_different_things_in_one_article_are_two(row: tuple[str, ...]) -> None:
    types, paper, place, one, _, _, other = row
    type_a, _, type_b = types.partition("/")
    before = f"[{place}|{lookup(place)[0].level.value}]传来消息。" if place else ""
    text = f"{before}[{one}|{type_a}]受到关注。[{other}|{type_b or type_a}]也受到关注。"
    corpus = linked(reading("001-01", text, paper=paper or None))
    assert entity(corpus, "001-01", one).id != entity(corpus, "001-01", other).id


def test_the_tables_are_large_enough() -> None:
    assert len(pairs("different.tsv")) >= 200
    assert len(pairs("same.tsv")) >= 100
