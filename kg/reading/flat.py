"""A page of text: mended, laid out, cut into its articles."""

from pathlib import Path

from kg.model import Article, NewskgError, Page, Settings
from kg.reading import (
    assembly,
    dates,
    grouping,
    headlines,
    layout,
    parts,
    repair,
    sequence,
    titles,
    traditional,
)
from kg.reading.cohesion import PageModel
from kg.reading.files import page_id
from kg.reading.parts import Role


def from_text(text: str, encoding: str, path: Path, settings: Settings, whole: bool = False) -> Page:
    """The page that `text` is, as read from the file at `path`; `whole`: it is one article.

    Raises NewskgError where there is no running text.
    """
    name = page_id(path)
    articles, leftovers, issue = articles_of(text, name, settings, path.stem, whole)
    if not articles:
        raise NewskgError(f"{path}: no article on this page; check that it holds running text")
    return Page(name, str(path), encoding, text, articles, leftovers, issue)


def articles_of(
    text: str, name: str, settings: Settings, stem: str, whole: bool = False
) -> tuple[tuple[Article, ...], tuple[str, ...], str | None]:
    """The articles of a page called `name`, what belongs to none, and the day of the issue."""
    printed = repair.mend(text)
    page = traditional.folded(printed)
    clean = repair.unspaced(page)
    found = parts.parts(layout.blocks(clean, page), page)
    bodies, gaps = sequence.bodies_and_gaps(found)
    if not bodies:
        return (), (), None
    shown = [part for part in found if part.role is Role.TITLE]
    model = PageModel([part.text for part in (*bodies, *shown)])
    pieces = [grouping.one(bodies, gaps)] if whole else grouping.pieces(bodies, gaps, model, clean.text)
    lines = titles.units(gaps, len(bodies))
    headed, left = headlines.head(pieces, bodies, gaps, lines, model)
    furniture = [part for part in found if part.role is Role.FURNITURE and part.text]
    issue = dates.of_issue((part.text for part in furniture), page, stem, settings.date)
    articles = tuple(
        assembly.article(each, bodies, number, name, page, issue) for number, each in enumerate(headed, 1)
    )
    leftovers = tuple(part.passage for part in sorted((*left, *furniture), key=lambda part: part.at))
    if page is not printed:
        articles = tuple(traditional.as_printed(article, printed) for article in articles)
        remains = tuple(
            "".join(printed[p] if p >= 0 else " " for p in passage.source) for passage in leftovers
        )
        return articles, remains, issue
    return articles, tuple(passage.text for passage in leftovers), issue
