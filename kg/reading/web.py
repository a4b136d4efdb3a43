"""Articles of the web: the main text of an HTML page, without what surrounds it."""

import json
import re
from dataclasses import replace
from pathlib import Path

from kg.model import NewskgError, Page, Settings
from kg.reading.flat import from_text

_SENTENCE = re.compile(r"[。！？.!?]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([A-Za-z0-9_-]+)", re.I)


def charset(data: bytes) -> str | None:
    """The encoding that the page itself states."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii").lower() if match else None


def from_html(html: str, encoding: str, path: Path, settings: Settings) -> Page:
    """The page with the article that `html` holds. Its text is the article's title and main text, which is
    what offsets count. Raises NewskgError where there is no running text."""
    from trafilatura import extract  # takes a second to import

    found = extract(
        html, output_format="json", with_metadata=True, include_comments=False, include_tables=False
    )
    record = json.loads(found) if found else {}
    body = (record.get("text") or "").strip()
    if not _SENTENCE.search(body):
        raise NewskgError(f"{path}: no article in this web page; save the page of the article itself")
    title = re.split(r"\s*[_|｜]\s*|\s+-+\s+", (record.get("title") or "").strip())[0]
    lines = [line for line in body.split("\n") if line.strip() and line.strip() != title]
    text = "\n\n".join(([f"# {title}"] if title else []) + lines) + "\n"
    page = from_text(text, encoding, path, settings, whole=True, published=record.get("date"))
    paper = settings.paper or record.get("sitename")
    return replace(page, articles=tuple(replace(a, paper=a.paper or paper) for a in page.articles))
