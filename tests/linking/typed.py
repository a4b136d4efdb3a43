"""Small articles, typed in the notation of kg.notation, and what linking makes of them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg import notation
from kg.language.divisions import lookup
from kg.linking import link
from kg.model import (
    Article,
    Corpus,
    Entity,
    Page,
    Predicate,
    Reading,
    Settings,
    Statement,
)

HERE = Path(__file__).parent


def reading(
    id_: str,
    annotated: str,
    relations: Iterable[str] = (),
    *,
    paper: str | None = None,
    place: str | None = None,
    date: str | None = None,
    names: bool = False,
) -> Reading:
    """The reading of an annotated text.

    `relations` are lines "subject | predicate title | object", by the words of the text; the names behind =
    are left out of the mentions unless `names`.
    """
    document = notation.parse(annotated)
    text = document.article.text
    article = replace(
        document.article,
        id=id_,
        page=id_.rpartition("-")[0],
        text=text,
        body=(0, len(text)),
        paper=paper,
        place=place,
        date=date,
    )
    mentions = document.mentions if names else tuple(replace(m, name=None) for m in document.mentions)
    document = replace(document, article=article, mentions=mentions)
    return Reading(document, tuple(_statement(document.mentions, line, text) for line in relations))


def _statement(mentions, line: str, text: str) -> Statement:
    subject, middle, object_ = (part.strip() for part in line.split("|"))
    predicate, _, title = middle.partition(" ")

    def index(words: str) -> int:
        words, _, number = words.partition("#")
        found = [i for i, m in enumerate(mentions) if m.text == words]
        return found[int(number or 1) - 1]

    s, o = index(subject), None if object_ == "article" else index(object_)
    ends = [mentions[i] for i in (s, o) if i is not None]
    start, end = min(m.start for m in ends), max(m.end for m in ends)
    return Statement(s, Predicate(predicate), o, start, end, "typed", title=title or None)


def linked(*readings: Reading, settings: Settings | None = None) -> Corpus:
    """The corpus of readings, a page for each group of their ids."""
    pages: dict[str, list[Article]] = {}
    for item in readings:
        pages.setdefault(item.document.article.page, []).append(item.document.article)
    made = [Page(id_, f"{id_}.txt", "utf-8", "", tuple(articles)) for id_, articles in sorted(pages.items())]
    return link(made, readings, settings or Settings())


def entity(corpus: Corpus, article: str, words: str, number: int = 1) -> Entity:
    """The entity of the n-th mention with these words in an article."""
    mentions = corpus.documents[article].mentions
    index = [i for i, m in enumerate(mentions) if m.text == words][number - 1]
    return next(e for e in corpus.entities if (article, index) in e.mentions)


def pair_article(id_: str, type_: str, paper: str, place: str, form: str) -> Reading:
    """An article of a paper that names a place, if one is given, and then a form."""
    before = f"[{place}|{lookup(place)[0].level.value}]" if place else ""
    if place and type_ not in ("County", "Locality"):
        before += "传来消息。"
    return reading(id_, f"{before}[{form}|{type_}]受到关注。", paper=paper or None)


def pairs(name: str) -> list[tuple[str, ...]]:
    """The rows of a table of pairs beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
