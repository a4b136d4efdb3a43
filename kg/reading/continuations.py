"""Tails of articles that go on another page: known by the headline of their beginnings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Page
from kg.reading import repair
from kg.reading.cohesion import PageModel
from kg.reading.marks import TO_BE_CONTINUED
from kg.reading.passage import ADDED

_NUMBER = re.compile(r"([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3}|头)版\s*([①-⑳\d]?)")
_PAGE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])(?:[A-Za-z]|P|p)?0?(\d{1,2})(?:版)?$")
_NUMERALS = {"头": 1, **{c: n for n, c in enumerate("一二三四五六七八九十", 1)}}
_LOOK_AHEAD = 40  # characters behind a beginning in which its mark stands
_LEAST = 0.5  # affinity of a tail to its beginning


@dataclass(frozen=True, slots=True)
class _End:
    """One side of a cut: an article, and the mark at it (the other side's page, and ① or nothing)."""

    page: Page
    article: Article
    other_page: int | None
    sign: str


def join(pages: Sequence[Page]) -> list[Page]:
    """The pages, with each tail that states where it comes from headed as its beginning is, where that states
    where it goes and both agree in sign, page and subject.

    Tails keep their identifiers, kinds, text and offsets; who signs the beginning is said there alone.
    """
    tails = [
        _end(page, a, a.continued_from or "") for page in pages for a in page.articles if a.continued_from
    ]
    heads = [
        _end(page, a, mark)
        for page in pages
        for a in page.articles
        if (mark := _mark_behind(page, a)) is not None
    ]
    if not tails or not heads:
        return list(pages)
    model = PageModel([_body(end.article) for end in (*heads, *tails)])
    pairs = []
    for t, tail in enumerate(tails):
        for h, head in enumerate(heads):
            if _agree(head, tail):
                affinity = model.affinity((len(heads) + t,), (h,))
                if affinity > _LEAST or (head.sign and head.sign == tail.sign):
                    pairs.append((-affinity, head.article.id, tail.article.id, h, t))
    taken: dict[str, Article] = {}
    used: set[int] = set()
    for _, _, tail_id, h, _ in sorted(pairs):
        if h not in used and tail_id not in taken:
            used.add(h)
            taken[tail_id] = heads[h].article
    return [
        replace(page, articles=tuple(_headed(a, taken[a.id]) if a.id in taken else a for a in page.articles))
        for page in pages
    ]


def _end(page: Page, article: Article, mark: str) -> _End:
    match = _NUMBER.search(mark)
    number = match[1] if match else ""
    digits = re.sub(r"\D", "", number)
    other = int(digits) if digits else _NUMERALS.get(number)
    return _End(page, article, other, match[2] if match else "")


def _mark_behind(page: Page, article: Article) -> str | None:
    """The mark that says where the article goes on, None where there is none."""
    last = next((position for position in reversed(article.source) if position != ADDED), None)
    if last is None or article.continued_from:
        return None
    behind = repair.mend(page.text[last + 1 : last + _LOOK_AHEAD]).strip().partition("\n")[0]
    match = TO_BE_CONTINUED.match(repair.unspaced(behind).text)
    return match.group() if match else None


def _agree(head: _End, tail: _End) -> bool:
    if head.page is tail.page or (head.page.date and tail.page.date and head.page.date != tail.page.date):
        return False
    if head.sign and tail.sign and head.sign != tail.sign:
        return False
    return _is_on(head.page, tail.other_page) and _is_on(tail.page, head.other_page)


def _is_on(page: Page, number: int | None) -> bool:
    """Whether the page may have that number: its file's name says so, or nothing."""
    match = _PAGE_IN_NAME.search(page.id)
    return number is None or match is None or int(match[1]) == number


def _body(article: Article) -> str:
    return article.text[article.body[0] : article.body[1]]


def _headed(tail: Article, head: Article) -> Article:
    """The tail as going on with its beginning: with the headline of that, and the paper and the day where it
    does not state them."""
    return replace(
        tail,
        continues=head.id,
        headline=tail.headline or head.headline,
        paper=tail.paper or head.paper,
        date=tail.date or head.date,
    )
