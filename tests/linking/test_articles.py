"""Articles of many provinces: full names and who is who."""

from collections import defaultdict

import pytest

from kg import notation
from kg.model import Corpus, Reading
from tests.linking.typed import HERE, linked, reading


def _articles() -> dict[str, tuple[str, str, list[str]]]:
    """Article id to its paper, text and relations."""
    text = (HERE / "articles.txt").read_text(encoding="utf-8")
    made = {}
    for block in text.split("\n== ")[1:]:
        head, _, rest = block.partition("\n")
        id_, paper = head.split()
        body, _, relations = rest.strip().partition("\n--\n")
        made[id_] = (paper, body, [line for line in relations.splitlines() if line])
    return made


ARTICLES = _articles()
WIRES = {"i1-01": "贵阳"}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    readings: list[Reading] = [
        reading(id_, body, relations, paper=paper, place=WIRES.get(id_))
        for id_, (paper, body, relations) in ARTICLES.items()
    ]
    return linked(*readings)


def _expected(article: str) -> list[str]:
    """What each mention of an article is: its full name, and # what tells it apart."""
    return [m.name or m.text for m in notation.parse(ARTICLES[article][1]).mentions]


def test_there_are_many_articles() -> None:
    assert len(ARTICLES) >= 30


@pytest.mark.parametrize("article", ARTICLES)
def test_names_are_full(corpus: Corpus, article: str) -> None:
    named = {mention: e.name for e in corpus.entities for mention in e.mentions}
    expected = [name.partition("#")[0] for name in _expected(article)]
    assert [named[article, i] for i in range(len(expected))] == expected


def test_every_thing_is_one_entity_and_no_other(corpus: Corpus) -> None:
    ids = {mention: e.id for e in corpus.entities for mention in e.mentions}
    by_thing: dict[str, set[str]] = defaultdict(set)
    by_id: dict[str, set[str]] = defaultdict(set)
    for article in ARTICLES:
        for i, thing in enumerate(_expected(article)):
            by_thing[thing].add(ids[article, i])
            by_id[ids[article, i]].add(thing)
    assert {thing: found for thing, found in by_thing.items() if len(found) > 1} == {}
    assert {id_: found for id_, found in by_id.items() if len(found) > 1} == {}
