"""Words as jieba cuts them."""

import jieba
import pytest

from kg.language.segmentation import words

TEXTS = (
    "",
    "县长邓石南来到青石镇，看望种茶的乡亲。",
    "6月1日起，A3高速公路全线通车，全长25.6公里\n（通讯员 石  岩）",
    "“十四五”期间新增5G基站1200个，覆盖率达99.8%；GDP增长6%",
    "研究生命起源的中国科学院院士",
    "𠮷野家落户，䶮先生说：“好！”",
    "3-5年内建成C919配套基地，产值超100亿元。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_jieba(text: str) -> None:
    assert words(text) == list(jieba.cut(text, HMM=False))


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
