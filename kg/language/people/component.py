"""The pipeline component `kg_people`."""

import math

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.people.around import surroundings_of
from kg.language.people.find import THRESHOLD, Name, Surroundings, find_names
from kg.language.people.foreign import dotted_names, names_by_sound
from kg.language.people.officials import Organisation, StatedPost, officials
from kg.language.spans import group, span
from kg.model import ORGANIZATIONS, EntityType


@Language.component("kg_people")
def people(doc: Doc) -> Doc:
    """Writes the group "people": Official where a post in an organ of party or state is stated, else Person.

        市水利局局长张小满、村民李大为 → 张小满 (Official), 李大为 (Person)

    `name` is given where the text prints a space inside the name. Who made the news is left out.
    """
    text = doc.text
    titles = group(doc, "titles")
    organisations = [s for s in group(doc, "organisations") if s.label_ in ORGANIZATIONS]
    around = surroundings_of(doc)
    names = all_names(text, around)
    if doc._.article is not None:
        article = doc._.article
        makers = {*article.reporters, *article.correspondents, *article.photographers}
        names = [n for n in names if n.name not in makers]
    in_office = officials(
        text,
        names,
        [StatedPost(s.start, s.end, s.text, s._.detail or "civil", s._.modality) for s in titles],
        [Organisation(s.start, s.end, s.label_) for s in organisations],
    )
    doc.spans["people"] = [
        span(
            doc,
            n.start,
            n.end,
            EntityType.OFFICIAL if n.name in in_office else EntityType.PERSON,
            name=n.name if n.name != text[n.start : n.end] else None,
            component="people",
            confidence=confidence(n.score),
        )
        for n in names
    ]
    return doc


def all_names(text: str, around: Surroundings) -> list[Name]:
    """Chinese, minority and foreign names of a text, sorted; the better of two that overlap."""
    seeds = [*dotted_names(text, around), *names_by_sound(text, around)]
    return find_names(text, around, seeds)


def confidence(score: float) -> float:
    """A score in nats as a probability that the name is one."""
    return round(1 / (1 + math.exp(-(score - THRESHOLD + 1.5) / 1.8)), 3)
