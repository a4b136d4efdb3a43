"""Which of several headline lines is the main one, where nothing but their words tells."""

from array import array

import pytest

from kg.reading.emphasis import main_line
from kg.reading.parts import Part, Role
from kg.reading.passage import Passage
from kg.reading.titles import Unit


def unit(text: str, level: int = 0) -> Unit:
    return Unit([Part(Role.TITLE, Passage(text, array("i", range(len(text)))), level)], 0, 0)


@pytest.mark.parametrize(
    ("lines", "main"),
    [
        (("渭北旱塬产业振兴观察", "一颗花椒的“红火”日子"), 1),
        (("老车间长出新工位", "铜川市实施技能提升行动，半年培训1.2万人"), 0),
        (("第六届丝路陶瓷博览会", "让泥土开口说话"), 1),
        (("市政府召开安全生产会议", "曾柏林讲话"), 0),
        (("市政协召开专题协商会", "把“烦心路”修成“暖心路”", "全市打通断头路37条"), 1),
    ],
)
def test_headlines_speak_in_figures_and_kickers_name_the_occasion(lines: tuple[str, ...], main: int) -> None:
    assert main_line([unit(line) for line in lines]) == main


def test_levels_of_headings_go_before_words() -> None:
    assert main_line([unit("一颗花椒的“红火”日子"), unit("渭北旱塬产业振兴观察", level=1)]) == 1
