"""What the model adds to the rules: certain names with endings that tell, where nothing was found."""

import pytest
from spacy.tokens import Doc

from kg.language.pipeline import annotate, load
from kg.language.spans import group, span
from kg.language.statistics.additions import Seen, additions, undertakings
from kg.language.statistics.endings import HEAD, counted, type_of
from kg.language.statistics.outer import widen
from kg.model import ORGANIZATIONS, Article, ArticleKind, EntityType


def doc_of(text: str, name: str, kind: str, probability: float = 0.95) -> Doc:
    """A Doc in which the model sees a name."""
    doc, start = load(()).make_doc(text), text.index(name)
    doc.user_data["seen"] = (Seen(start, start + len(name), kind, probability),)
    return doc


def test_a_certain_name_with_a_telling_ending_is_added() -> None:
    text = "竹编工坊设在鹭岭水库旁边。"
    ((name, item),) = additions(doc_of(text, "鹭岭水库", "LOC"))
    assert (name, item.text, item.label_) == ("places", "鹭岭水库", EntityType.SITE)
    assert item._.component == "statistics"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("各乡镇都来了人。", "各乡镇", "LOC"),  # a group of things
        ("他们说起了大山深处的往事。", "大山", "LOC"),  # a word
        ("大家去了丙丁戊。", "丙丁戊", "LOC"),  # the ending tells nothing
        ("大家建起中心村。", "中心村", "LOC"),  # a generic word and an ending
        ("孩子们跑过大马路。", "大马路", "LOC"),  # a word with 大 in front
        ("北延线年底动工。", "北延线", "LOC"),  # an ending alone
        ("两江各有各的难处。", "两江", "LOC"),  # a word of two characters
        ("县里与广州采芝药业签约。", "州采芝药业", "ORG"),  # it begins within a place
        ("大家去了鹭岭（水库）。", "鹭岭（水库", "LOC"),  # marks inside
        ("企业搬进大创新园。", "大创新园", "LOC"),  # a kind of zone with 大 in front
        ("村里建起治安联防队。", "治安联防队", "ORG"),  # an everyday ending without a place
    ],
)
def test_what_is_no_name_is_not_added(text: str, name: str, kind: str) -> None:
    assert additions(doc_of(text, name, kind)) == []


def test_what_a_rule_found_stays_as_it_is() -> None:
    text = "竹编工坊设在鹭岭水库旁边。"
    doc = doc_of(text, "鹭岭水库", "LOC")
    doc.spans["places"] = [span(doc, 6, 8, EntityType.LOCALITY)]
    assert additions(doc) == []
    assert [s.text for s in group(doc, "places")] == ["鹭岭"]


def test_what_the_model_doubts_is_not_added() -> None:
    assert additions(doc_of("竹编工坊设在鹭岭水库旁边。", "鹭岭水库", "LOC", 0.5)) == []


def test_words_with_an_ending_need_more() -> None:
    assert additions(doc_of("早市摆在白象街。", "白象街", "LOC", 0.8)) == []
    ((name, item),) = additions(doc_of("早市摆在白象街。", "白象街", "LOC", 0.95))
    assert (name, item.text, item.label_) == ("places", "白象街", EntityType.SITE)


def test_a_water_may_have_two_characters() -> None:
    ((_, item),) = additions(doc_of("暴雨让柴河水位涨了两米。", "柴河", "LOC"))
    assert (item.text, item.label_) == ("柴河", EntityType.SITE)


def test_an_organisation_is_what_stands_beside_it() -> None:
    text = "华为、岚舟先后落户。"
    doc = doc_of(text, "岚舟", "ORG")
    assert additions(doc) == []
    doc.spans["organisations"] = [span(doc, 0, 2, EntityType.COMPANY)]
    doc = doc_of("华为、岚舟星先后落户。", "岚舟星", "ORG")
    doc.spans["organisations"] = [span(doc, 0, 2, EntityType.COMPANY)]
    ((name, item),) = additions(doc)
    assert (name, item.text, item.label_) == ("organisations", "岚舟星", EntityType.COMPANY)


def test_a_name_may_end_where_a_title_begins() -> None:
    text = "说话的是石溪小学教师小辛。"
    doc = doc_of(text, "石溪小学", "ORG")
    doc.spans["titles"] = [span(doc, 8, 10, "Title")]
    assert [item.text for _, item in additions(doc)] == ["石溪小学"]


def test_an_initiative_is_added_whole() -> None:
    text = "县里推出“竹海一码通”便民服务包，群众都说好。"
    ((name, item),) = undertakings(doc_of(text, "“竹海一码通”便民服务包", "INI"))
    assert (name, item.label_) == ("initiatives", EntityType.INITIATIVE)
    assert undertakings(doc_of(text, "竹海一码通”便民服务包", "INI")) == []


