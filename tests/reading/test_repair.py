from kg.reading.repair import mend, spaced, unspaced


def test_mending_keeps_the_length() -> None:
    damaged = "⼈⺠\ufeff法院\u200b５Ｇ\u00a0网\ue123络\r\n三\tA"
    assert len(mend(damaged)) == len(damaged)


def test_radicals_become_ideographs() -> None:
    assert mend("⼈⺠⻔⻋⻢⻓⼾⻩⻄") == "人民门车马长户黄西"


def test_stray_spaces_go_and_those_between_latin_words_stay() -> None:
    assert unspaced(mend("今 天 ，记 者 走 进 5 Ｇ 工 厂")).text == "今天，记者走进5G工厂"
    assert (
        unspaced(mend("占 30.2% ；其 次 是 New Energy 公 司 3 . 8 万 元")).text
        == "占30.2%；其次是New Energy公司3.8万元"
    )
    assert unspaced(mend("长\ue000沙\u200b市")).text == "长沙市"


def test_each_character_knows_its_place() -> None:
    text = "今 天\ue000，Ａ 厂"
    passage = unspaced(mend(text))
    assert passage.text == "今天，A厂"
    assert [text[i] for i in passage.source] == ["今", "天", "，", "Ａ", "厂"]


def test_spaces_between_names_come_back() -> None:
    page = mend("记者 柳 青\n谭越")
    passage = unspaced(page)
    assert spaced(passage, page) == "记者 柳 青\n谭越"


def test_line_ends_of_every_system() -> None:
    assert unspaced(mend("甲\r\n乙")).text == "甲\n乙"
    assert unspaced(mend("甲\r乙")).text == "甲\n乙"
