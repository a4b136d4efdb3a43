"""What somebody paid for is no article; what stands around it is."""

from pathlib import Path

import pytest

from kg.model import Settings
from kg.reading.flat import from_text

PAGE = """石桥镇夜校开课

本报讯（记者 柳青）昨晚，石桥镇的夜校开课，三十名村民学习电工技术，镇里发放课本和工具。

遗失声明

云岭春芽茶业有限公司遗失公章一枚，声明作废。

拍卖公告

受委托，我公司定于下月三日公开拍卖报废车辆一批，共计六辆。

云岭宏信拍卖有限公司

桃源村修通产业路

本报讯（记者 安然）近日，桃源村六公里的产业路通车，黄桃当天就能运到县城，每斤多卖八角。
"""
BRIEFS = """简 讯

云岭县举办首届采茶比赛，二十支队伍参加，前三名获得采茶机。

石桥镇投入八十万元更换老旧水管十二公里，三千户居民受益。

▲桃源村 村民自编的花鼓戏昨晚首演，台下坐了六百人。
"""


def test_notices_are_in_no_article_and_no_headlines_without_text() -> None:
    page = from_text(PAGE, "utf-8", Path("page.txt"), Settings())
    assert [article.headline for article in page.articles] == ["石桥镇夜校开课", "桃源村修通产业路"]
    assert all("公章" not in article.text and "拍卖" not in article.text for article in page.articles)
    assert page.leftovers == ()


def test_each_brief_is_a_piece() -> None:
    page = from_text(BRIEFS, "utf-8", Path("page.txt"), Settings())
    assert [article.text[:4] for article in page.articles] == ["云岭县举", "石桥镇投", "▲桃源村"]


def test_slogans_are_no_headlines() -> None:
    text = (
        "石桥镇夜校开课\n\n本报讯（记者 柳青）昨晚，石桥镇的夜校开课，三十名村民学习电工技术。\n\n"
        "公益广告\n\n节约粮食\n从我做起\n\n中共云岭县委宣传部 宣\n\n"
        "5月9日，村民在鹿鸣坡给油茶树挂牌，全县油茶面积今年达到十万亩。 苗秋实 摄\n"
    )
    page = from_text(text, "utf-8", Path("page.txt"), Settings())
    assert [article.headline for article in page.articles] == ["石桥镇夜校开课", None]
    assert page.leftovers == ()


def test_what_web_pages_put_around_an_article_is_dropped() -> None:
    text = (
        "首页 > 新闻中心 > 县区动态\n\n我县召开防汛工作会\n\n"
        "来源：云岭融媒 发布时间：2024-06-08 点击数：12\n\n"
        "6月7日，我县召开防汛工作会，分析研判汛情，部署下一步工作，要求责任落实到人。\n\n"
        "分享到： 微信 微博\n\n"
        "上一篇：县检察院开展宣传\n"
    )
    (article,) = from_text(text, "utf-8", Path("page.txt"), Settings()).articles
    assert (article.headline, article.decks) == ("我县召开防汛工作会", ())


@pytest.mark.parametrize(
    "head",
    [
        "赣鄱日报 02 要闻",
        "02 要闻",
        "赣鄱日报\n责任编辑 蓝 青 版式 丁 然",
        "赣鄱日报 02 要闻\n责任编辑 蓝 青 版式 丁 然",
        "03 市县新闻 责编 蓝青 美编 丁然",
        "2024年6月13日 星期四 责任编辑 蓝 青 版式 丁 然 赣鄱日报 02 要闻",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_head_of_a_page_is_neither_kicker_nor_byline_nor_a_headline_without_text(
    head: str, between: str
) -> None:
    text = (
        "永修县早稻全部插完\n本报讯（记者 丁 一）昨天，永修县二十万亩早稻全部插完，比去年早了五天。\n"
        "县农技站派人下田，教农民用机器插秧，机插的比例超过八成。\n\n"
        f"{head}{between}修水县三千亩茶园开园\n本报记者 高 远\n"
        "昨天，修水县三千亩茶园开园采摘，各地的客商现场签下了订单。\n"
        "县农业农村局介绍，今年茶叶产量预计比去年增加两成，产值有望突破三千万元。\n\n"
        "名家书画展在浔阳开幕\n"
    )
    page = from_text(text, "utf-8", Path("page.txt"), Settings())
    assert [
        (article.headline, article.kickers, article.decks, article.reporters) for article in page.articles
    ] == [("永修县早稻全部插完", (), (), ("丁一",)), ("修水县三千亩茶园开园", (), (), ("高远",))]
    assert page.leftovers == ("名家书画展在浔阳开幕",)
