"""The pipeline component `kg_initiatives`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.initiatives.extent import Walls, normalised
from kg.language.initiatives.found import Found, without_overlaps
from kg.language.initiatives.named import known_names, named, reports
from kg.language.initiatives.quoted import quoted_names
from kg.language.initiatives.titles import titles
from kg.language.spans import group, in_regions, span
from kg.model import EntityType

_WALLS = ("organisations", "people", "titles", "dates")


@Language.component("kg_initiatives")
def initiatives(doc: Doc) -> Doc:
    """Writes the group "initiatives"."""
    bylines = doc._.bylines
    doc.spans["initiatives"] = [
        span(
            doc,
            f.start,
            f.end,
            f.type,
            name=f.name,
            detail=f.detail,
            component="initiatives",
            confidence=f.confidence,
        )
        for f in initiatives_in(normalised(doc.text), walls_of(doc))
        if not in_regions(bylines, f.start, f.end)
    ]
    return doc


def walls_of(doc: Doc) -> Walls:
    """The spans of earlier components that cannot be part of an initiative's name."""
    return Walls.of([(s.start, s.end) for name in _WALLS for s in group(doc, name)])


def initiatives_in(plain: str, walls: Walls) -> list[Found]:
    """The initiatives of a text, sorted, without overlaps. `plain` is `normalised`."""
    documents = titles(plain)
    found = [
        *documents,
        *quoted_names(plain, walls),
        *reports(plain, walls),
        *named(plain, walls),
        *known_names(plain),
    ]
    return [f for f in without_overlaps(found) if f.type is EntityType.INITIATIVE]
