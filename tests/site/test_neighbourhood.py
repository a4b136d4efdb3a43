"""Neighbours are ranked by evidence and drawn where they can be read."""

import itertools
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.site.neighbourhood import Neighbour, narrow, neighbours, wide
from kg.site.read import records
from kg.site.records import Fact, Passage, Thing


def test_the_best_evidenced_neighbour_comes_first(store: ox.Store) -> None:
    ranked = neighbours(records(store), "org-湖南省财政厅")
    assert {n.thing.name for n in ranked} == {
        "曾令桐",
        "单明远",
        "清风行动",
        "湖北省财政厅",
        "湖南省财政厅绩效管理处",
    }
    assert [n.evidence for n in ranked] == [2, 2, 1, 1, 1]


def test_articles_are_no_neighbours(store: ox.Store) -> None:
    assert all(not n.thing.id.startswith("art-") for n in neighbours(records(store), "per-缪安"))


def test_a_line_knows_its_direction(store: ox.Store) -> None:
    by_name = {n.thing.name: n for n in neighbours(records(store), "org-湖南省财政厅")}
    assert by_name["清风行动"].outgoing is True
    assert by_name["单明远"].outgoing is False
    assert by_name["湖北省财政厅"].outgoing is None
    assert by_name["单明远"].relation in ("厅长", "副厅长")


def crowd(count: int) -> tuple[Neighbour, ...]:
    kinds = ("Official", "Agency", "Event", "City", "Initiative")
    found = []
    for number in range(count):
        thing = Thing(f"t-{number}", f"https://example.org/{number}", kinds[number % 5], f"第{number}个名字")
        fact = Fact(
            f"c-{number}", "here", "attended", thing.id, (Passage("a", 0, 1, "r", 1.0),) * (count - number)
        )
        found.append(Neighbour(thing, (fact,), count - number, "出席", True))
    return tuple(found)


HERE = Thing("here", "https://example.org/here", "Agency", "一个名字很长很长的机关单位办公室")


@pytest.mark.parametrize("count", [0, 1, 2, 7, 24, 60])
def test_no_two_names_of_a_picture_touch(count: int) -> None:
    for picture in (wide(HERE, crowd(count)), narrow(HERE, crowd(count))):
        by_side: dict[str, list[float]] = {}
        for row in picture.rows:
            by_side.setdefault(row.side, []).append(row.y)
            assert 0 < row.y < picture.height
        for heights in by_side.values():
            ordered = sorted(heights)
            assert all(b - a >= 24 for a, b in itertools.pairwise(ordered))
        assert len(picture.rows) + picture.hidden == count


def test_long_names_are_cut_and_the_middle_is_broken_into_lines() -> None:
    quoted = wide(replace(HERE, name="水网建设“八项措施”"), crowd(1)).title
    assert quoted == ("水网建设", "“八项措施”")
    picture = wide(HERE, crowd(3))
    assert "".join(picture.title) == HERE.name
    assert all(len(line) <= 8 for line in picture.title)
