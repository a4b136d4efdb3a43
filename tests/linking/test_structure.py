"""What names state: units in their organisations, organisations in their places."""

from kg.model import Corpus, Predicate
from tests.linking.typed import linked, reading


def _edges(corpus: Corpus, predicate: Predicate) -> set[tuple[str, str]]:
    names = {e.id: e.name for e in corpus.entities}
    return {(names[c.subject], names[c.object]) for c in corpus.claims if c.predicate is predicate}


def test_an_agency_is_located_where_its_short_form_is_at_home() -> None:
    corpus = linked(
        reading("001-01", "[湖南|Province]的[省财政厅|Agency]与[长沙市教育局|Agency]。", paper="湖南日报")
    )
    assert _edges(corpus, Predicate.LOCATED_IN) == {("湖南省财政厅", "湖南省")}


def test_the_place_must_be_named_by_the_article() -> None:
    corpus = linked(reading("001-01", "[省财政厅|Agency]发文。", paper="湖南日报"))
    assert _edges(corpus, Predicate.LOCATED_IN) == set()


def test_the_evidence_is_the_name_itself() -> None:
    corpus = linked(reading("001-01", "[郴州|City]：[郴州市商务局|Agency]招商。"))
    (claim,) = corpus.claims
    (evidence,) = claim.evidence
    text = corpus.documents["001-01"].article.text
    assert (evidence.rule, text[evidence.start : evidence.end]) == ("name-prefix", "郴州市商务局")


def test_a_unit_is_part_of_its_organisation_and_nowhere_else() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[湖南|Province]：[[省财政厅|Agency]社会保障处|Agency]、[[湖南大学|Institution]设计艺术学院|Institution]。",
            paper="湖南日报",
        )
    )
    assert _edges(corpus, Predicate.PART_OF) == {
        ("湖南省财政厅社会保障处", "湖南省财政厅"),
        ("湖南大学设计艺术学院", "湖南大学"),
    }
    assert _edges(corpus, Predicate.LOCATED_IN) == {("湖南省财政厅", "湖南省"), ("湖南大学", "湖南省")}


def test_a_unit_whose_organisation_is_not_named_stands_in_the_place() -> None:
    corpus = linked(reading("001-01", "[怀化市|City]的[市委督查室|Agency]通报。", paper="湖南日报"))
    assert _edges(corpus, Predicate.LOCATED_IN) == {("中国共产党怀化市委员会督查室", "怀化市")}


def test_the_narrowest_place_counts() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[怀化市|City][鹤城区|County]：[鹤城区交通局|Agency]、[怀化家居城|Site]、[怀化高新区|Zone]。",
        )
    )
    assert _edges(corpus, Predicate.LOCATED_IN) == {
        ("怀化市鹤城区交通运输局", "鹤城区"),
        ("怀化家居城", "怀化市"),
        ("怀化高新技术产业开发区", "怀化市"),
    }


def test_places_in_brackets_and_stretches_of_lines() -> None:
    corpus = linked(
        reading(
            "001-01", "[宜章县|County]、[安康|City]：[湘粤(宜章)电池产业园|Zone]、[渝西高铁安康段|Site]开工。"
        )
    )
    assert _edges(corpus, Predicate.LOCATED_IN) == {
        ("湘粤(宜章)电池产业园", "宜章县"),
        ("渝西高铁安康段", "安康市"),
    }


def test_streets_and_words_are_no_places() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[北京|City]、[中山|City]、[湖北|Province]：[北京路|Site]、[中山大学|Institution]、[湖北省际联盟|Agency]。",
        )
    )
    assert _edges(corpus, Predicate.LOCATED_IN) == set()


def test_a_parent_that_no_form_tells_is_not_stated() -> None:
    corpus = linked(
        reading("001-01", "[抚州市公安局|Agency]和[临川区公安分局|Agency]在[临川区|County]巡逻。")
    )
    assert _edges(corpus, Predicate.PART_OF) == set()
    assert _edges(corpus, Predicate.LOCATED_IN) == {("抚州市公安局临川分局", "临川区")}


def test_a_channel_is_part_of_the_campaign_it_is_named_after() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[“问计江城”建言征集活动|Initiative]开设[“问计江城”建言征集通道|Initiative]和[“问计社区”平台|Initiative]。",
        )
    )
    assert _edges(corpus, Predicate.PART_OF) == {("“问计江城”建言征集通道", "“问计江城”建言征集活动")}


def test_a_zone_that_the_article_names_is_a_place_too() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[怀化市|City]：[怀化高新区|Zone]扩容，[怀化高新区管委会|Agency]、[怀化经开区税务所|Agency]到场。",
        )
    )
    assert _edges(corpus, Predicate.LOCATED_IN) == {
        ("怀化高新技术产业开发区", "怀化市"),
        ("怀化高新技术产业开发区管理委员会", "怀化高新技术产业开发区"),
        ("怀化经开区税务所", "怀化市"),
    }
