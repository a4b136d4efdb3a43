"""Dates as papers write them."""

import pytest

from kg.language.dates import read

ISSUE = "2024-05-27"


def values(text: str, issue: str | None) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.value) for d in read(text, issue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天，会议召开。", [("今天", "2024-05-27")]),
        ("昨日，水位回落。", [("昨日", "2024-05-26")]),
        ("5月27日，活动启动。", [("5月27日", "2024-05-27")]),
        ("5月20日，活动启动。", [("5月20日", "--05-20")]),
        ("去年12月5日，大桥通车。", [("去年12月5日", "2023-12-05")]),
        ("今年1至4月，投资增长。", [("今年1至4月", "2024")]),
        ("2021年11月29日上午。", [("2021年11月29日", "2021-11-29")]),
        ("二〇二三年十月开工。", [("二〇二三年十月", "2023-10")]),
        ("上个月，他返乡。", [("上个月", "2024-04")]),
        ("27日，记者获悉。", [("27日", "2024-05-27")]),
        ("29日，记者获悉。", [("29日", "2024-04-29")]),
        ("今年以来，明年起。", [("今年", "2024"), ("明年", "2025")]),
        ("元月3日，降雪。", [("元月3日", "--01-03")]),
        ("12月，收官。", [("12月", "--12")]),
        ("历时3个月、90天，共60日。", []),
        ("90年代的老照片，5月龄的牛犊。", []),
        ("13月和32日都不存在，2024年13月也不存在。", []),
    ],
)
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, ISSUE) == expected


def test_without_a_year_nothing_is_guessed() -> None:
    assert values("今天，去年，去年9月，今年5月1日。", "05-27") == [
        ("今天", "--05-27"),
        ("去年9月", "--09"),
        ("今年5月1日", "--05-01"),
    ]


def test_without_an_issue_only_what_is_written_counts() -> None:
    assert values("今天，6月1日，27日，2022年。", None) == [
        ("6月1日", "--06-01"),
        ("27日", "---27"),
        ("2022年", "2022"),
    ]


def test_the_day_before_the_first_of_march_depends_on_the_year() -> None:
    assert values("昨天", "03-01") == []
    assert values("昨天", "2024-03-01") == [("昨天", "2024-02-29")]


def test_a_second_day_is_of_the_month_of_the_first() -> None:
    assert values("7月28日至29日", "2024-08-02")[1] == ("29日", "--07-29")
