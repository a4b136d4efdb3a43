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


def test_a_byline_between_a_text_and_the_next_headline_closes_what_nobody_has_signed() -> None:
    first, second = articles(
        "老槐树下的“板凳会”\n\n晚饭后，石桥村的老槐树下坐满了人，大家商量村口的水沟是填还是通。\n\n"
        "像这样的“板凳会”，石桥村两年开了四十七场。\n\n本报记者 苗秋实\n\n"
        "县里送岗到乡村\n\n本报讯（记者 柳青）昨晚，云岭县的招聘会开进石桥镇，十八家企业推出岗位四百余个。\n"
    )
    assert (first.headline, first.reporters) == ("老槐树下的“板凳会”", ("苗秋实",))
    assert (second.headline, second.reporters) == ("县里送岗到乡村", ("柳青",))


def test_a_byline_over_a_headline_signs_what_is_below_where_the_text_above_is_signed() -> None:
    first, second = articles(
        "导航不能只会“抄近道”\n\n本报记者 柳青\n\n为省三分钟，导航把大货车领进了乡间窄道，压坏了路面。\n\n"
        "技术跑得快，更要跑得稳。\n\n本报特约评论员 苗秋实\n\n好政策不怕“晒”\n\n"
        "惠企政策年年发，企业却常说不知道。把政策晒出来，让企业点单，晒得明白，才能落得实在。\n"
    )
    assert (first.headline, first.reporters) == ("导航不能只会“抄近道”", ("柳青",))
    assert (second.headline, second.reporters) == ("好政策不怕“晒”", ("苗秋实",))


def test_several_names_under_a_headline_are_its_authors() -> None:
    (article,) = articles(
        "数字技术如何赋能基层治理\n\n欧阳朔 温 言\n\n基层治理的难点，在于事多、人少，要让数据多跑路。\n\n"
        "采集个人信息须遵循最小必要原则，防止数据滥用。\n\n（作者分别为云岭大学教授、讲师）\n"
    )
    assert (article.headline, article.reporters) == ("数字技术如何赋能基层治理", ("欧阳朔", "温言"))
    assert article.kind is ArticleKind.COMMENTARY


def test_a_byline_behind_the_lead_signs_the_lead_too() -> None:
    (article,) = articles(
        "山那边的课堂，亮着一盏灯\n\n核心提示\n\n在云岭县的一所寄宿学校，二十七名教师守着四百个孩子。\n\n"
        "□本报记者 苗秋实\n\n清晨六点四十分，宿舍楼的灯依次亮起，教师挨个房间叫孩子起床。\n"
    )
    assert (article.headline, article.reporters) == ("山那边的课堂，亮着一盏灯", ("苗秋实",))
    assert article.text.endswith("叫孩子起床。") and "守着四百个孩子" in article.text


def test_a_headline_with_its_byline_above_a_signed_picture_belongs_to_the_text_above() -> None:
    text, picture = articles(
        "昨天，云岭县茶叶产业园在石桥镇开工，项目总投资三亿元，建成后年产精制茶两千吨，可吸纳就业六百人。\n\n"
        "“园区离茶山近，鲜叶半小时就能进厂。”园区负责人说，明年春茶就能用上新车间，茶农每亩增收八百元。\n\n"
        "茶叶产业园落户石桥\n\n本报记者 柳青\n\n5月9日，村民在鹿鸣坡给油茶树挂牌。 苗秋实 摄\n"
    )
    assert (text.headline, text.reporters) == ("茶叶产业园落户石桥", ("柳青",))
    assert (picture.headline, picture.photographers) == (None, ("苗秋实",))


def test_a_salutation_is_no_byline() -> None:
    (article,) = articles(
        "路灯何时再亮\n\n编辑同志：\n\n我家门口的路灯坏了三个月，老人夜里出门总要打手电，希望早日修好。\n\n"
        "城关镇居民 苗秋实\n"
    )
    assert (article.headline, article.kind) == ("路灯何时再亮", ArticleKind.SUGGESTION)


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
