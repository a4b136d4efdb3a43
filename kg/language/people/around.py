"""What the rules make of the people of a Doc, computed once for all components that ask."""

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.language.people.foreign import dotted_names, names_by_sound
from kg.language.people.weigh import Finder, Name, Surroundings
from kg.language.spans import bylines_of, group, text_of
from kg.language.titles import organisations_of

FLOOR = 3.0  # nats


@dataclass(frozen=True, slots=True)
class Readings:
    """`stretches` are all that may be names (score from FLOOR), `seeds` names with a dot or by their sound.

    They may overlap.
    """

    finder: Finder
    stretches: tuple[Name, ...]
    seeds: tuple[Name, ...]


def readings_of(doc: Doc) -> Readings:
    """The readings of a Doc in which titles, organisations, places and dates have been found."""
    if "people" not in doc.user_data:
        doc.user_data["people"] = readings(text_of(doc), surroundings_of(doc))
    found: Readings = doc.user_data["people"]
    return found


def readings(text: str, around: Surroundings) -> Readings:
    """The readings of a text."""
    finder = Finder(text, around)
    seeds = (*dotted_names(text, around), *names_by_sound(text, around))
    return Readings(finder, tuple(finder.weighed(FLOOR)), seeds)


def surroundings_of(doc: Doc) -> Surroundings:
    """Titles, organisations, places, and the dates and bylines where no name of the news may be."""
    return Surroundings.of(
        text_of(doc),
        titles=[(s.start, s.end) for s in group(doc, "titles")],
        organisations=organisations_of(doc),
        places=[(s.start, s.end) for s in group(doc, "places")],
        closed=[*bylines_of(doc), *((s.start, s.end) for s in group(doc, "dates"))],
    )
