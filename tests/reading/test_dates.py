import pytest

from kg.reading.dates import of_article, of_issue


@pytest.mark.parametrize(
    ("furniture", "page", "name", "stated", "day"),
    [
        ([], "2024年5月28日 星期二\n要闻", "2020-01-01", "2019-01-01", "2024-05-28"),
        (["2024年5月28日"], "", "2020-01-01", "2019-01-01", "2024-05-28"),
        ([], "省政府2023年5月28日印发通知", "hnrb_20240528_03", None, "2024-05-28"),
        ([], "", "2024-05-28", None, "2024-05-28"),
        ([], "", "2024年5月28日03版", None, "2024-05-28"),
        ([], "", "a_92d1fb2024052863", None, None),
        ([], "", "page", "2024-05-28", "2024-05-28"),
        ([], "", "page", None, None),
    ],
)
def test_the_day_of_the_issue(
    furniture: list[str], page: str, name: str, stated: str | None, day: str | None
) -> None:
    assert of_issue(furniture, page, name, stated) == day


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
    ],
)
def test_the_day_of_an_article(text: str, issue: str | None, day: str | None) -> None:
    assert of_article(text, issue) == day
