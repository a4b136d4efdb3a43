"""Where the short forms of an article are at home."""

import pytest

from kg.linking.home import HomeSource, division_named, find, paper_home
from kg.model import Article, ArticleKind, NewskgError, Settings


def _article(paper: str | None = None, place: str | None = None, page: str = "001", n: int = 1) -> Article:
    return Article(f"{page}-{n:02}", page, ArticleKind.NEWS, "正文", (0, 2), paper=paper, place=place)


@pytest.mark.parametrize(
    ("paper", "home"),
    [
        ("湖南日报", "湖南省"),
        ("南方日报", "广东省"),
        ("新华日报", "江苏省"),
        ("大众日报", "山东省"),
        ("解放日报", "上海市"),
        ("《长沙晚报》", "长沙市"),
        ("内蒙古日报", "内蒙古自治区"),
        ("大理日报", "大理白族自治州"),
    ],
)
def test_papers_have_a_home(paper: str, home: str) -> None:
    division = paper_home(paper)
    assert division is not None
    assert division.name == home


@pytest.mark.parametrize("paper", ["新华社", "人民日报", "早餐周报"])
def test_some_papers_have_none(paper: str) -> None:
    assert paper_home(paper) is None


def test_settings_come_first_then_the_paper_then_the_dateline() -> None:
    article = _article("湖南日报", "广州")
    assert _home(article, Settings(home="湖北")) == ("湖北省", HomeSource.SETTINGS)
    assert _home(article, Settings(paper="浙江日报")) == ("浙江省", HomeSource.PAPER)
    assert _home(article, Settings()) == ("湖南省", HomeSource.PAPER)
    assert _home(_article(place="广州"), Settings()) == ("广州市", HomeSource.DATELINE)
    assert _home(_article(), Settings()) == (None, HomeSource.NONE)


def test_a_wire_story_speaks_of_where_it_was_written() -> None:
    assert _home(_article("新华社", "贵阳"), Settings(home="湖南省")) == ("贵阳市", HomeSource.DATELINE)
    assert _home(_article("新华社", "长沙"), Settings(home="湖南省")) == ("湖南省", HomeSource.SETTINGS)


def test_an_article_without_paper_has_that_of_its_page() -> None:
    homes = find((), [_article("湖南日报"), _article(n=2)], Settings())
    assert homes["001-02"].division == homes["001-01"].division


def test_a_home_that_is_no_division_is_an_error() -> None:
    with pytest.raises(NewskgError, match="中土"):
        find((), [], Settings(home="中土"))


def test_a_division_of_a_shared_name_can_be_told() -> None:
    division = division_named("吉林省朝阳区")
    assert division is not None
    assert division.code == "220104"


def _home(article: Article, settings: Settings) -> tuple[str | None, HomeSource]:
    home = find((), [article], settings)[article.id]
    return home.division.name if home.division else None, home.source
