from pathlib import Path

import pytest

from kg.model import NewskgError, Page, Settings
from kg.reading.dates import Issue, of_article, of_issue
from kg.reading.flat import from_text


@pytest.mark.parametrize(
    ("furniture", "page", "name", "stated", "day"),
    [
        ([], "2024年5月28日 星期二\n要闻", "2020-01-01", "2019-01-01", "2024-05-28"),
        (["2024年5月28日"], "", "2020-01-01", "2019-01-01", "2024-05-28"),
        ([], "省政府2023年5月28日印发通知", "hnrb_20240528_03", None, "2024-05-28"),
        ([], "会议定于2024年6月12日，星期三上午召开。", "2024-05-28", None, "2024-05-28"),
        ([], "", "2024-05-28", None, "2024-05-28"),
        ([], "", "2024年5月28日03版", None, "2024-05-28"),
        ([], "", "a_92d1fb2024052863", None, None),
        ([], "", "hnrb20240528A03", None, "2024-05-28"),
        ([], "", "海滨日报20240528", None, "2024-05-28"),
        ([], "", "2024.5.28-3版", None, "2024-05-28"),
        ([], "", "2024_05-28", None, None),
        ([], "", "20241328", None, None),
        ([], "", "2024-05-28", "2024-05-29", "2024-05-28"),
        ([], "", "page", "2024-05-28", "2024-05-28"),
        ([], "", "page", "2024年5月8日", "2024-05-08"),
        ([], "", "page", None, None),
        # A head without a year takes it from what comes next, the end of the year included.
        (["5月27日 星期一"], "", "2024-05-28", None, "2024-05-27"),
        (["12月31日 星期日"], "", "page", "2024-01-01", "2023-12-31"),
        (["5月27日 星期一"], "", "page", None, None),
    ],
)
def test_the_day_of_the_issue(
    furniture: list[str], page: str, name: str, stated: str | None, day: str | None
) -> None:
    assert of_issue(furniture, page, name, stated).day == day


def test_what_a_page_says_of_itself_comes_before_the_name_of_its_file() -> None:
    assert of_issue([], "", "2020-01-01", "2019-01-01", published="2024-05-28").day == "2024-05-28"
    assert of_issue(["2024年5月28日"], "", "x", None, published="2020-01-01").day == "2024-05-28"


def test_what_does_not_agree_is_told() -> None:
    issue = of_issue(["2024年5月28日"], "", "2024-05-27", "2024-05-28")
    assert issue.day == "2024-05-28"
    assert issue.remarks == ("the page says 2024-05-28, the file's name 2024-05-27: 2024-05-28 is taken",)
    issue = of_issue([], "", "2024-05-27", "2023-05-27")
    assert issue.remarks == ("the file's name says 2024-05-27, --date 2023-05-27: 2024-05-27 is taken",)
    issue = of_issue(["5月26日 星期日"], "", "2024-05-27", None)
    assert issue.remarks == ("the page says 2024-05-26, the file's name 2024-05-27: 2024-05-26 is taken",)
    issue = of_issue([], "2024年5月28日 星期三", "page", None)
    assert issue.remarks == ("the page says 星期三 of 2024-05-28, which was none",)
    assert of_issue(["2024年5月28日"], "", "2024-05-28", "2024-05-28").remarks == ()


@pytest.mark.parametrize("stated", ["2024-13-01", "28.5.2024", "昨天"])
def test_what_is_no_day(stated: str) -> None:
    with pytest.raises(NewskgError, match=f"{stated}: this is no day; write it as 2024-05-28"):
        of_issue([], "", "page", stated)


@pytest.mark.parametrize(
    ("furniture", "name", "year"),
    [
        ([], "海滨日报2024年合订本", "2024"),
        ([], "2024-05_03", "2024"),
        (["2024年第7期"], "2023年合订本", "2024"),
        ([], "page-2024", None),
        ([], "12024年", None),
    ],
)
def test_the_year_alone(furniture: list[str], name: str, year: str | None) -> None:
    assert of_issue(furniture, "", name, None) == Issue(None, year)


@pytest.mark.parametrize(
    ("text", "issue", "day"),
    [
        ("本报5月27日讯", None, "05-27"),
        ("本报5月27日讯", "2024-05-28", "2024-05-27"),
        ("本报12月31日讯", "2024-01-01", "2023-12-31"),
        ("本报2023年5月7日讯", "2024-05-28", "2023-05-07"),
        ("本报31日讯", "2024-06-02", "2024-05-31"),
        ("本报31日讯", None, None),
        ("本报讯", "2024-05-28", None),
        ("本报13月40日讯", None, None),
        ("本报2月29日讯", "2023-03-01", "02-29"),
    ],
)
def test_the_day_of_an_article(text: str, issue: str | None, day: str | None) -> None:
    assert of_article(text, Issue(issue)) == day


def test_the_day_of_an_article_where_only_the_year_is_known() -> None:
    assert of_article("本报5月27日讯", Issue(None, "2024")) == "2024-05-27"
    assert of_article("本报27日讯", Issue(None, "2024")) is None


def read(text: str, name: str = "page.txt", day: str | None = None) -> Page:
    return from_text(text, "utf-8", Path(name), Settings(date=day))


TWO = (
    "秧苗下田\n\n本报5月27日讯（记者 柳青）今天，南洲县三十万亩早稻全部插完。\n\n"
    "大桥合龙\n\n本报{}5月26日讯（记者 谭越）昨天，澄江大桥主跨合龙，两岸相距只剩一步。\n"
)


def test_the_year_of_another_dateline_is_taken_where_nothing_else_says_it_and_told() -> None:
    page = read(TWO.format("2024年"))
    assert [a.date for a in page.articles] == ["2024-05-27", "2024-05-26"]
    assert page.date is None
    assert page.remarks == ("the year of datelines without one is taken from 本报2024年5月26日讯",)
    assert [a.date for a in read(TWO.format("2023年"), "2024-05-28.txt").articles] == [
        "2024-05-27",
        "2023-05-26",
    ]


def test_no_year_is_guessed() -> None:
    page = read(TWO.format("") + "\n2023年全年，全县粮食总产量达到六十万吨。\n")
    assert [a.date for a in page.articles] == ["05-27", "05-26"]
    assert page.remarks == ()


def test_an_article_dated_after_the_issue_is_told() -> None:
    page = read(TWO.format(""), day="2024-05-26")
    assert page.remarks == ("article page-01 is dated 2024-05-27, after the issue of 2024-05-26",)
