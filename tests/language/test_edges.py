"""Where names begin, and lists of words in a text."""

import pytest

from kg.language.edges import borders, left_edge, stops
from kg.language.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "ending", "name"),
    [
        ("改造云溪水库", "水库", "云溪"),
        ("记者走进岱森机械厂", "机械厂", "岱森"),
        ("在青石大桥", "大桥", "青石"),
        ("2024年大桥", "大桥", ""),
        ("“云溪”水库", "水库", ""),
    ],
)
def test_left_edge(text: str, ending: str, name: str) -> None:
    at = text.index(ending)
    start = left_edge(text, at, borders(text))
    assert text[start:at].removeprefix("改造") == name


def test_left_edge_keeps_floor_and_length() -> None:
    text = "云溪青石双河水库"
    at = text.index("水库")
    assert left_edge(text, at, borders(text), floor=2) >= 2
    assert at - left_edge(text, at, borders(text), longest=3) <= 3


def test_borders_begin_and_end_with_the_text() -> None:
    found = borders("省水利厅来人。")
    assert (found[0], found[-1]) == (0, 7)
    assert borders("") == (0,)


def test_stops_hold_verbs_and_no_comments() -> None:
    assert "位于" in stops()
    assert not any(word.startswith("#") for word in stops())


def test_the_longest_word_at_each_position() -> None:
    lexicon = Lexicon(["长江", "长江经济带", "江经"])
    text = "在长江经济带"
    assert [text[s:e] for s, e in lexicon.matches(text)] == ["长江经济带", "江经"]
    assert lexicon.at(text, 1) == "长江经济带"
    assert lexicon.at(text, 0) is None
