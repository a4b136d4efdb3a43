"""The page of a thing: posts, facts with their sentences, neighbours, articles."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from kg.model import Predicate
from kg.site import neighbourhood, spread, timeline
from kg.site.names import PEOPLE
from kg.site.page import render
from kg.site.passages import Piece
from kg.site.records import Fact, Records, Story, Thing
from kg.site.sources import Quotes
from kg.site.words import RelationWords, day, span, words

_BETWEEN = re.compile("[、，,兼]")
_MOST = 300  # facts of one relation on one page: a city of a province has tens of thousands


@dataclass(frozen=True, slots=True)
class _Quote:
    pieces: list[Piece]
    path: str
    headline: str
    day: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class _Shown:
    fact: Fact
    other: Thing | None
    story: Story | None
    modality: str
    span: str
    quotes: list[_Quote]


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    facts: list[_Shown]
    more: int


@dataclass(frozen=True, slots=True)
class _Post:
    fact: Fact
    other: Thing
    modality: str
    span: str
    related: list[tuple[str, Thing]]


class Things:
    """Makes the pages of all things; what they share is worked out once."""

    def __init__(self, env: Environment, records: Records, quotes: Quotes) -> None:
        self._env, self._records, self._quotes = env, records, quotes
        self._same_post: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in records.facts:
            if fact.predicate == Predicate.HOLDS_POST and fact.modality != "negated":
                for title in _titles(fact):
                    self._same_post[fact.object, title].append(fact)
        self._up: dict[str, str] = {}
        self._down: dict[str, list[Thing]] = defaultdict(list)
        for subject, predicate, target in records.background:
            if predicate == Predicate.PART_OF:
                self._up.setdefault(subject, target)
                self._down[target].append(records.things[subject])

    def pages(self) -> Iterator[tuple[str, str]]:
        """(path, html) of each thing, in order of id."""
        for thing in self._records.things.values():
            yield thing.path, self.page(thing)

    def page(self, thing: Thing) -> str:
        records, known = self._records, words()
        ranked = neighbourhood.neighbours(records, thing.id)
        stories = [records.stories[key] for key in records.named.get(thing.id, ())]
        days = sorted(story.date for story in stories if story.date)
        posts = self._posts(thing)
        return render(
            self._env,
            "thing.html",
            thing.path,
            t=thing,
            people=PEOPLE,
            initiative_word=known.initiative.get(thing.kind or ""),
            stories=stories,
            months=timeline.months(stories),
            seen=span(days[0], days[-1]) if days else "",
            weight=records.weight(thing.id),
            neighbours=ranked,
            wide=neighbourhood.wide(thing, ranked),
            narrow=neighbourhood.narrow(thing, ranked),
            levels=spread.levels(records, thing),
            posts=posts,
            alike=[records.things[key] for key in records.alike.get(thing.id, ())],
            posts_title="职务" if thing.type in PEOPLE else "任职者",
            related_posts=any(post.related for post in posts),
            groups=self._groups(thing),
            chain=self._chain(thing.id),
            members=self._down.get(thing.id, []),
            relation_words=_relation_words,
            has_paths=True,
        )

    def _posts(self, thing: Thing) -> list[_Post]:
        held = [f for f in self._records.about.get(thing.id, ()) if f.predicate == Predicate.HOLDS_POST]
        posts = []
        for fact in held:
            other = self._records.things[self._records.other(fact, thing.id)]
            related = self._same(fact) if thing.type in PEOPLE else []
            posts.append(_Post(fact, other, words().modality.get(fact.modality, ""), _when(fact), related))
        return sorted(posts, key=lambda post: (post.fact.last or "", post.fact.id), reverse=True)

    def _same(self, fact: Fact) -> list[tuple[str, Thing]]:
        """Who else held the same post, and whether before, after or at the same time as far as is seen."""
        related = []
        shared = {other.id: other for title in _titles(fact) for other in self._same_post[fact.object, title]}
        people: set[str] = {fact.subject}
        for other in sorted(shared.values(), key=lambda other: (other.last or "", other.id), reverse=True):
            if other.subject in people:
                continue
            people.add(other.subject)
            before = bool(other.last and fact.first and other.last < fact.first)
            after = bool(other.first and fact.last and other.first > fact.last)
            word = "此前" if before else "此后" if after else "另见"
            related.append((word, self._records.things[other.subject]))
        return related

    def _groups(self, thing: Thing) -> list[_Group]:
        grouped: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
        for fact in self._records.about.get(thing.id, ()):
            forward = fact.subject == thing.id or fact.predicate == Predicate.COOPERATES_WITH
            grouped[fact.predicate, forward].append(fact)
        groups = []
        for relation in words().relations.values():
            for forward in (True, False):
                facts = grouped.get((relation.id, forward))
                if facts:
                    shown = [self._shown(fact, thing.id) for fact in facts[:_MOST]]
                    groups.append(_Group(_heading(relation, forward), shown, len(facts) - len(shown)))
        return groups

    def _shown(self, fact: Fact, here: str) -> _Shown:
        other = self._records.other(fact, here)
        quotes = [
            _Quote(q.pieces, q.path, q.story.headline, day(q.story.date), q.rule, q.confidence)
            for q in self._quotes.of(fact)
        ]
        return _Shown(
            fact,
            self._records.things.get(other),
            self._records.stories.get(other),
            words().modality.get(fact.modality, ""),
            _when(fact),
            quotes,
        )

    def _chain(self, thing: str) -> list[Thing]:
        """The divisions above a place, nearest first."""
        chain: list[Thing] = []
        while (up := self._up.get(thing)) and len(chain) < 5:
            chain.append(self._records.things[up])
            thing = up
        return chain


def _titles(fact: Fact) -> list[str]:
    """The single titles of a post: 党组书记、局长 is two."""
    return [title for title in _BETWEEN.split(fact.title or "") if title]


def _heading(relation: RelationWords, forward: bool) -> str:
    return relation.out if forward else relation.back


def _when(fact: Fact) -> str:
    """When a fact holds as stated, else when it was seen."""
    if fact.start or fact.end:
        return f"{day(fact.start) or '…'} 至 {day(fact.end) or '…'}"
    return span(fact.first, fact.last)


def _relation_words(neighbour: neighbourhood.Neighbour) -> str:
    """All relations to a neighbour in words, with posts by their titles."""
    said = [
        fact.title
        if fact.predicate == Predicate.HOLDS_POST and fact.title
        else words().relations[fact.predicate].word
        for fact in neighbour.facts
    ]
    return "、".join(dict.fromkeys(said))
