"""The page of a thing: posts, facts with their sentences, neighbours, articles.

Things that few passages speak of have no page of their own: one page shows them all, from data files that
many of them share.
"""

import base64
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment

from kg.model import Predicate
from kg.site import markup, neighbourhood, spread, timeline
from kg.site.data import script
from kg.site.names import PEOPLE
from kg.site.numbering import FACTS_A_FILE, Numbering
from kg.site.page import render
from kg.site.parts import Parts
from kg.site.records import SHARED_PAGE, Fact, Records, Story, Thing, token
from kg.site.sources import Quote, Quotes
from kg.site.spans import Bar, axis, bars
from kg.site.words import RelationWords, day, span, words

_THINGS_A_FILE = 150
_BETWEEN = re.compile("[、，,兼]")
_MOST = 300  # facts of one relation on one page: a city of a province has tens of thousands


@dataclass(frozen=True, slots=True)
class _Shown:
    fact: Fact
    other: Thing | None
    story: Story | None
    modality: str
    span: str
    quotes: list[Quote]


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
    bar: Bar | None


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

    def pages(self, context: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """(path, html) of each thing with a page of its own, by id, and of the page for all others."""
        shared = 0
        for thing in self._records.things.values():
            if thing.shared:
                shared += 1
            else:
                yield thing.path, self.page(thing)
        if shared:
            headings = {row.word: [row.out, row.back] for row in words().relations.values()}
            yield (
                SHARED_PAGE,
                render(
                    self._env,
                    "shared.html",
                    SHARED_PAGE,
                    shards=shards(shared),
                    headings=headings,
                    facts_a_file=FACTS_A_FILE,
                    context=context,
                ),
            )

    def data(self, numbers: Numbering, parts: Parts) -> Iterator[tuple[str, str]]:
        """(path, text) of the files that hold the things without a page of their own: what their page shows,
        and what readers take away."""
        shared = [thing for thing in self._records.things.values() if thing.shared]
        total = shards(len(shared))
        files: list[list[Thing]] = [[] for _ in range(total)]
        for thing in shared:
            files[int(token(thing.id)[:6], 16) % total].append(thing)
        for number, things in enumerate(files):
            name = f"things-{number}"
            yield f"data/{name}.js", script(name, {token(t.id): self._record(t, numbers) for t in things})
            graphs = {token(t.id): parts.of(t) for t in things if self._records.about.get(t.id)}
            packed = gzip.compress(json.dumps(graphs, ensure_ascii=False).encode(), 6, mtime=0)
            name = f"parts-{number}"
            yield f"data/{name}.js", script(name, base64.b64encode(packed).decode())

    def _record(self, thing: Thing, numbers: Numbering) -> dict[str, object]:
        """What the page of a thing shows, for a script to show it; facts are numbers."""
        records, known = self._records, words()
        stories = [records.stories[key] for key in records.named.get(thing.id, ())]
        days = sorted(story.date for story in stories if story.date)

        def end(other: Thing) -> list[str]:
            return [other.name, other.path, markup.family(other)]

        record = {
            "name": thing.name,
            "kind": known.types[thing.type].word,
            "family": markup.family(thing),
            "person": thing.type in PEOPLE,
            "iri": thing.iri,
            "aliases": thing.aliases,
            "notes": thing.notes,
            "code": thing.code,
            "date": day(thing.date),
            "initiative": known.initiative.get(thing.kind or ""),
            "seen": span(days[0], days[-1]) if days else "",
            "facts": [numbers.numbers[fact.id] for fact in records.about.get(thing.id, ())],
            "posts": [
                [numbers.numbers[post.fact.id], [[word, *end(other)] for word, other in post.related]]
                for post in self._posts(thing)
            ],
            "chain": [end(up) for up in self._chain(thing.id)],
            "members": [end(member) for member in self._down.get(thing.id, ())],
            "alike": [end(records.things[key]) for key in records.alike.get(thing.id, ())],
            "stories": [[story.headline, story.path, day(story.date)] for story in stories[:_MOST]],
        }
        return {key: value for key, value in record.items() if value}

    def page(self, thing: Thing) -> str:
        records, known = self._records, words()
        ranked = neighbourhood.neighbours(records, thing.id)
        stories = [records.stories[key] for key in records.named.get(thing.id, ())]
        days = sorted(story.date for story in stories if story.date)
        posts, levels = self._posts(thing), spread.levels(records, thing)
        seen = [(c.first, c.last) for level in levels for c in level.carriers]
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
            levels=levels,
            carrier_bars=bars(seen),
            spread_axis=axis(seen),
            posts=posts,
            posts_axis=axis(_tenure(post.fact) for post in posts),
            alike=[records.things[key] for key in records.alike.get(thing.id, ())],
            posts_title="职务" if thing.type in PEOPLE else "任职者",
            related_posts=any(post.related for post in posts),
            groups=self._groups(thing),
            chain=self._chain(thing.id),
            members=self._down.get(thing.id, []),
            relation_words=_relation_words,
        )

    def _posts(self, thing: Thing) -> list[_Post]:
        """Of a person the posts, the latest first; of an organisation its officials, those of one title
        together, so that who came after whom can be seen."""
        held = [f for f in self._records.about.get(thing.id, ()) if f.predicate == Predicate.HOLDS_POST]
        held.sort(key=lambda fact: (fact.last or "", fact.id), reverse=True)
        person = thing.type in PEOPLE
        if not person:
            latest: dict[str, int] = {}
            for number, fact in enumerate(held):
                latest.setdefault(_office(fact), number)
            held.sort(key=lambda fact: latest[_office(fact)])
        return [
            _Post(
                fact,
                self._records.things[self._records.other(fact, thing.id)],
                words().modality.get(fact.modality, ""),
                _when(fact),
                self._same(fact) if person else [],
                bar,
            )
            for fact, bar in zip(held, bars([_tenure(fact) for fact in held]), strict=True)
        ]

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
        return _Shown(
            fact,
            self._records.things.get(other),
            self._records.stories.get(other),
            words().modality.get(fact.modality, ""),
            _when(fact),
            self._quotes.of(fact),
        )

    def _chain(self, thing: str) -> list[Thing]:
        """The divisions above a place, nearest first."""
        chain: list[Thing] = []
        while (up := self._up.get(thing)) and len(chain) < 5:
            chain.append(self._records.things[up])
            thing = up
        return chain


def shards(shared: int) -> int:
    """Over how many files the things without a page of their own are spread."""
    return max(1, -(-shared // _THINGS_A_FILE))


def _titles(fact: Fact) -> list[str]:
    """The single titles of a post: 党组书记、局长 is two."""
    return [title for title in _BETWEEN.split(fact.title or "") if title]


def _office(fact: Fact) -> str:
    """The title that says most: of 党组书记、厅长 the last."""
    return (_titles(fact) or [""])[-1]


def _tenure(fact: Fact) -> tuple[str | None, str | None]:
    """The first and last day that a post is known to have been held."""
    return fact.start or fact.first, fact.end or fact.last


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
