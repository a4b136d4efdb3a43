"""Which of the overlapping spans are mentions: the pipeline component `kg_resolver`.

Of two spans the longer wins, and the earlier of two equally long; the loser is dropped unless the two may
nest.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.spans import group, in_regions
from kg.model import ORGANIZATIONS, PEOPLE

GROUPS = ("places", "organisations", "people", "initiatives", "events")


@Language.component("kg_resolver")
def resolver(doc: Doc) -> Doc:
    """Writes the group "mentions"."""
    candidates = [s for name in GROUPS for s in group(doc, name)]
    bylines = doc._.bylines
    kept: list[Span] = []
    for item in sorted(candidates, key=lambda s: (s.start - s.end, s.start, s.label_)):
        if not in_regions(bylines, item.start, item.end) and all(_may_stand(item, k) for k in kept):
            kept.append(item)
    doc.spans["mentions"] = sorted(kept, key=lambda s: (s.start, -s.end))
    return doc


def _may_stand(item: Span, other: Span) -> bool:
    if item.end <= other.start or other.end <= item.start:
        return True
    inside = (
        other.start <= item.start
        and item.end <= other.end
        and item.end - item.start < other.end - other.start
    )
    if not inside:
        return False
    if item.label_ in PEOPLE:
        return True
    return item.label_ in ORGANIZATIONS
