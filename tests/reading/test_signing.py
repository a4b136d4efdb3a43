"""Who signs in the ways of other kinds of papers."""

from pathlib import Path

from kg.model import Article, ArticleKind, Settings
from kg.reading.flat import from_text


def articles(text: str) -> tuple[Article, ...]:
    return from_text(text, "utf-8", Path("page.txt"), Settings()).articles


def test_a_name_alone_under_a_headline_is_the_author_of_a_commentary() -> None:
    (article,) = articles(
        "街谈巷议\n\n别让“共享雨伞”淋了雨\n\n苗 秋实\n\n车站的共享雨伞少了一半，剩下的也多有破损。\n\n"
        "管好一把伞，先管好一份责任。谁来修、谁来补，章程里要写清楚。\n"
    )
    assert (article.headline, article.reporters) == ("别让“共享雨伞”淋了雨", ("苗秋实",))
    assert article.kind is ArticleKind.COMMENTARY


def test_a_byline_in_brackets_opens_a_piece() -> None:
    first, second = articles(
        "石桥镇夜校开课\n\n本报讯（记者 柳青）昨晚，石桥镇的夜校开课，村民学习电工技术。\n\n"
        "桃源村修通产业路\n\n（记者 安然 通讯员 高远）近日，桃源村的产业路通车，黄桃当天就能运到县城。\n"
    )
    assert first.reporters == ("柳青",)
    assert (second.headline, second.reporters, second.correspondents) == (
        "桃源村修通产业路",
        ("安然",),
        ("高远",),
    )


def test_a_byline_in_brackets_on_its_own_line_closes_a_piece() -> None:
    first, second = articles(
        "昨天，云岭县的茶农在鹿鸣坡采下第一筐秋茶，县茶叶协会当场收购，每斤比去年贵五元。\n\n"
        "（苗秋实）\n\n云岭秋茶开采\n\n本报讯（记者 柳青）今天，石桥镇的渡口建成大桥，学生上学不再坐船。\n"
    )
    assert first.reporters == ("苗秋实",)
    assert second.reporters == ("柳青",)


def test_a_reader_closes_a_letter() -> None:
    (article, *_) = articles(
        "路灯何时再亮\n\n我家门口的路灯坏了三个月，老人夜里出门总要打手电。\n\n希望有关部门早日修好。\n\n"
        "城关镇居民 苗秋实\n"
    )
    assert article.kind is ArticleKind.SUGGESTION
    assert article.reporters == ()


def test_editors_sign_for_the_page_and_columns_are_no_names() -> None:
    page = from_text(
        "■ 简评\n\n把好事办到家\n\n"
        "本报讯（记者 柳青）昨天，云岭县的茶农在鹿鸣坡采下第一筐秋茶，县茶叶协会当场收购。\n\n"
        "（本栏编辑 高 远）\n",
        "utf-8",
        Path("page.txt"),
        Settings(),
    )
    (article,) = page.articles
    assert article.reporters == ("柳青",)
    assert "本栏编辑" not in article.text
    assert page.leftovers == ()
