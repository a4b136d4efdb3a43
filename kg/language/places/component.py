"""The pipeline component `kg_places`."""

import re
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.divisions import Division, lookup
from kg.language.edges import borders_of
from kg.language.lexicon import Lexicon
from kg.language.places import divisions, natural, sites
from kg.language.spans import span, text_of
from kg.model import Article, EntityType

_BORDER_REGION = re.compile(
    "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新]{2,4}"
    "(?:省际边界地区|省际边界区域|边界地区|边界区域|边区域|边地区|交界地区|交界区域|毗邻地区|边区|边(?![贸境防陲疆关界]))"
)


@cache
def _regions() -> Lexicon:
    lines = files(__package__).joinpath("regions.txt").read_text(encoding="utf-8").splitlines()
    return Lexicon(line for line in lines if line and not line.startswith("#"))


def home_of(article: Article | None) -> Division | None:
    """The division a paper writes from: by its name (湖南日报: 湖南省), else by the dateline, or None."""
    if article is None:
        return None
    for text in (article.paper, article.place):
        if text:
            for end in range(min(len(text), 6), 1, -1):
                found = lookup(text[:end])
                if found:
                    return found[0]
    return None


@Language.component("kg_places")
def places(doc: Doc) -> Doc:
    """Writes the group "places"."""
    text, borders = text_of(doc), borders_of(doc)
    found = divisions.find(text, borders, home_of(doc._.article))
    spans: list[Span] = [
        span(
            doc,
            f.start,
            f.end,
            f.level,
            detail=f.division.code if f.division is not None else None,
            component="places",
            confidence=f.confidence,
        )
        for f in found
    ]
    named = sites.find(text, borders, found)
    named = (*named, *natural.find(text, borders, found, [s for s in named if s.type is EntityType.SITE]))
    spans.extend(
        span(doc, s.start, s.end, s.type, component="places", confidence=s.confidence) for s in named
    )
    regions = {*_regions().matches(text), *(m.span() for m in _BORDER_REGION.finditer(text))}
    spans.extend(span(doc, s, e, EntityType.REGION, component="places") for s, e in sorted(regions))
    doc.spans["places"] = spans
    return doc
