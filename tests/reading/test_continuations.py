from pathlib import Path

from kg.model import Page, Settings
from kg.reading import join
from kg.reading.flat import from_text

FRONT = """港口扩能背后的民生账

海滨日报记者 项 羽白

钦州港三期码头昨天开港，六台岸桥全部自动作业，集装箱从落地到装车只要二十分钟。

码头带来货，也带来人。（下转2版①）

全民读书月今天开幕

海滨日报3月1日讯（记者 苏 醒）今天，全民读书月活动在市图书馆开幕，将举办讲座四十场。（下转2版②）
"""
BACK = """▲（上接1版②）市图书馆还把三十个流动书箱送到工地和渔村，读书月期间借书不限册数。

▲（上接1版①）钦州港的集装箱吞吐量连续五年增长，码头周边新开了四百多家餐馆和货代企业。
"""


def page(text: str, name: str) -> Page:
    return from_text(text, "utf-8", Path(name), Settings())


def test_tails_are_headed_as_their_beginnings() -> None:
    front, back = join([page(FRONT, "2024-03-02-01.txt"), page(BACK, "2024-03-02-02.txt")])
    assert [article.headline for article in front.articles] == ["港口扩能背后的民生账", "全民读书月今天开幕"]
    reading, port = back.articles
    assert (reading.headline, reading.reporters) == ("全民读书月今天开幕", ())
    assert (port.headline, port.reporters) == ("港口扩能背后的民生账", ())
    assert port.continued_from == "上接1版①"
    assert (reading.continues, port.continues) == (front.articles[1].id, front.articles[0].id)
    assert port.text == "钦州港的集装箱吞吐量连续五年增长，码头周边新开了四百多家餐馆和货代企业。"
    assert port.text[port.body[0] :].startswith("钦州港的集装箱吞吐量")
    assert len(port.source) == len(port.text)
    assert all(p == -1 or back.text[p] == c for c, p in zip(port.text, port.source, strict=True))


def test_pages_of_different_days_are_not_joined() -> None:
    pages = [page(FRONT, "2024-03-02-01.txt"), page(BACK, "2024-03-03-02.txt")]
    assert join(pages) == pages


def test_one_page_alone_stays_as_it_is() -> None:
    pages = [page(BACK, "2024-03-02-02.txt")]
    assert join(pages) == pages
