"""The pipeline component `kg_organisations`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.edges import borders_of
from kg.language.organisations import bodies, elliptic, finding
from kg.language.spans import group, span, text_of
from kg.model import DIVISIONS, EntityType


@Language.component("kg_organisations")
def organisations(doc: Doc) -> Doc:
    """Writes the group "organisations"; a unit's name also yields the names of those it belongs to."""
    text, borders = text_of(doc), borders_of(doc)
    places = group(doc, "places")
    divisions = [(p.start, p.end) for p in places if p.label_ in DIVISIONS]
    zones = [(p.start, p.end) for p in places if p.label_ == EntityType.ZONE]
    sites = [(p.start, p.end) for p in places if p.label_ == EntityType.SITE]
    spans: list[Span] = []
    agencies = finding.find(text, borders, [*divisions, *zones], sites)
    agencies = (*agencies, *elliptic.find(text, agencies))
    for agency in agencies:
        kind = EntityType.INSTITUTION if agency.association else EntityType.AGENCY
        for end in (*agency.inner, agency.end):
            spans.append(_span(doc, agency.start, end, kind, agency.confidence, agency.name))
    for body in bodies.find(text, borders, divisions, [a.end for a in agencies], zones):
        for end in (*body.inner, body.end):
            spans.append(_span(doc, body.start, end, body.type, body.confidence, body.name))
    doc.spans["organisations"] = list({(s.start, s.end, s.label_): s for s in spans}.values())
    return doc


def _span(
    doc: Doc, start: int, end: int, kind: EntityType, confidence: float, name: str | None = None
) -> Span:
    return span(doc, start, end, kind, component="organisations", confidence=confidence, name=name)
