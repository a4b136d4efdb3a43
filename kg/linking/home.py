"""Where the short forms of an article are at home: what 省 means in 省财政厅.

In this order: what the person who builds says, the newspaper's name, the place of the dateline.
The article's own places and its page come after that, word by word (kg.linking.scene).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from kg.language.divisions import Division, lookup
from kg.model import Article, NewskgError, Page, Settings


class HomeSource(StrEnum):
    """What told the home."""

    SETTINGS = "settings"
    PAPER = "paper"
    DATELINE = "dateline"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Home:
    """The division an article is written from, None where nothing tells, and what told it."""

    division: Division | None
    source: HomeSource


@cache
def _papers() -> tuple[Mapping[str, str], frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("papers.toml").read_text(encoding="utf-8"))
    return table["home"], frozenset(table["national"]["names"])


def is_national(paper: str) -> bool:
    """Whether a paper or agency writes for the whole country (新华社) and has no home."""
    return paper.strip("《》") in _papers()[1]


def paper_home(paper: str) -> Division | None:
    """The division a paper writes from: by the table of papers, or by the place its name begins with.

    湖南日报 → 湖南省, 南方日报 → 广东省, 长沙晚报 → 长沙市; None for 新华社 and for names that hold no place.
    """
    name = re.sub(r"(?:全媒体|客户端|微信|数字报)?$", "", paper.strip("《》 "))
    home, national = _papers()
    if name in national:
        return None
    if name in home:
        return division_named(home[name])
    for end in range(min(len(name) - 1, 12), 1, -1):
        found = lookup(name[:end])
        if found:
            return found[0]
    return None


def division_named(text: str) -> Division | None:
    """The division of a name that a person gives: 湖南, 湖南省, 长沙市.

    Of several it is the highest; one of a shared name is told apart by writing both (吉林省朝阳区).
    """
    found = lookup(text)
    if found:
        return found[0]
    for end in range(len(text) - 1, 1, -1):
        inner = division_named(text[end:]) if lookup(text[:end]) else None
        if inner is not None:
            above = {d.code for d in lookup(text[:end])}
            return next(
                (d for d in lookup(text[end:]) if any(d.code.startswith(c.rstrip("0")) for c in above)), inner
            )
    return None


def find(pages: Iterable[Page], articles: Iterable[Article], settings: Settings) -> dict[str, Home]:
    """Article id to the home of its short forms.

    Raises NewskgError where `settings.home` is no division.
    """
    stated = None
    if settings.home:
        stated = division_named(settings.home)
        if stated is None:
            raise NewskgError(
                f"home {settings.home!r} is no division of China; give a full name such as 湖南省 or 长沙市"
            )
    articles = list(articles)
    usual = _usual_papers(pages, articles)
    return {
        article.id: _home(article, stated, settings.paper, usual.get(article.page)) for article in articles
    }


def _usual_papers(pages: Iterable[Page], articles: Iterable[Article]) -> dict[str, str]:
    """Page id to the paper that most of its articles name, for those that name none; the corpus's own where
    the page is silent but all other pages agree."""
    named: dict[str, Counter[str]] = {page.id: Counter() for page in pages}
    for article in articles:
        if article.paper and not is_national(article.paper):
            named.setdefault(article.page, Counter())[article.paper] += 1
    usual = {
        page: min(counts.items(), key=lambda item: (-item[1], item[0]))[0]
        for page, counts in named.items()
        if counts
    }
    homes = {paper_home(paper) for paper in usual.values()}
    if len(homes) == 1:
        everywhere = min(usual.values())
        usual |= {page: everywhere for page in named if page not in usual}
    return usual


def _home(article: Article, stated: Division | None, paper: str | None, usual: str | None) -> Home:
    place = division_named(article.place) if article.place else None
    if article.paper and is_national(article.paper) and place is not None:
        # A wire story speaks of where it was written, whatever paper prints it.
        near = stated or paper_home(paper or usual or "")
        if near is None or place.code[:2] != near.code[:2]:
            return Home(place, HomeSource.DATELINE)
    if stated is not None:
        return Home(stated, HomeSource.SETTINGS)
    for name in (paper, article.paper, usual):
        division = paper_home(name) if name else None
        if division is not None:
            return Home(division, HomeSource.PAPER)
    if place is not None:
        return Home(place, HomeSource.DATELINE)
    return Home(None, HomeSource.NONE)
