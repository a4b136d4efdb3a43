"""What the rules found in a Doc, as the model sees it; and the sentences it is read in."""

import re

from spacy.tokens import Doc

from kg.language.people.find import Finder, Surroundings, apart
from kg.language.people.foreign import dotted_names, names_by_sound
from kg.language.spans import group
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
_FLOOR = 3.0  # nats
_STEPS = (5.0, 7.0, 9.0, 11.0, 14.0)

_SENTENCE = re.compile(r"[^。！？!?；;\n]{0,240}[。！？!?；;\n]?")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are labelled together: sentences, at most 241 characters each."""
    return [m.span() for m in _SENTENCE.finditer(text) if m.end() > m.start()]


def hints_of(doc: Doc, around: Surroundings) -> list[Hint]:
    """The titles, names of people with their scores, organisations and places of a Doc, strongest first."""
    hints = [Hint(s.start, s.end, _TITLES[s._.detail or "civil"]) for s in group(doc, "titles")]
    text = doc.text
    people = [
        *dotted_names(text, around),
        *names_by_sound(text, around),
        *Finder(text, around).weighed(_FLOOR),
    ]
    people.sort(key=lambda n: (-n.score, n.start, -n.end))
    for name in apart(people, len(text)):
        hints.append(Hint(name.start, name.end, _PERSON + sum(name.score >= step for step in _STEPS)))
    for kind in ("organisations", "places"):
        for item in group(doc, kind):
            code = _NAMES.get(EntityType(item.label_))
            if code is not None:
                hints.append(Hint(item.start, item.end, code))
    return hints
