"""Where one passage breaks off: whether another one goes on there."""

import pytest

from kg.reading.junction import brackets, gain


def test_a_word_over_the_cut_speaks_for_going_on() -> None:
    assert gain("县里新建的污水处", "理厂昨天投入运行") > 3.0
    assert gain("会议由副县长主持", "天刚亮，渔船出港") < 1.0
    assert gain("他说，", "明年再扩大") == 0.0


@pytest.mark.parametrize(
    ("text", "following", "found"),
    [
        ("县里印发《关于支持茶", "产业的若干意见》，拿出三百万元。", 1),
        ("县里印发《关于支持茶", "昨天，渔船出港。", -1),
        ("昨天，渔船出港，", "满载而归”。", -1),
        ("昨天，渔船出港，", "捕鱼三千斤。", 0),
    ],
)
def test_brackets_close_where_they_were_opened(text: str, following: str, found: int) -> None:
    assert brackets(text, following) == found
