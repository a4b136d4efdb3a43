"""A store that holds the graph in, the records that the pages show out."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from sys import intern

import pyoxigraph as ox

from kg.graph.terms import KG, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.model import EntityType, Predicate
from kg.site.characters import covered, visible
from kg.site.records import Fact, Naming, Passage, Records, Rule, Sheet, Story, Thing

_TYPES = tuple(member.value for member in EntityType)  # Official before Person: the first that is stated wins
OWN_PAGES = (
    8000  # things with a page of their own; the others share files, or a year would be 100,000 of them
)
_DATELINE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


class _Columns:
    """The values of one predicate at a time, so that a large graph is never held whole."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def labels(self) -> dict[str, str]:
        """What the things that pages name are called; passages and claims, which are most, are left out."""
        kinds = [f"{KG}{name}" for name in (*_TYPES, "Journalist", "Page", "Rule")] + [f"{ORG}Post"]
        named = {iri for kind in kinds for iri in self.instances(kind)}
        return {iri: values[0] for iri, values in self.many(f"{RDFS}label", named).items()}

    def many(self, predicate: str, only: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subject, value in self._values(predicate):
            if only is None or subject in only:
                found[subject].append(value)
        return {key: tuple(sorted(set(found[key]))) for key in sorted(found)}

    def one(self, predicate: str, *, as_is: bool = False) -> dict[str, str]:
        """The first value in order; without characters that are not seen, unless it is wanted as it is."""
        found: dict[str, str] = {}
        for subject, value in self._values(predicate, as_is):
            if found.setdefault(subject, value) > value:
                found[subject] = value
        return found

    def numbers(self, predicate: str) -> dict[str, int]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        return {
            intern(quad.subject.value): int(quad.object.value)
            for quad in quads
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        }

    def instances(self, kind: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(kind), None)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def _values(self, predicate: str, as_is: bool = False) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode):
                if isinstance(value, ox.NamedNode):
                    yield intern(subject.value), intern(value.value)
                elif isinstance(value, ox.Literal):
                    text = value.value
                    yield intern(subject.value), text if as_is else intern(visible(text))


@dataclass(frozen=True, slots=True)
class _Places:
    """Of each mention and evidence the article, and where the passage begins and ends in it."""

    source: dict[str, str]
    starts: dict[str, int]
    ends: dict[str, int]


def records(store: ox.Store, own: int = OWN_PAGES) -> Records:
    """Everything the pages show. A graph without articles or entities gives empty records.

    `own` is how many things, the best evidenced, have a page of their own.
    """
    columns = _Columns(store)
    labels, alternatives = columns.labels(), columns.many(SKOS + "altLabel")
    things = _things(columns, labels, alternatives)
    journalists = _journalists(columns, labels)
    places = _Places(
        columns.one(OA + "hasSource"), columns.numbers(KG + "start"), columns.numbers(KG + "end")
    )
    namings = _namings(columns, things, places)
    stories = _stories(columns, journalists, namings)
    sheets = _sheets(columns, labels, stories)
    stories = _dated(stories, sheets)
    facts = _facts(columns, labels, things, stories, places)
    rules = {
        _local(iri): Rule(_local(iri), labels.get(iri, _local(iri)), comment)
        for iri, comment in _commented(columns, columns.instances(KG + "Rule"))
    }
    background = _background(columns, things, facts)
    about = _grouped((end, fact) for fact in facts for end in dict.fromkeys((fact.subject, fact.object)))
    named = _named(stories)
    alike = _alike(columns, things)
    weights = {key: sum(len(fact.passages) for fact in told) for key, told in about.items()}
    everything = {thing.id: thing for thing in (*things.values(), *journalists.values())}
    ranked = sorted(everything, key=lambda key: (-weights.get(key, 0), -len(named.get(key, ())), key))
    for key in ranked[own:]:
        everything[key] = replace(everything[key], shared=True)
    return Records(
        things=dict(sorted(everything.items())),
        facts=facts,
        stories=stories,
        sheets=sheets,
        rules=dict(sorted(rules.items())),
        background=background,
        above=_above(background),
        alike=alike,
        about=about,
        told=_told(facts),
        named=named,
        weights=weights,
        ranked=tuple(ranked),
        triples=len(store),
    )


def _local(iri: str) -> str:
    return intern(iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :])


def _things(
    columns: _Columns, labels: dict[str, str], alternatives: dict[str, tuple[str, ...]]
) -> dict[str, Thing]:
    codes, kinds = columns.one(SCHEMA + "identifier"), columns.one(KG + "initiativeKind")
    dates, notes = columns.one(SCHEMA + "startDate"), columns.many(SKOS + "editorialNote")
    found: dict[str, Thing] = {}
    for kind in _TYPES:
        for iri in columns.instances(KG + kind):
            if iri not in found:
                name = labels.get(iri, _local(iri))
                aliases = tuple(alias for alias in alternatives.get(iri, ()) if alias != name)
                found[iri] = Thing(
                    *(_local(iri), iri, kind, name, aliases),
                    *(codes.get(iri), kinds.get(iri), dates.get(iri)),
                    notes=notes.get(iri, ()),
                )
    return found


