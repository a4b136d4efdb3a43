"""Names are read aloud as people read them."""

import pytest

from kg.site.names import letter, normal, readings, sort_key, surnames


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("曾令桐", "zeng ling tong"),
        ("单明远", "shan ming yuan"),
        ("仇若溪", "qiu ruo xi"),
        ("解知行", "xie zhi xing"),
        ("查云帆", "zha yun fan"),
        ("区启岚", "ou qi lan"),
        ("缪安", "miao an"),
        ("覃晓禾", "qin xiao he"),
        ("乐嘉宁", "yue jia ning"),
        ("尉迟文博", "yu chi wen bo"),
        ("万俟浩", "mo qi hao"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, first: str) -> None:
    assert readings(name, person=True)[0] == tuple(first.split())


def test_what_people_type_for_a_surname_is_known_too() -> None:
    assert ("ceng", "ling", "tong") in readings("曾令桐", person=True)
    assert ("tan", "xiao", "he") in readings("覃晓禾", person=True)
    assert ("shan", "yu", "fei") in readings("单于飞", person=True)


def test_only_people_have_surnames() -> None:
    assert readings("单位结对行动") == (("dan", "wei", "jie", "dui", "xing", "dong"),)
    assert readings("长沙市")[0] == ("chang", "sha", "shi")
    assert readings("重庆市")[0] == ("chong", "qing", "shi")


def test_marks_and_widths_do_not_count() -> None:
    assert normal("《Ｈ２Ａ·清风 行动》") == "h2a清风行动"
    assert readings("“清风行动”")[0] == ("qing", "feng", "xing", "dong")
    assert readings("（）") == (("",),)


def test_lists_are_in_the_order_of_the_dictionary() -> None:
    names = ["曾令桐", "安平", "仇若溪", "单明远"]
    assert sorted(names, key=lambda name: sort_key(name, True)) == ["安平", "仇若溪", "单明远", "曾令桐"]
    assert [letter(name, True) for name in names] == ["Z", "A", "Q", "S"]
    assert letter("2号线") == "#"


def test_the_table_of_surnames_is_well_formed() -> None:
    for name, ways in surnames().items():
        assert 1 <= len(name) <= 2
        assert ways
        assert all(len(way) == len(name) for way in ways), name
        assert all(syllable.isascii() and syllable.islower() for way in ways for syllable in way), name