def test_what_ends_like_a_meeting_is_an_event() -> None:
    text = "市里办起云岭采购大会，来了许多人。"
    ((name, item),) = undertakings(doc_of(text, "云岭采购大会", "INI"))
    assert (name, item.label_) == ("events", EntityType.EVENT)


def test_endings_tell_the_type() -> None:
    assert type_of("鹭岭水库", "LOC") is EntityType.SITE
    assert type_of("鹭岭职业技术学院", "ORG") is EntityType.INSTITUTION
    assert type_of("鹭岭", "LOC", {}) is None


def test_endings_are_counted_by_name() -> None:
    names = [("甲水库", EntityType.SITE), ("乙水库", EntityType.SITE), ("乙水库", EntityType.SITE)]
    table = counted([*names, ("丙中心", EntityType.SITE), ("丁中心", EntityType.ZONE)])
    assert table == HEAD + "LOC\t库\tSite\t2\nLOC\t水库\tSite\t2\n"
    assert counted([("长沙市", EntityType.CITY), ("邵阳市", EntityType.CITY)]) == HEAD


def wide(text: str, name: str, kind: str, label: EntityType, inner: str, probability: float = 0.95) -> Doc:
    """A Doc in which the rules found `inner` and the model a name around it or behind its beginning."""
    doc = doc_of(text, name, kind, probability)
    start = text.index(inner)
    into = "organisations" if label in ORGANIZATIONS else "places"
    doc.spans[into] = [span(doc, start, start + len(inner), label)]
    widen(doc)
    return doc


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(s.text, s.label_) for name in ("places", "organisations") for s in group(doc, name)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "inner", "label", "type"),
    [
        ("他来自梅州客都会展服务公司。", "梅州客都会展服务公司", "ORG", "梅州", "City", "Company"),
        ("夺冠的是江西体彩队的选手。", "江西体彩队", "ORG", "江西", "Province", "Institution"),
        ("材料报农业农村部种业管理司审定。", "农业农村部种业管理司", "ORG", "农业农村部", "Agency", "Agency"),
        ("项目落在珲春海洋经济示范园区。", "珲春海洋经济示范园区", "LOC", "珲春", "County", "Zone"),
    ],
)
def test_a_name_may_go_on_behind_a_place(
    text: str, name: str, kind: str, inner: str, label: str, type: str
) -> None:
    doc = wide(text, name, kind, EntityType(label), inner)
    assert (name, type) in names(doc)
    assert names(wide(text, name, kind, EntityType(label), inner, 0.6)) == {(inner, label)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "inner", "label"),
    [
        ("昨天与湖南一家研究所签约。", "湖南一家研究所", "ORG", "湖南", "Province"),  # not named
        ("记者随南宁党政考察团出发。", "南宁党政考察团", "ORG", "南宁", "City"),  # a group of people
        ("组成湖北省际联盟的企业。", "湖北省际联盟", "ORG", "湖北", "Province"),  # between provinces
        ("会场设在保定市莲池区。", "保定市莲池区", "LOC", "保定市", "City"),  # no site
        ("他翻开《长沙志愿服务队》。", "长沙志愿服务队", "ORG", "长沙", "City"),  # a book
    ],
)
def test_what_is_no_single_name_stays_apart(text: str, name: str, kind: str, inner: str, label: str) -> None:
    assert names(wide(text, name, kind, EntityType(label), inner)) == {(inner, label)}


def test_a_name_of_the_rules_may_begin_too_early() -> None:
    text = "现任村党支部书记兼眉县猕猴桃产业协会副会长。"
    doc = doc_of(text, "眉县猕猴桃产业协会", "ORG", 0.6)
    doc.spans["organisations"] = [span(doc, 8, 18, EntityType.INSTITUTION)]
    doc.spans["places"] = [span(doc, 9, 11, EntityType.COUNTY)]
    widen(doc)
    assert [s.text for s in group(doc, "organisations")] == ["眉县猕猴桃产业协会"]


@pytest.mark.parametrize("text", ["四季柚丰收，霞关港的冷链车排成长队。", "通车后，车队开过了拉脊山断裂带。"])
def test_a_site_that_the_rules_doubt(text: str) -> None:
    article = Article("t-01", "t", ArticleKind.NEWS, text, (0, len(text)))
    assert [m.type for m in annotate(article, load()).mentions] == [EntityType.SITE]
    rules = load(("sentences", "places", "resolver"))
    assert annotate(article, rules).mentions == ()


def test_a_piece_of_a_person_is_no_place() -> None:
    text = "人大常委会秘书长罗沙溪出席。"
    doc = doc_of(text, "罗沙溪", "PER")
    doc.spans["titles"] = [span(doc, 5, 8, "Title")]
    doc.spans["places"] = [span(doc, 9, 11, EntityType.SITE)]
    widen(doc)
    assert group(doc, "places") == []