def _journalists(columns: _Columns, labels: dict[str, str]) -> dict[str, Thing]:
    return {
        iri: Thing(_local(iri), iri, "Journalist", labels.get(iri, _local(iri)))
        for iri in columns.instances(KG + "Journalist")
    }


def _namings(columns: _Columns, things: dict[str, Thing], places: _Places) -> dict[str, tuple[Naming, ...]]:
    refers = columns.many(KG + "refersTo")
    source, starts, ends = places.source, places.starts, places.ends
    found: dict[str, list[Naming]] = defaultdict(list)
    for mention, target in ((mention, target) for mention, all_ in refers.items() for target in all_):
        if target in things and mention in source and mention in starts and mention in ends:
            naming = Naming(starts[mention], ends[mention], things[target].id)
            found[source[mention]].append(naming)
    return {
        article: tuple(sorted(set(items), key=lambda n: (n.start, -n.end, n.thing)))
        for article, items in found.items()
    }


def _stories(
    columns: _Columns,
    journalists: dict[str, Thing],
    namings: dict[str, tuple[Naming, ...]],
) -> dict[str, Story]:
    headline, decks = columns.one(SCHEMA + "headline"), columns.many(SCHEMA + "alternativeHeadline")
    texts, bodies = columns.one(KG + "text", as_is=True), columns.one(SCHEMA + "articleBody", as_is=True)
    dates, datelines = columns.one(SCHEMA + "datePublished"), columns.one(KG + "dateline")
    pages, kinds = columns.one(SCHEMA + "isPartOf"), columns.one(KG + "kind")
    authors, continues = columns.many(SCHEMA + "author"), columns.one(KG + "continues")
    correspondents, photographers = columns.many(KG + "correspondent"), columns.many(KG + "photographer")

    def people(column: dict[str, tuple[str, ...]], article: str) -> tuple[str, ...]:
        return tuple(journalists[iri].id for iri in column.get(article, ()) if iri in journalists)

    found = {}
    for iri in columns.instances(KG + "Article"):
        body = bodies.get(iri, "")
        text = texts.get(iri, body)
        start = max(text.rfind(body), 0)
        dateline = datelines.get(iri)
        found[_local(iri)] = Story(
            id=_local(iri),
            iri=iri,
            headline=headline.get(iri) or visible(_opening(body)),
            text=covered(text),
            body=(start, start + len(body)),
            date=dates.get(iri) or _day(dateline),
            dateline=dateline,
            page=_local(pages[iri]) if iri in pages else None,
            kind=kinds.get(iri),
            decks=decks.get(iri, ()),
            reporters=people(authors, iri),
            correspondents=people(correspondents, iri),
            photographers=people(photographers, iri),
            namings=namings.get(iri, ()),
            continues=_local(continues[iri]) if iri in continues else None,
        )
    return found


def _opening(body: str) -> str:
    """What an article without a headline is called: its first words."""
    words = body.strip().replace("\n", "")
    return words[:18] + "…" if len(words) > 18 else words or "（无题）"


def _day(dateline: str | None) -> str | None:
    """The day that a dateline states, with leading hyphens where it has no year."""
    match = _DATELINE.search(dateline or "")
    if not match:
        return None
    year, month, day = match.groups()
    return f"{year or '-'}-{int(month):02}-{int(day):02}"


def _sheets(columns: _Columns, labels: dict[str, str], stories: dict[str, Story]) -> tuple[Sheet, ...]:
    dates = columns.one(SCHEMA + "datePublished")
    members: dict[str, list[str]] = defaultdict(list)
    for story in stories.values():
        if story.page:
            members[story.page].append(story.id)
    sheets = [
        Sheet(_local(iri), labels.get(iri, _local(iri)), dates.get(iri), tuple(sorted(members[_local(iri)])))
        for iri in columns.instances(KG + "Page")
    ]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.date or "", sheet.id)))


def _dated(stories: dict[str, Story], sheets: tuple[Sheet, ...]) -> dict[str, Story]:
    """Stories that state no day take the day of their newspaper page, where that is known."""
    days = {sheet.id: sheet.date for sheet in sheets}
    return {
        key: story if story.date or not story.page else replace(story, date=days.get(story.page))
        for key, story in stories.items()
    }


