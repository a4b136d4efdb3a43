"""Names as they fit."""

import pytest

from kg.site.records import Thing, token


@pytest.mark.parametrize(
    ("name", "aliases", "length", "short"),
    [
        ("湖南省财政厅", ("省财政厅",), 12, "湖南省财政厅"),
        ("中国共产党湖南省委员会", ("省委", "湖南省委"), 10, "湖南省委"),
        ("中国共产党湖南省委员会", ("省委机关",), 10, "中国共产党湖南省委…"),
        ("岳阳市市场监督管理局城陵矶分局", ("该局", "市市场监管局"), 12, "岳阳市市场监督管理局城…"),
    ],
)
def test_a_long_name_gives_way_to_a_form_that_says_whose_it_is(
    name: str, aliases: tuple[str, ...], length: int, short: str
) -> None:
    thing = Thing("org-x", "https://example.org/org-x", "Agency", name, aliases)
    assert thing.short(length) == short
    assert len(thing.short(length)) <= length


def test_files_are_named_by_what_never_changes() -> None:
    assert token("per-曾令桐") == token("per-曾令桐") != token("per-曾令同")
    assert token("per-曾令桐").isascii() and token("per-曾令桐").isalnum()
