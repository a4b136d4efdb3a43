"""The pipeline component `kg_people`."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language import segmentation
from kg.language.edges import is_name_text
from kg.language.people.around import Readings, readings, readings_of
from kg.language.people.dictionary import dictionary
from kg.language.people.find import find_names
from kg.language.people.names import likeness
from kg.language.people.officials import Organisation, officials
from kg.language.people.weigh import ADDRESS, THRESHOLD, Name, Surroundings
from kg.language.spans import facts_of, group, span, text_of
from kg.language.titles.grammar import Post
from kg.model import ORGANIZATIONS, EntityType

DOUBTED = 4.0  # nats from which a stretch is a name if the model confirms it
CONFIRMED = 0.8  # the probability that confirms
SURE = 0.9  # the probability from which the model adds a Chinese name
LIKELY = 4.0  # nats from which its characters are those of a name
SURE_OF_OTHERS = 0.9  # the same probability for other names
ORDINARY = 50  # how often the dictionary counts a word from which it is ordinary


@Language.component("kg_people")
def people(doc: Doc) -> Doc:
    """Writes the group "people": Official where a post in an organ of party or state is stated, else Person.

        市水利局局长张小满、村民李大为 → 张小满 (Official), 李大为 (Person)

    `name` is given where the text prints a space inside the name. Who made the news is left out.
    """
    text = text_of(doc)
    titles = group(doc, "titles")
    organisations = [s for s in group(doc, "organisations") if s.label_ in ORGANIZATIONS]
    names = names_in(readings_of(doc), doc.user_data.get("lattice"), doc.user_data.get("seen", ()))
    if doc._.article is not None:
        article = doc._.article
        makers = {*article.reporters, *article.correspondents, *article.photographers}
        names = [n for n in names if n.name not in makers]
    in_office = officials(
        text,
        names,
        [_post(text, s) for s in titles],
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


def _post(text: str, title: Span) -> Post:
    facts = facts_of(title)
    kind = facts.detail or "civil"
    return Post(title.start, title.end, text[title.start : title.end], kind, facts.modality)


def all_names(text: str, around: Surroundings) -> list[Name]:
    """Chinese, minority and foreign names of a text by the rules alone, sorted, without overlaps."""
    return names_in(readings(text, around), None)


class Judge(Protocol):
    """A trained model that has read the text."""

    def probability(self, start: int, end: int, kind: str) -> float:
        """That exactly this stretch is a name of the kind."""


class Seen(Protocol):
    """A name that such a model sees."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def probability(self) -> float: ...


def names_in(found: Readings, judge: Judge | None, seen: Iterable[Seen] = ()) -> list[Name]:
    """The names of a text: what the rules are sure of, what rules and model together are sure of, what the
    model is sure of and looks like a name."""
    sure = list(found.seeds)
    for name in found.stretches:
        if name.score >= THRESHOLD:
            sure.append(name)
        elif judge is not None and name.score >= DOUBTED and confirmed(found, judge, name):
            sure.append(replace(name, score=THRESHOLD))
    sure += _added(found, seen)
    return find_names(found.finder, sure)


def _added(found: Readings, seen: Iterable[Seen]) -> Iterator[Name]:
    """Names that the model is sure of: Chinese ones that look like it, longer ones without ordinary words."""
    text, around = found.finder.text, found.finder.around
    for item in seen:
        start, end = item.start, item.end
        if item.kind != "PER" or item.probability < min(SURE, SURE_OF_OTHERS):
            continue
        if 1 in around.closed[start:end] or 1 in around.places[start:end]:
            continue
        if text.startswith(ADDRESS, start + 1):  # 李大妈
            continue
        name = text[start:end]
        looks = likeness(name) if end - start < 4 else None
        if looks is not None:
            sure = item.probability >= SURE and looks >= LIKELY
        else:
            sure = item.probability >= SURE_OF_OTHERS and end - start > 3 and _is_unknown(name)
        if sure and not _is_place(name):
            yield Name(start, end, name, THRESHOLD, start)


def _is_unknown(name: str) -> bool:
    """Whether a name holds no ordinary words; that jieba takes some for names (道德) says little."""
    often = dictionary().frequency
    words = [word for word in segmentation.words(name) if len(word) > 1]
    return is_name_text(name) and all(often.get(w, 0) < ORDINARY or _is_place(w) for w in words)


def confirmed(found: Readings, judge: Judge, name: Name) -> bool:
    """Whether the model is sure of a doubtful name that is no place."""
    if 1 in found.finder.around.places[name.start : name.end] or _is_place(name.name):
        return False
    return judge.probability(name.start, name.end, "PER") >= CONFIRMED


def _is_place(word: str) -> bool:
    return dictionary().tag.get(word, "").startswith("ns")


def confidence(score: float) -> float:
    """A score in nats as a probability that the name is one."""
    return round(1 / (1 + math.exp(-(score - THRESHOLD + 1.5) / 1.8)), 3)
