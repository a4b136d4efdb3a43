"""What the rules found in a Doc, as the model sees it; and the clauses it is read in."""

import re

from spacy.tokens import Doc

from kg.language.people.around import readings_of
from kg.language.people.find import apart
from kg.language.spans import facts_of, group
from kg.language.statistics.features import Hint
from kg.model import EntityType

_TITLES = {"state": 1, "organ": 2, "civil": 3}
_NAMES = {
    EntityType.AGENCY: 4,
    EntityType.COMPANY: 5,
    EntityType.INSTITUTION: 6,
    EntityType.PROVINCE: 7,
    EntityType.CITY: 7,
    EntityType.COUNTY: 7,
    EntityType.LOCALITY: 7,
    EntityType.ZONE: 8,
    EntityType.SITE: 9,
    EntityType.REGION: 10,
}
_PERSON = 11
_STEPS = (5.0, 7.0, 9.0, 11.0, 14.0)

_CLAUSE = re.compile(r"[^，,。！？!?；;：\n]{0,63}[，,。！？!?；;：\n]?")


def clauses_of(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are labelled together: clauses, at most 64 characters each.

    No name reaches over a comma, and short stretches of equal length are quick to label side by side.
    """
    return [m.span() for m in _CLAUSE.finditer(text) if m.end() > m.start()]


def hints_of(doc: Doc, people: bool = True) -> list[Hint]:
    """The titles, names of people with their scores, organisations and places of a Doc, strongest first."""
    hints = [Hint(s.start, s.end, _TITLES[facts_of(s).detail or "civil"]) for s in group(doc, "titles")]
    if people:
        found = readings_of(doc)
        names = sorted((*found.seeds, *found.stretches), key=lambda n: (-n.score, n.start, -n.end))
        for name in apart(names, len(doc)):
            hints.append(Hint(name.start, name.end, _PERSON + sum(name.score >= step for step in _STEPS)))
    for kind in ("organisations", "places"):
        for item in group(doc, kind):
            code = _NAMES.get(EntityType(item.label_))
            if code is not None:
                hints.append(Hint(item.start, item.end, code))
    return hints
