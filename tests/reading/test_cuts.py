"""Whether a line stops within a sentence: of one line, and of all lines of a column at once."""

import itertools

import numpy as np
import pytest

from kg.reading import cuts, junction, lexicon
from kg.reading.cuts import is_cut
from kg.reading.marks import STARTS
from kg.reading.rows import Kinds, Rows
from kg.reading.words import spans_word

from . import simulator

COLUMN = [line for seed in range(4) for line in simulator.simulate(seed, "columns")[0].split("\n") if line]


@pytest.mark.parametrize(
    ("text", "following", "cut"),
    [
        ("县里新建的污水处", "理厂昨天投入运行", True),
        ("会议听取了关于“百里画廊建设", "工程”的汇报", True),
        ("县里印发《关于支持茶", "产业的若干意见》", True),
        ("全年接待游客12", "5万人次", True),
        ("本报5月", "27日讯（记者 柳小川）", True),
        ("村民们忙着收割早稻", "本报5月27日讯 昨天，县里召开会议", False),
        ("“今年收成好。”", "村民说", False),
        ("报告由省农业农村厅厅长柏怀", "远、省水利厅副厅长谭雨乔作", True),
        ("会议提出三点要求", "一、抓好春耕", False),
        ("会议由副县长主持", "天刚亮，渔船出港", False),
    ],
)
def test_a_line_is_cut_within_quotation_marks_and_words(text: str, following: str, cut: bool) -> None:
    assert is_cut(text, following, f"{text}\n{following}") is cut


def test_a_word_that_the_page_holds_elsewhere_tells() -> None:
    assert is_cut("游客来到青螺", "岭看日出", "青螺岭的日出很美")
    assert not is_cut("游客来到青螺", "岭看日出", "这里的日出很美")


def test_all_lines_at_once_are_asked_the_same() -> None:
    page = "\n".join(COLUMN)
    rows = Rows(COLUMN, Kinds(cuts.KINDS))
    pairs = list(itertools.pairwise(COLUMN))
    starts = np.array([STARTS.match(line) is not None for line in COLUMN])
    by_any, by_common = lexicon.spanned(rows)
    assert by_common.tolist() == [spans_word(*pair) for pair in pairs]
    assert cuts.are_cut(rows, starts, by_common, page).tolist() == [is_cut(*pair, page) for pair in pairs]
    numbers = by_any.nonzero()[0]
    assert junction.gains(rows, numbers).tolist() == pytest.approx(
        [junction.gain(*pairs[n]) for n in numbers]
    )


def test_short_lines_have_no_more_characters_than_they_have() -> None:
    lines = ["水", "库开", "闸"]
    numbers = np.array([0, 1])
    rows = Rows(lines, Kinds(cuts.KINDS))
    assert junction.gains(rows, numbers).tolist() == pytest.approx(
        [junction.gain("水", "库开"), junction.gain("库开", "闸")]
    )
