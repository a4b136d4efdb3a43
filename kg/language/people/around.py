"""The surroundings of names, from what the components before found in a Doc."""

from spacy.tokens import Doc

from kg.language.people.find import Surroundings
from kg.language.spans import group
from kg.model import ORGANIZATIONS


def surroundings_of(doc: Doc) -> Surroundings:
    """Titles, organisations, places, and the dates and bylines where no name of the news may be."""
    return Surroundings.of(
        doc.text,
        titles=[(s.start, s.end) for s in group(doc, "titles")],
        organisations=[(s.start, s.end) for s in group(doc, "organisations") if s.label_ in ORGANIZATIONS],
        places=[(s.start, s.end) for s in group(doc, "places")],
        closed=[*doc._.bylines, *((s.start, s.end) for s in group(doc, "dates"))],
    )
