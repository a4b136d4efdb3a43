"""What the lines of a column are."""

import pytest

from kg.reading import columns, layout, repair
from kg.reading.lines import DISPLAY, FIRST, INNER, LAST, SINGLE

NAMES = {DISPLAY: "D", FIRST: "F", INNER: "I", LAST: "L", SINGLE: "S"}


def labels(text: str) -> str:
    page = repair.mend(text)
    clean = repair.unspaced(page)
    return "".join(NAMES[label] for label in columns.label(*layout.measured(clean, page), True, clean.text))


HEADLINE = "石桥镇夜校开课"
NEWS = [
    "本报讯（记者 柳青）昨晚，云",
    "岭县石桥镇的夜校开课，三十名村",
    "民学习电工技术，镇里发放课本和",
    "工具。",
]
MORE = ["夜校每周二、周四晚上开课，学", "员考试合格后由县里发给证书。"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([HEADLINE, *NEWS, *MORE], "DFIILFL"),
        ([*NEWS, *MORE, HEADLINE], "FIILFLD"),
        ([*NEWS, "编辑同志：", *MORE], "FIILSFL"),
        ([*NEWS, *MORE, "本版图片均由本报记者 安 然 摄"], "FIILFLD"),
        ([*NEWS, "“县里的夜校什么时候能再多开几门课，还能不能学开挖掘机？”村民问。", *MORE], "FIILSFL"),
        ([*NEWS, *MORE[:1], "员。"], "FIILFL"),
    ],
)
def test_labels(lines: list[str], expected: str) -> None:
    assert labels("\n\n".join(lines)) == expected


def test_the_lines_of_a_headline_stand_close() -> None:
    text = "\n\n".join([*NEWS, *MORE]) + "\n\n石桥镇夜校开课\n三十名村民学电工\n"
    assert labels(text) == "FIILFLDD"


def test_spaces_beside_digits_are_no_stretch() -> None:
    (plain,), (apart,), (stretched,) = (
        layout.measured(repair.unspaced(repair.mend(line)), repair.mend(line))[0]
        for line in ("全县共有30个夜校", "全县共有 30 个夜校", "全 县 共 有 夜 校")
    )
    assert (plain.stretch, apart.stretch, stretched.stretch) == (0.0, 0.5, 5.0)


def test_a_headline_in_two_lines_is_one_where_a_word_goes_across() -> None:
    def headlines(text: str) -> list[str]:
        page = repair.mend(text)
        return [block.text for block in layout.blocks(repair.unspaced(page), page) if block.display]

    body = "\n\n".join([*NEWS, *MORE, *NEWS, *MORE])
    assert headlines(f"{body}\n\n石桥：二十分钟，家\n门口学电工\n") == ["石桥：二十分钟，家门口学电工"]
    assert headlines(f"{body}\n\n夜校开到村委会\n长治学员来取经\n") == ["夜校开到村委会", "长治学员来取经"]
