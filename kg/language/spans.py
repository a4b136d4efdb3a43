"""What a component says about a span, and how it says it: the one convention between the components.

Each component writes one group of spans into `doc.spans`, under its own name: dates, places, organisations,
titles, people, initiatives, events. A span's label is the value of an `EntityType`, or `TITLE` or `DATE`.
What does not fit into a label is a `Facts`, kept in `doc.user_data` and read as `span._.facts`, or value by
value as `span._.name`, `span._.detail`, `span._.component`, `span._.confidence`, `span._.modality` and
`span._.value`. Facts belong to (start, end, label), so that two labels on the same characters do not mix.

    places = [span(doc, 0, 3, EntityType.CITY, component="places", detail="430100")]
    doc.spans["places"] = places

Of the document itself components know `doc._.article` (the Article), `doc._.headline` and `doc._.body`
((start, end) or None) and `doc._.bylines` (the (start, end) where no name of the news is to be looked for:
dateline and byline lines, and the names in brackets that close a piece).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from kg.model import Article, EntityType, Modality

TITLE = "Title"
DATE = "Date"


@dataclass(frozen=True, slots=True)
class Facts:
    """`name`, `detail`, `component`, `confidence` as in Mention; `modality` of titles, `value` of dates."""

    name: str | None = None
    detail: str | None = None
    component: str = ""
    confidence: float = 1.0
    modality: Modality = Modality.ASSERTED
    value: str | None = None


NOTHING = Facts()


def span(
    doc: Doc,
    start: int,
    end: int,
    label: EntityType | str,
    *,
    name: str | None = None,
    detail: str | None = None,
    component: str = "",
    confidence: float = 1.0,
    modality: Modality = Modality.ASSERTED,
    value: str | None = None,
) -> Span:
    """The span over the characters [start, end) with a label and its facts. Put it into a group yourself."""
    label = str(label)
    facts = Facts(name, detail, component, confidence, modality, value)
    _memory(doc)[(start, end, label)] = facts
    return Span(doc, start, end, label=label)


def facts_of(item: Span) -> Facts:
    """The facts of a span; the empty ones where it was not made by `span`."""
    return _memory(item.doc).get((item.start, item.end, item.label_), NOTHING)


def _memory(doc: Doc) -> dict[tuple[int, int, str], Facts]:
    memory: dict[tuple[int, int, str], Facts] = doc.user_data.setdefault("facts", {})
    return memory


def text_of(doc: Doc) -> str:
    """The text of a Doc, without putting it together: spaCy's `doc.text` walks over all tokens each time."""
    if "text" not in doc.user_data:
        article: Article | None = doc._.article
        doc.user_data["text"] = article.text if article is not None else doc.text
    text: str = doc.user_data["text"]
    return text


def group(doc: Doc, name: str) -> list[Span]:
    """The spans a component wrote, sorted by start, longest first; [] where it has not run."""
    if name not in doc.spans:
        return []
    found: SpanGroup = doc.spans[name]
    kept = doc.user_data.setdefault("groups", {})
    known = kept.get(name)
    if known is None or known[0] is not found or len(known[1]) != len(found):
        # spaCy makes the spans of a group anew whenever it is gone through
        known = kept[name] = found, sorted(found, key=lambda s: (s.start, -s.end))
    spans: list[Span] = known[1]
    return list(spans)


_ROLE = (
    "(?:全媒体|融媒体|本报|本网|见习|首席|实习|特约|特派|驻地|新华社)*"
    "(?:记者|通讯员|摄影报道|摄影|摄|编辑|实习生|评论员)"
)
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[ \u3000、][\u4e00-\u9fff· ]{1,4}){0,5}"
_CREDIT = re.compile(
    rf"[（(][^（()）。\n]{{0,30}}?{_ROLE}[^（()）。\n]{{0,60}}[）)]"  # （记者 某某 通讯员 某某）
    rf"|[（(]{_NAMES}[）)](?=\n|$)"  # （某某 某某） at the end of a paragraph
)
_PAPER = "(?:[\u4e00-\u9fff]{2,8}(?:报|网|在线|电视台|客户端))?"
_CREDIT_LINE = re.compile(
    rf"^{_PAPER}[ \u3000]*{_ROLE}[ \u3000:：][^，。！？；\n]{{1,60}}$"
    r"|^[^，。！？；\n]{1,40}(?:摄影报道|摄影|摄)(?:（[^\n（）]{1,12}）)?$",
    re.M,
)


def credits_in(article: Article) -> tuple[tuple[int, int], ...]:
    """Where an article's text names those who made it, as sorted (start, end) without overlaps.

    The byline and dateline that reading found, names in brackets with 记者 or 通讯员, names alone in brackets
    at the end of a paragraph, and the lines of a photo's credit.
    """
    text = article.text
    found: list[tuple[int, int]] = []
    for line in (article.byline, article.dateline):
        if line:
            at = text.find(line)
            while at >= 0:
                found.append((at, at + len(line)))
                at = text.find(line, at + len(line))
    for pattern in (_CREDIT, _CREDIT_LINE):
        found.extend(m.span() for m in pattern.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def in_regions(regions: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Whether [start, end) touches one of the sorted regions."""
    at = bisect_right(regions, (end, -1)) - 1
    return at >= 0 and regions[at][1] > start and regions[at][0] < end


def _headline(doc: Doc) -> tuple[int, int] | None:
    article: Article | None = doc._.article
    if article is None or not article.headline:
        return None
    at = article.text.find(article.headline)
    return (at, at + len(article.headline)) if at >= 0 else None


def bylines_of(doc: Doc) -> tuple[tuple[int, int], ...]:
    """`doc._.bylines`, for components: spaCy takes its time over attributes behind an underscore."""
    if "bylines" not in doc.user_data:
        article: Article | None = doc._.article
        doc.user_data["bylines"] = credits_in(article) if article is not None else ()
    found: tuple[tuple[int, int], ...] = doc.user_data["bylines"]
    return found


def _declare(owner: Any, name: str, **how: Any) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, **how)


_declare(Doc, "article", default=None)
_declare(Doc, "headline", getter=_headline)
_declare(Doc, "body", getter=lambda doc: doc._.article.body if doc._.article is not None else None)
_declare(Doc, "bylines", getter=bylines_of)
_declare(Span, "facts", getter=facts_of)
_declare(Span, "name", getter=lambda s: facts_of(s).name)
_declare(Span, "detail", getter=lambda s: facts_of(s).detail)
_declare(Span, "component", getter=lambda s: facts_of(s).component)
_declare(Span, "confidence", getter=lambda s: facts_of(s).confidence)
_declare(Span, "modality", getter=lambda s: facts_of(s).modality)
_declare(Span, "value", getter=lambda s: facts_of(s).value)
