"""Numbered meetings get their official names."""

import tomllib
from importlib.resources import files

import pytest

from kg.linking import meetings

TABLE = tomllib.loads(files("kg.linking").joinpath("meetings.toml").read_text(encoding="utf-8"))["meeting"]
EXAMPLES = [pair for entry in TABLE for pair in entry["examples"].items()]
PLACES = {"省": "浙江省", "市": "杭州市"}


@pytest.mark.parametrize(("surface", "name"), EXAMPLES)
def test_examples_of_the_table(surface: str, name: str) -> None:
    meeting = meetings.read(surface)
    assert meeting is not None
    assert meetings.official(meeting, lambda written: PLACES.get(written, written)) == name


def test_every_kind_has_an_example() -> None:
    assert all(entry["examples"] for entry in TABLE)


@pytest.mark.parametrize("surface", ["四大", "全国两会", "第三次全体员工大会", "中部博览会", "二中", "省委"])
def test_other_things_are_no_numbered_meetings(surface: str) -> None:
    assert meetings.read(surface) is None


def test_a_form_without_numbers_fits_the_numbered_names_of_its_kind() -> None:
    meeting = meetings.read("省党代会")
    assert meeting is not None
    pattern = meetings.official(meeting, lambda _: "浙江省")
    assert meeting.open
    assert pattern is not None
    assert meetings.fits(pattern, "中国共产党浙江省第十五次代表大会")
    assert not meetings.fits(pattern, "中国共产党杭州市第十五次代表大会")


@pytest.mark.parametrize(
    ("digits", "characters"), [("5", "五"), ("14", "十四"), ("20", "二十"), ("105", "一百零五"), ("十", "十")]
)
def test_numerals_are_written_in_characters(digits: str, characters: str) -> None:
    assert meetings.chinese(digits) == characters
