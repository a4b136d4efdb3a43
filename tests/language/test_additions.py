"""What the model adds to the rules: certain names with endings that tell, where nothing was found."""

import pytest
from spacy.tokens import Doc

from kg.language.pipeline import load
from kg.language.spans import group, span
from kg.language.statistics.additions import Seen, additions, undertakings
from kg.language.statistics.endings import HEAD, counted, type_of
from kg.model import EntityType


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
