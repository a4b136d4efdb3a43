"""The pipeline component `kg_places`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.divisions import Division, lookup
from kg.language.edges import borders_of
from kg.language.places import divisions, listed, natural, regions, sites
from kg.language.places.found import Found
from kg.language.spans import span, text_of
from kg.model import Article, EntityType


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
    """Writes the group "places"; in `doc.user_data["doubted"]` sites that the rules are not sure of."""
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
    named, doubted = sites.find(text, borders, found)
    more, others = natural.find(text, borders, found, [s for s in named if s.type is EntityType.SITE])
    named = (*named, *more)
    known = [*found, *(Found(s.start, s.end, s.type, None) for s in named)]
    named = (*named, *listed.find(text, borders, known))
    doc.user_data["doubted"] = (*doubted, *others)
    areas = regions.find(text, borders, found)
    closed = {end for _, end in areas}
    spans.extend(
        span(doc, s.start, s.end, s.type, component="places", confidence=s.confidence)
        for s in named
        if not (s.type is EntityType.ZONE and s.end in closed)
    )
    spans.extend(span(doc, start, end, EntityType.REGION, component="places") for start, end in areas)
    doc.spans["places"] = spans
    return doc
