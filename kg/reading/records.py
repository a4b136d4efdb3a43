"""JSON Lines: an article a line, with headline, text, date and source."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.model import Article, NewskgError, Page, Repair, Settings
from kg.reading import damage
from kg.reading.files import page_id
from kg.reading.flat import articles_of

_NAMES = {
    "headline": ("headline", "title", "标题"),
    "text": ("text", "body", "content", "articleBody", "正文"),
    "date": ("date", "datePublished", "published", "日期"),
    "source": ("source", "paper", "publisher", "来源"),
}


def from_records(text: str, encoding: str, path: Path, settings: Settings) -> Page:
    """The page of all records in `text`. Its text is theirs, headline and body, one after the other: that is
    what the articles' offsets count. Raises NewskgError, naming the line, for what is no record."""
    name = page_id(path)
    whole = ""
    articles: list[Article] = []
    repairs: list[tuple[int, tuple[Repair, ...]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        record = _record(line, f"{path}, line {number}")
        headline, body = record["headline"].strip().replace("\n", " "), record["text"].strip()
        piece = (f"# {headline}\n\n" if headline else "") + body + "\n\n"
        own = replace(settings, date=record["date"][:10] or settings.date)
        cut = articles_of(piece, name, own, stem="", whole=True)
        repairs.append((number, cut.repairs))
        for article in cut.articles:
            source = tuple(p if p < 0 else p + len(whole) for p in article.source)
            paper = article.paper or record["source"] or None
            identifier = f"{name}-{len(articles) + 1:02}"
            date = article.date if article.date and len(article.date) > 5 else own.date or article.date
            articles.append(replace(article, id=identifier, source=source, paper=paper, date=date))
        whole += piece
    if not articles:
        raise NewskgError(
            f"{path}: no article in this file; each line must be a JSON object with headline and text"
        )
    return Page(name, str(path), encoding, whole, tuple(articles), (), settings.date, damage.merged(repairs))


def _record(line: str, where: str) -> dict[str, str]:
    try:
        value: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise NewskgError(f"{where}: not JSON ({error.msg}); write one JSON object a line") from error
    if not isinstance(value, dict):
        raise NewskgError(f"{where}: not a JSON object; write one with headline and text a line")
    record = {
        field: next((str(value[name]) for name in names if value.get(name)), "")
        for field, names in _NAMES.items()
    }
    if not record["text"].strip():
        raise NewskgError(f"{where}: the record has no text; give it the field text")
    return record
