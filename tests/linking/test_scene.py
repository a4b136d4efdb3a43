"""Which places an article speaks of, and what 市 means in it."""

import pytest

from kg.linking.home import Home, HomeSource, division_named
from kg.linking.places import resolve_places
from kg.linking.prefixes import elided, prefixes
from kg.linking.scene import survey
from tests.linking.typed import reading


def _home(name: str | None) -> Home:
    return Home(division_named(name) if name else None, HomeSource.PAPER if name else HomeSource.NONE)


def _stands_for(annotated: str, words: str, home: str | None) -> str | None:
    document = reading("001-01", annotated).document
    scene = survey(document, _home(home))
    found = scene.stands_for(words[0], document.article.text.rindex(words))
    return found.name if found else None


@pytest.mark.parametrize(
    ("annotated", "words", "home", "expected"),
    [
        ("[省财政厅|Agency]发文。", "省财政厅", "湖南省", "湖南省"),
        ("[湖北省委|Agency]、[省政府|Agency]来函。", "省政府", "湖南省", "湖北省"),
        ("[湖北省委|Agency]来函。[省政府|Agency]答复。", "省政府", "湖南省", "湖南省"),
        ("[株洲市|City]开会，[市委|Agency]部署。", "市委", "湖南省", "株洲市"),
        ("[株洲市教育局|Agency]会同[市委宣传部|Agency]检查。", "市委宣传部", "湖南省", "株洲市"),
        ("[株洲市|City]客人来访，[市委|Agency]接待。", "市委", "长沙市", "长沙市"),
        ("[浏阳市|County]办节。[市委|Agency]部署，[浏阳|County]全城迎客。", "市委", "湖南省", "浏阳市"),
        ("[上海|City]降温，[市政府|Agency]部署。", "市政府", "上海市", "上海市"),
        ("[株洲|City]、[湘潭|City]签约。[市委|Agency]部署。", "市委", "湖南省", None),
        ("[市委|Agency]部署。", "市委", "湖南省", None),
        ("[省委|Agency]部署。", "省委", None, None),
    ],
)
def test_what_a_word_stands_for(annotated: str, words: str, home: str | None, expected: str | None) -> None:
    assert _stands_for(annotated, words, home) == expected


@pytest.mark.parametrize(
    ("annotated", "home", "code"),
    [
        ("[长春市|City][朝阳区|County]供暖。", None, "220104"),
        ("[朝阳区|County]供暖，[长春|City]降温。", None, "220104"),
        ("[朝阳区|County]供暖。", "北京市", "110105"),
        ("[朝阳区|County]供暖。", None, None),
        ("[鼓楼区|County]开会。", "江苏省", None),
        ("[吉林|City]下雪。", None, "220200"),
        ("[吉林|Province]下雪。", None, "220000"),
        ("[巴黎|City:foreign]下雪。", None, None),
    ],
)
def test_which_division_a_name_is(annotated: str, home: str | None, code: str | None) -> None:
    document = reading("001-01", annotated).document
    found = resolve_places(document, _home(home))
    index = next(i for i, m in enumerate(document.mentions) if m.text in ("朝阳区", "鼓楼区", "吉林", "巴黎"))
    assert (found[index].code if index in found else None) == code


def test_the_page_tells_where_the_article_does_not() -> None:
    document = reading("001-01", "[市委|Agency]部署。").document
    city = division_named("岳阳市")
    assert city is not None
    assert survey(document, _home("湖南省"), {city: 4.0}).stands_for("市", 0) == city


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("怀化市鹤城区教育局", ["怀化市", "鹤城区"]),
        ("湖南农业大学", ["湖南省"]),
        ("怀化经开区税务所", ["怀化市"]),
        ("中山大学", []),
        ("中山市博物馆", ["中山市"]),
        ("北京路", []),
        ("湖北省际联盟", []),
    ],
)
def test_places_that_names_begin_with(name: str, places: list[str]) -> None:
    assert [p.candidates[0].name for p in prefixes(name)] == places


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("省财政厅", "省"),
        ("市政务中心", "市"),
        ("自治区党委", "自治区"),
        ("市场监督管理局", ""),
        ("省际联盟", ""),
        ("市政公司", ""),
        ("市民政局", "市"),
        ("市民中心", ""),
        ("市属国企", ""),
        ("区域中心", ""),
    ],
)
def test_words_that_stand_for_a_division(name: str, word: str) -> None:
    assert elided(name) == word
