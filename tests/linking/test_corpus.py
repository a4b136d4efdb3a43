"""The whole of linking: what always holds, in whatever order things come, and how fast."""

import random
import re
import time

from kg.linking import link
from kg.model import Modality, Page, Predicate, Settings
from tests.linking.test_articles import ARTICLES, WIRES
from tests.linking.typed import entity, linked, reading


def _readings():
    return [
        reading(id_, body, relations, paper=paper, place=WIRES.get(id_))
        for id_, (paper, body, relations) in ARTICLES.items()
    ]


def test_the_order_of_the_input_does_not_matter() -> None:
    readings = _readings()
    first = linked(*readings)
    for seed in range(3):
        shuffled = random.Random(seed).sample(readings, len(readings))
        again = linked(*shuffled)
        assert (again.entities, again.claims, again.background, again.possibly_same) == (
            first.entities,
            first.claims,
            first.background,
            first.possibly_same,
        )


def test_what_always_holds() -> None:
    corpus = linked(*_readings())
    ids = [e.id for e in corpus.entities]
    mentions = [m for e in corpus.entities for m in e.mentions]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z]+-[\w-]+", id_) for id_ in ids)
    assert sorted(mentions) == sorted(
        (article, i) for article, d in corpus.documents.items() for i in range(len(d.mentions))
    )
    assert all(e.name and e.name not in e.aliases for e in corpus.entities)
    assert all(e.background == (not e.mentions) for e in corpus.entities)
    known = set(ids)
    for claim in corpus.claims:
        assert claim.subject in known
        assert claim.object in known or claim.predicate is Predicate.QUOTED_IN
        assert claim.evidence
        assert 0 < claim.confidence <= 1
    assert {s for s, _, o in corpus.background} | {o for _, _, o in corpus.background} <= known


def test_the_chain_of_divisions_is_background() -> None:
    corpus = linked(reading("001-01", "[道县|County]的[寿雁镇|Locality]。"))
    names = {e.id: (e.name, e.code, e.background) for e in corpus.entities}
    assert sorted((names[s][0], names[o][0]) for s, _, o in corpus.background) == [
        ("寿雁镇", "道县"),
        ("永州市", "湖南省"),
        ("道县", "永州市"),
    ]
    assert names["place-永州市"] == ("永州市", "431100", True)
    assert names["place-道县"] == ("道县", "431124", False)


def test_forms_seen_and_known_short_forms_are_aliases() -> None:
    corpus = linked(
        reading(
            "001-01", "[湘|Province]、[永兴县|County]、[长沙县|County]、[省委|Agency]。", paper="湖南日报"
        )
    )
    assert entity(corpus, "001-01", "湘").aliases == ("湖南", "湘")
    assert entity(corpus, "001-01", "永兴县").aliases == ("永兴",)
    assert entity(corpus, "001-01", "长沙县").aliases == ()  # 长沙 means the city
    assert entity(corpus, "001-01", "省委").aliases == ("湖南省委", "省委")


def test_without_a_home_a_short_form_stays_with_its_article() -> None:
    corpus = linked(
        reading("001-01", "[省财政厅|Agency]发文。"), reading("002-01", "[省财政厅|Agency]发文。")
    )
    one, other = entity(corpus, "001-01", "省财政厅"), entity(corpus, "002-01", "省财政厅")
    assert one.name == other.name == "省财政厅"
    assert one.id != other.id


def test_renamed_divisions_are_what_became_of_them() -> None:
    corpus = linked(
        reading("001-01", "[望城县|County]于多年前改区。"), reading("002-01", "[望城区|County]招商。")
    )
    assert entity(corpus, "001-01", "望城县").id == entity(corpus, "002-01", "望城区").id
    assert "望城县" in entity(corpus, "001-01", "望城县").aliases


def test_modality_is_kept() -> None:
    item = reading("001-01", "[德清县委|Agency]原书记[吕行|Official]。", ["吕行 | holdsPost 书记 | 德清县委"])
    former = type(item)(
        item.document,
        tuple(
            type(s)(s.subject, s.predicate, s.object, s.start, s.end, s.rule, s.title, Modality.FORMER)
            for s in item.statements
        ),
    )
    (claim,) = linked(former).claims
    assert claim.modality is Modality.FORMER


def test_nothing_in_nothing_out() -> None:
    corpus = link((), (), Settings())
    assert (corpus.entities, corpus.claims, corpus.background) == ((), (), ())
    corpus = link((Page("001", "001.txt", "utf-8", "", ()),), (), Settings())
    assert [p.id for p in corpus.pages] == ["001"]


def test_thousands_of_mentions_take_a_second() -> None:
    bodies = [(id_, body, relations) for id_, (_, body, relations) in ARTICLES.items()]
    papers = ("浙江日报", "南方日报", "新华日报", "山西日报", "安徽日报")
    readings = [
        reading(f"{n}{id_}", body, relations, paper=papers[n % 5])
        for n in range(40)
        for id_, body, relations in bodies
    ]
    total = sum(len(r.document.mentions) for r in readings)
    started = time.perf_counter()
    linked(*readings)
    assert total > 5000
    assert time.perf_counter() - started < 10
