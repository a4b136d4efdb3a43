"""A page of text: mended, laid out, cut into its articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, ArticleKind, NewskgError, Page, Repair, Settings
from kg.reading import (
    assembly,
    damage,
    dates,
    grouping,
    headlines,
    layout,
    notices,
    parts,
    repair,
    repeats,
    sequence,
    signing,
    titles,
    traditional,
)
from kg.reading.cohesion import PageModel
from kg.reading.files import page_id
from kg.reading.parts import Role


def from_text(
    text: str,
    encoding: str,
    path: Path,
    settings: Settings,
    whole: bool = False,
    published: str | None = None,
    typeset: bool = False,
) -> Page:
    """The page that `text` is, as read from the file at `path`; `whole`: it is one article, `published` the
    day that it states elsewhere than in its text; `typeset`: its headings are by sizes of type.

    Raises NewskgError where there is no running text.
    """
    name = page_id(path)
    cut = articles_of(text, name, settings, path.stem, whole, published, typeset)
    if not cut.articles:
        raise NewskgError(f"{path}: no article on this page; check that it holds running text")
    return Page(
        name, str(path), encoding, text, cut.articles, cut.leftovers, cut.issue, cut.repairs, cut.remarks
    )


_TOLD = 20  # characters of an article that tell it from others


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut into its articles: with the headlines that found no text, the day of the issue, what was
    repaired, and what does not agree."""

    articles: tuple[Article, ...]
    leftovers: tuple[str, ...]
    issue: str | None
    repairs: tuple[Repair, ...]
    remarks: tuple[str, ...]


def articles_of(
    text: str,
    name: str,
    settings: Settings,
    stem: str,
    whole: bool = False,
    published: str | None = None,
    typeset: bool = False,
) -> Cut:
    """The articles of a page called `name`, in a file with the stem `stem`."""
    printed = repair.mend(text)
    page = traditional.folded(printed)
    clean = repair.unspaced(page)
    blocks, repeated = repeats.once(layout.blocks(clean, page), page)
    found = signing.signed(parts.parts(blocks, page), page)
    if not whole:
        notices.dropped(found)
    bodies, gaps = sequence.bodies_and_gaps(found)
    if not bodies:
        return Cut((), (), None, (), ())
    display = [part for part in found if part.role is Role.TITLE]
    model = PageModel([part.text for part in (*bodies, *display)])
    pieces = (
        [grouping.one(bodies, gaps)] if whole else grouping.pieces(bodies, gaps, model, clean.text, typeset)
    )
    lines = titles.units(gaps, len(bodies))
    headed, left = headlines.head(pieces, bodies, gaps, lines, model)
    furniture = [part for part in found if part.role is Role.FURNITURE and part.text]
    issue = dates.of_issue((part.text for part in furniture), clean.text, stem, settings.date, published)
    issue = dates.with_year(issue, (part.dateline["dateline"] for part in bodies if part.dateline))
    made = [
        assembly.article(each, bodies, number, name, page, issue) for number, each in enumerate(headed, 1)
    ]
    articles = tuple(article for article, _ in made)
    shown = [(passage, article.body[0]) for article, passage in made]
    mended = damage.repairs(text, printed, page, clean, shown, [block.passage for block in repeated])
    left_over = [part.passage for part in sorted(left, key=lambda part: part.at)]
    leftovers = tuple(passage.text for passage in left_over)
    if page is not printed:
        articles = tuple(traditional.as_printed(article, printed) for article in articles)
        leftovers = tuple("".join(printed[p] if p >= 0 else " " for p in each.source) for each in left_over)
    remarks = (*issue.remarks, *dates.later(((a.id, a.date) for a in articles), issue), *_headless(articles))
    return Cut(articles, leftovers, issue.day, mended, remarks)


def _headless(articles: Iterable[Article]) -> Iterator[str]:
    """What is told of articles for which no headline was found."""
    for article in articles:
        if article.headline is None and article.kind not in (ArticleKind.PHOTO, ArticleKind.CONTINUATION):
            begin = article.text[article.body[0] : article.body[0] + _TOLD]
            yield f"no headline for article {article.id}: {begin}"
