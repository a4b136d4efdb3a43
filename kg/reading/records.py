"""JSON Lines, or an array of JSON: articles, each with headline, text, date and source."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.model import Article, NewskgError, Page, Repair, Settings
from kg.reading import damage, dates
from kg.reading.files import page_id
from kg.reading.flat import articles_of
from kg.reading.web import OWN

_NAMES = {
    "headline": ("headline", "title", "标题"),
    "text": ("text", "body", "content", "articleBody", "正文"),
    "date": ("date", "datePublished", "published", "日期"),
    "source": ("source", "paper", "publisher", "来源"),
}
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|h[1-6]|li)\s*>", re.I)


def from_records(text: str, encoding: str, path: Path, settings: Settings) -> Page:
    """The page of all records in `text`. Its text is theirs, headline and body, one after the other: that is
    what the articles' offsets count. Raises NewskgError, naming the line, for what is no record."""
    name = page_id(path)
    whole = ""
    articles: list[Article] = []
    repairs: list[tuple[int, tuple[Repair, ...]]] = []
    remarks: list[str] = []
    issues: set[str | None] = set()
    for number, record in _records(text, path):
        headline = record["headline"]
        piece = (f"# {headline}\n\n" if headline else "") + record["text"] + "\n\n"
        cut = articles_of(piece, name, settings, path.stem, whole=True, published=record["date"] or None)
        repairs.append((number, cut.repairs))
        remarks += [f"line {number}: {remark}" for remark in cut.remarks]
        if not cut.articles:
            remarks.append(f"line {number}: no running text in this record")
        for article in cut.articles:
            source = tuple(p if p < 0 else p + len(whole) for p in article.source)
            own = article.paper is None or OWN.match(article.paper)
            paper = (record["source"] or article.paper) if own else article.paper
            identifier = f"{name}-{len(articles) + 1:02}"
            date = article.date if article.date and len(article.date) > 5 else cut.issue or article.date
            articles.append(replace(article, id=identifier, source=source, paper=paper, date=date))
            issues.add(cut.issue)
        whole += piece
    if not articles:
        raise NewskgError(
            f"{path}: no article in this file; each line must be a JSON object with headline and text"
        )
    issue = issues.pop() if len(issues) == 1 else None
    return Page(
        name, str(path), encoding, whole, tuple(articles), (), issue, damage.merged(repairs), tuple(remarks)
    )


def _records(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The records with the numbers of their lines."""
    if path.suffix.lower() == ".json" or re.match(r"\s*\[\s*(?:\{|$)", text):
        yield from _array(text, path)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                value: Any = json.loads(line)
            except json.JSONDecodeError as error:
                raise NewskgError(f"{where}: not JSON ({error.msg}); write one JSON object a line") from error
            yield number, _record(value, where)


def _array(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The records of one JSON value, with the numbers of the lines where they begin."""
    decoder = json.JSONDecoder()
    begin = re.compile(r"[\s,\[]*")
    at = begin.match(text).end()  # type: ignore[union-attr]
    while at < len(text) and text[at:].strip(" \n\r\t]"):
        number = text.count("\n", 0, at) + 1
        where = f"{path}, line {number}"
        try:
            value, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            place = f"{path}, line {error.lineno}"
            raise NewskgError(f"{place}: not JSON ({error.msg}); write objects in [ and ]") from error
        yield number, _record(value, where)
        at = begin.match(text, end).end()  # type: ignore[union-attr]


def _record(value: Any, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise NewskgError(f"{where}: not a JSON object; write one with headline and text a line")
    record = {
        field: next((_plain(value[n], n, where) for n in names if value.get(n)), "")
        for field, names in _NAMES.items()
    }
    record["headline"] = " ".join(record["headline"].split())
    if not record["text"]:
        raise NewskgError(f"{where}: the record has no text; give it the field text")
    if record["date"]:
        try:
            record["date"] = dates.stated_day(record["date"])
        except NewskgError as error:
            raise NewskgError(f"{where}: {error}") from error
    return record


def _plain(value: object, field: str, where: str) -> str:
    """The text of a field: a string, or a list of paragraphs; without the tags of HTML."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = "\n".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise NewskgError(f"{where}: the field {field} is no text; write it as a string")
    if _TAG.search(value):
        value = html.unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    # Half of a surrogate pair is no character, and cannot be written again.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