def _facts(
    columns: _Columns,
    labels: dict[str, str],
    things: dict[str, Thing],
    stories: dict[str, Story],
    places: _Places,
) -> tuple[Fact, ...]:
    subjects, predicates = columns.one(RDF + "subject"), columns.one(RDF + "predicate")
    objects, post_in = columns.one(RDF + "object"), columns.one(ORG + "postIn")
    modality, confidence = columns.one(KG + "modality"), columns.one(KG + "confidence")
    evidence = columns.many(KG + "evidence")
    source, starts, ends = places.source, places.starts, places.ends
    rules, tenures = columns.one(KG + "rule"), _tenures(columns)
    known = {member.value for member in Predicate}
    facts = []
    for claim in columns.instances(KG + "Claim"):
        if claim not in subjects or claim not in predicates or claim not in objects:
            continue
        predicate, object_, title = _local(predicates[claim]), objects[claim], None
        if predicates[claim] == ORG + "holds":
            predicate, title = Predicate.HOLDS_POST.value, labels.get(object_, "")
            object_ = post_in.get(object_, "")
        subject = things.get(subjects[claim])
        target = things[object_].id if object_ in things else _local(object_)
        if predicate not in known or subject is None or (object_ not in things and target not in stories):
            continue
        passages = sorted(
            (
                Passage(
                    _local(source[item]),
                    starts[item],
                    ends[item],
                    _local(rules.get(item, "")),
                    float(confidence.get(item, 1)),
                )
                for item in evidence.get(claim, ())
                if _local(source.get(item, "")) in stories and item in starts and item in ends
            ),
            key=lambda p: (stories[p.article].date or "", p.article, p.start, p.end, p.rule),
        )
        days = sorted(day for p in passages if (day := stories[p.article].date))
        facts.append(
            Fact(
                id=_local(claim),
                subject=subject.id,
                predicate=predicate,
                object=target,
                passages=tuple(passages),
                title=title,
                modality=modality.get(claim, "asserted"),
                confidence=float(confidence.get(claim, 1)),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                start=tenures.get(claim, (None, None))[0],
                end=tenures.get(claim, (None, None))[1],
            )
        )
    facts.sort(key=lambda fact: fact.id)
    return tuple(sorted(facts, key=lambda fact: (len(fact.passages), fact.last or ""), reverse=True))


def _tenures(columns: _Columns) -> dict[str, tuple[str | None, str | None]]:
    """Claim to the first and last day of the tenure that it states."""
    starts, ends = columns.one(SCHEMA + "startDate"), columns.one(SCHEMA + "endDate")
    return {
        claim: (starts.get(membership), ends.get(membership))
        for membership, claims in columns.many(PROV + "wasDerivedFrom").items()
        for claim in claims
    }


def _background(
    columns: _Columns, things: dict[str, Thing], facts: tuple[Fact, ...]
) -> tuple[tuple[str, str, str], ...]:
    """Edges that no article states: the chain of divisions that the gazetteer knows."""
    stated = {(fact.subject, fact.predicate, fact.object) for fact in facts}
    edges = {
        (things[s].id, predicate, things[o].id)
        for predicate in (Predicate.PART_OF.value, Predicate.LOCATED_IN.value)
        for s, values in columns.many(KG + predicate).items()
        for o in values
        if s in things and o in things
    }
    return tuple(sorted(edges - stated))


def _above(background: tuple[tuple[str, str, str], ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject, _, target in background:
        found[subject].append(target)
    return {key: tuple(targets) for key, targets in found.items()}


def _alike(columns: _Columns, things: dict[str, Thing]) -> dict[str, tuple[str, ...]]:
    """Thing to those that may be the same, as people have still to decide."""
    found: dict[str, set[str]] = defaultdict(set)
    for first, others in columns.many(KG + "possiblySameAs").items():
        for second in others:
            if first in things and second in things:
                found[things[first].id].add(things[second].id)
                found[things[second].id].add(things[first].id)
    return {key: tuple(sorted(values)) for key, values in sorted(found.items())}


def _commented(columns: _Columns, iris: list[str]) -> list[tuple[str, str]]:
    comments = columns.one(RDFS + "comment")
    return [(iri, comments.get(iri, "")) for iri in iris]


def _grouped(pairs: Iterable[tuple[str, Fact]]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        found[key].append(fact)
    return {key: tuple(items) for key, items in sorted(found.items())}


def _told(facts: tuple[Fact, ...]) -> dict[str, tuple[Fact, ...]]:
    return _grouped(
        (article, fact) for fact in facts for article in dict.fromkeys(p.article for p in fact.passages)
    )


def _named(stories: dict[str, Story]) -> dict[str, tuple[str, ...]]:
    """Thing to the articles that name it or carry its byline, latest first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for story in sorted(stories.values(), key=lambda story: (story.date or "", story.id), reverse=True):
        for naming in story.namings:
            found[naming.thing][story.id] = None
        for journalist in (*story.reporters, *story.correspondents, *story.photographers):
            found[journalist][story.id] = None
    return {key: tuple(items) for key, items in sorted(found.items())}
