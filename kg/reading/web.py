"""Articles of the web: the main text of an HTML page, without what surrounds it."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.model import Article, NewskgError, Page, Settings
from kg.reading.flat import from_text

_SENTENCE = re.compile(r"[。！？.!?]")
_LEAST_TEXT = 25  # characters of an article
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_IS_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_SOURCE = re.compile(r"(?:来源|稿源)\s*[:：]\s*([\u4e00-\u9fff·]{2,16})")
# What stands in a title beside the headline: the site, the paper, their parts.
_SITE = re.compile(
    r"(?:网|网站|频道|报|日报|晚报|数字报|电子报|新闻|要闻|时政|门户|客户端|在线|政府|平台|视窗|之窗)$"
)
# What stands around an article: page, time, source, how often it was read.
_AROUND = re.compile(
    r"^第?\s*[A-Z]?\d{1,3}\s*版|^(?:来源|稿源|时间|发布时间|发布日期|点击|浏览|字号|字体|分享|当前位置|责任编辑|编辑)[：:]"
    r"|^(?:首页|打印|关闭|上一篇|下一篇)|^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s+\d{1,2}:\d\d|\s*来源|$)"
)
_BETWEEN = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s+|[-—–]")
_LONGEST_HEAD = 60
OWN = re.compile("[本我][报网刊台社]$")  # what a paper calls itself


def charset(data: bytes) -> str | None:
    """The encoding that the page itself states."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii").lower() if match else None


def is_html(data: bytes) -> bool:
    """Whether a file is a web page, whatever it is called."""
    return _IS_HTML.match(data[:512]) is not None


def from_html(html: str, encoding: str, path: Path, settings: Settings) -> Page:
    """The page with the article that `html` holds. Its text is the article's headline and main text, which is
    what offsets count. Raises NewskgError where there is no running text."""
    from trafilatura import extract  # takes a second to import

    found = extract(
        html, output_format="json", with_metadata=True, include_comments=False, include_tables=False
    )
    record = json.loads(found) if found else {}
    body = (record.get("text") or "").strip()
    if len(body) < _LEAST_TEXT or not _SENTENCE.search(body):
        raise NewskgError(f"{path}: no article in this web page; save the page of the article itself")
    kickers, title, decks = _heads(html, record.get("title") or "")
    shown = {title, *kickers, *decks}
    lines = [line for line in map(str.strip, body.split("\n")) if line and line not in shown]
    lines = [line for line in lines if not (len(line) <= _LONGEST_HEAD and _AROUND.search(line))]
    heads = (
        [f"## {line}" for line in kickers] + ([f"# {title}"] if title else []) + [f"## {d}" for d in decks]
    )
    text = "\n\n".join(heads + lines) + "\n"
    published = record.get("date")
    page = from_text(text, encoding, path, settings, whole=True, published=published)
    source = _SOURCE.search(html)
    paper = source[1] if source else settings.paper or record.get("sitename")
    return replace(page, articles=tuple(_told(article, paper, page.date) for article in page.articles))


def _told(article: Article, paper: str | None, day: str | None) -> Article:
    """The article with what only the page around it says: which paper 本报 is, when it was published."""
    own = article.paper is None or OWN.match(article.paper) is not None
    date = article.date if article.date and len(article.date) > 5 else day or article.date
    return replace(article, paper=paper or article.paper if own else article.paper, date=date)


def _heads(html: str, title: str) -> tuple[list[str], str, list[str]]:
    """Kickers, headline and decks: the headings that stand together where one of them is in the page's title,
    else what of the title is not the site's."""
    from lxml.html import document_fromstring

    stated = title
    tree = document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    if (element := tree.find(".//title")) is not None:
        stated = f"{_text(element)}\n{title}"
    headings = [h for h in tree.iter("h1", "h2", "h3", "h4") if 3 < len(_text(h)) <= _LONGEST_HEAD]
    heading = max((h for h in headings if _text(h) in stated), key=lambda h: len(_text(h)), default=None)
    if heading is None:
        return [], _without_site(title), []
    near = [h for h in headings if h.getparent() is heading.getparent()]
    at = next(n for n, h in enumerate(near) if h is heading)
    if len(near) > 3:  # headings of sections
        near, at = [heading], 0
    return [_text(h) for h in near[:at]], _text(heading), [_text(h) for h in near[at + 1 :]]


def _without_site(title: str) -> str:
    """A title without the names of site and channel at its ends."""
    parts = [part for part in _BETWEEN.split(title.strip()) if part]
    while len(parts) > 1 and _SITE.search(parts[-1]):
        parts.pop()
    while len(parts) > 1 and _SITE.search(parts[0]):
        parts.pop(0)
    if not parts:
        return ""
    start = title.index(parts[0])
    return title[start : title.index(parts[-1], start) + len(parts[-1])].strip()


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
