"""What the model adds where the rules found nothing: organisations and places it is sure of.

    刻刀协会会长 → 刻刀协会, if the rules for organisations passed over it and the model did not

A name counts from the probability in SURE on, if it is cut at words, is no ordinary word and no group of
things (各乡镇), and its ending says what it is.
"""

from spacy.tokens import Doc, Span

from kg.language.divisions import lookup
from kg.language.edges import borders_of, common, is_name_text, on_border
from kg.language.spans import group, span, text_of
from kg.language.statistics.endings import type_of
from kg.language.statistics.model import Lattice
from kg.model import EntityType

SURE = {"ORG": 0.8, "LOC": 0.8}  # probabilities from which a name counts
GROUPS = {"ORG": "organisations", "LOC": "places"}
_TAKEN = ("places", "organisations", "titles", "dates")
_NO_NAME = frozenset("各全本该某每两几多数诸所有我贵此这那其")  # a name does not begin with these


def additions(doc: Doc, lattice: Lattice) -> list[tuple[str, Span]]:
    """Spans to be added and the groups they belong to, in the order of the text."""
    text, borders = text_of(doc), borders_of(doc)
    taken = bytearray(len(text))
    for start, end in (*doc._.bylines, *((s.start, s.end) for name in _TAKEN for s in group(doc, name))):
        taken[start:end] = b"\1" * (end - start)
    found = []
    for start, end, kind in lattice.names():
        if kind not in SURE or 1 in taken[start:end]:
            continue
        probability = lattice.probability(start, end, kind)
        if probability < SURE[kind] or not (on_border(borders, start) and on_border(borders, end)):
            continue
        type = _type(text[start:end], kind)
        if type is not None:
            item = span(doc, start, end, type, component="statistics", confidence=round(probability, 3))
            found.append((GROUPS[kind], item))
    return found


def _type(name: str, kind: str) -> EntityType | None:
    """The type of a name; None for what is no name, or where its ending does not tell."""
    if len(name) < 3 or name[0] in _NO_NAME or name in common() or not is_name_text(name) or lookup(name):
        return None
    return type_of(name, kind)
