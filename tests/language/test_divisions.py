"""The gazetteer of administrative divisions."""

import pytest

from kg.language.divisions import abbreviation, ancestors, by_code, is_word, lookup, parent, within
from kg.language.divisions.compile import short_form
from kg.model import EntityType


@pytest.mark.parametrize(
    ("form", "code", "name", "level"),
    [
        ("湖南", "430000", "湖南省", EntityType.PROVINCE),
        ("湘", "430000", "湖南省", EntityType.PROVINCE),
        ("三湘", "430000", "湖南省", EntityType.PROVINCE),
        ("上海", "310000", "上海市", EntityType.CITY),
        ("恩施州", "422800", "恩施土家族苗族自治州", EntityType.CITY),
        ("江华", "431129", "江华瑶族自治县", EntityType.COUNTY),
        ("济源", "419001", "济源市", EntityType.COUNTY),
        ("锡林郭勒盟", "152500", "锡林郭勒盟", EntityType.CITY),
        ("清塘镇", "431124104", "清塘镇", EntityType.LOCALITY),
        ("香港", "810000", "香港特别行政区", EntityType.PROVINCE),
    ],
)
def test_first_of_a_form(form: str, code: str, name: str, level: EntityType) -> None:
    first = lookup(form)[0]
    assert (first.code, first.name, first.level) == (code, name, level)


def test_one_form_of_several_divisions() -> None:
    assert [d.name for d in lookup("长沙")] == ["长沙市", "长沙县"]
    assert [d.name for d in lookup("吉林")] == ["吉林省", "吉林市"]
    assert len(lookup("城关镇")) > 20
    assert lookup("没有这个地方") == ()


def test_the_chain_above() -> None:
    town = lookup("清塘镇")[0]
    assert [d.name for d in ancestors(town)] == ["道县", "永州市", "湖南省"]
    county = parent(town)
    assert county is not None
    assert county.name == "道县"
    assert within(town, county)
    assert within(county, county)
    assert not within(county, town)
    assert parent(lookup("湖南省")[0]) is None


def test_a_county_directly_under_its_province() -> None:
    assert [d.name for d in ancestors(lookup("仙桃市")[0])] == ["湖北省"]


def test_former_divisions_name_their_successors() -> None:
    former = lookup("望城县")[0]
    assert former.former
    successor = by_code(former.successors[0])
    assert successor is not None
    assert successor.name == "望城区"


@pytest.mark.parametrize(
    ("form", "expected"), [("合作", True), ("资源", True), ("公安", True), ("长沙", False), ("平江", False)]
)
def test_short_forms_that_are_words(form: str, expected: bool) -> None:
    assert is_word(form) is expected


def test_abbreviations() -> None:
    assert abbreviation(lookup("湖北省")[0]) == "鄂"
    assert abbreviation(lookup("长沙市")[0]) is None


def test_short_forms_of_former_names() -> None:
    assert short_form("望城县") == "望城"
    assert short_form("道县") == ""
