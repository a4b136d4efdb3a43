"""From the readings of all articles to the corpus: entities, claims, background."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.language.divisions import Division
from kg.linking import background, claims, decisions, home, people, structure
from kg.linking.appearances import Appearance, Organization, appearances
from kg.linking.event_dates import event_date
from kg.linking.forms import plain
from kg.linking.ids import Named, identifiers
from kg.linking.merging import Cluster, merge
from kg.linking.places import shares_its_name
from kg.linking.referents import fullest, refer
from kg.linking.scene import Scene, survey
from kg.linking.written_out import short_forms
from kg.model import (
    DIVISIONS,
    ORGANIZATIONS,
    Article,
    Corpus,
    Entity,
    EntityType,
    Evidence,
    Modality,
    Page,
    Predicate,
    Reading,
    Settings,
)

_Text = TypeVar("_Text", bound=str)


@dataclass(frozen=True, slots=True)
class _Thing:
    """An entity in the making, with what its identifier is made of and its mentions by article."""

    entity: Entity
    named: Named
    division: Division | None


@dataclass(frozen=True, slots=True)
class Linked:
    """The corpus, and the decisions of people that no longer apply to it, a line each."""

    corpus: Corpus
    unapplied: tuple[str, ...] = ()


def link(pages: Sequence[Page], readings: Sequence[Reading], settings: Settings) -> Corpus:
    """The corpus of all readings: who is who, and what is claimed, with all evidence.

    The same inputs give the same corpus in whatever order they come. Raises NewskgError where
    `settings.home` is no division.
    """
    return link_with_decisions(pages, readings, settings, ()).corpus


def link_with_decisions(
    pages: Sequence[Page],
    readings: Sequence[Reading],
    settings: Settings,
    decided: Sequence[decisions.Decision],
) -> Linked:
    """As `link`, with the decisions of people over those of the program."""
    readings = sorted(readings, key=lambda r: r.document.article.id)
    articles = {r.document.article.id: r.document.article for r in readings}
    scenes = survey_all(pages, readings, settings)
    referents = [r for reading in readings for r in refer(reading, scenes[reading.document.article.id])]
    clusters = merge(referents, articles)
    by_article = readings_of(readings)
    things = _identified([_thing(cluster, by_article) for cluster in clusters])
    ids = {m: t.entity.id for t in things for m in t.entity.mentions}
    organizations = {
        t.entity.id: Organization(t.entity.id, t.entity.name, t.entity.type, t.division)
        for t in things
        if t.entity.type in ORGANIZATIONS
    }
    persons, pairs = _people(readings, scenes, ids, organizations)
    ids |= {m: t.entity.id for t in persons for m in t.entity.mentions}
    by_person = {t.entity.mentions: t.entity.id for t in persons}
    chain, edges = background.chains(t.division for t in things if t.division and t.entity.code)
    codes = {t.entity.code: t.entity.id for t in things if t.entity.code}
    above = background.entities(chain, codes, {t.entity.id for t in things})
    codes |= {e.code: e.id for e in above if e.code}
    applied = decisions.apply(decided, [*(t.entity for t in (*things, *persons)), *above], ids)
    ids, by_id = dict(applied.ids), {e.id: e for e in applied.entities}
    codes = {code: applied.became.get(id_, id_) for code, id_ in codes.items()}
    stated = [*_stated(readings, ids), *_structure(clusters, ids, by_id, readings)]
    rejected = decisions.reject(decided, claims.combine(stated))
    followed = (*applied.followed, *rejected.followed)
    names = {e.id: e.name for e in (*(t.entity for t in (*things, *persons)), *above, *applied.entities)}
    parted = {frozenset(d.parts) for d in decided if d.verb == "differ"}
    possible = {tuple(sorted((by_person[_mentions(a)], by_person[_mentions(b)]))) for a, b in pairs}
    corpus = Corpus(
        pages=tuple(sorted(pages, key=lambda p: p.id)),
        documents={r.document.article.id: r.document for r in readings},
        entities=tuple(sorted(applied.entities, key=lambda e: e.id)),
        claims=rejected.claims,
        background=background.edges(edges, codes),
        possibly_same=tuple(
            sorted((a, b) for a, b in possible if {a, b} <= set(by_id) and frozenset((a, b)) not in parted)
        ),
        notes=tuple(n for n in decisions.notes(followed, names, applied.became) if n[0] in by_id),
    )
    return Linked(corpus, tuple(sorted((*applied.unapplied, *rejected.unapplied))))


def survey_all(pages: Iterable[Page], readings: Sequence[Reading], settings: Settings) -> dict[str, Scene]:
    """Article id to its scene: its home, its places, and what 市 and 县 stand for in it."""
    articles: list[Article] = [r.document.article for r in readings]
    homes = home.find(pages, articles, settings)
    first = {r.document.article.id: survey(r.document, homes[r.document.article.id]) for r in readings}
    by_page: dict[str, Counter[Division]] = defaultdict(Counter)
    for article in articles:
        for division, weight in first[article.id].topics:
            by_page[article.page][division] += weight  # type: ignore[assignment]
    return {
        r.document.article.id: survey(
            r.document, homes[r.document.article.id], by_page[r.document.article.page]
        )
        for r in readings
    }


def readings_of(readings: Iterable[Reading]) -> dict[str, Reading]:
    """Readings by article id."""
    return {r.document.article.id: r for r in readings}


def _thing(cluster: Cluster, readings: Mapping[str, Reading]) -> _Thing:
    names = Counter(r.name for r in cluster for _ in r.mentions)
    division = _own_division(cluster)
    full = division.name if division else _chosen(names)
    best = [r for r in cluster if r.name == full] or list(cluster)
    type_ = division.level if division else _commonest(r.type for r in best)
    forms = {f for r in cluster for f in (*r.forms, *r.aliases)}
    if division is not None:
        forms |= set(short_forms(division))
    mentions = tuple(sorted((r.article, i) for r in cluster for i in r.mentions))
    entity = Entity(
        id="",
        type=type_,
        name=full,
        aliases=tuple(sorted(forms - {full})),
        code=division.code if division else None,
        kind=_commonest(r.kind for r in cluster if r.kind) if any(r.kind for r in cluster) else None,
        date=event_date(cluster, readings) if type_ is EntityType.EVENT else None,
        mentions=mentions,
    )
    where = cluster[0].division if cluster[0].division else None
    return _Thing(entity, _named(entity, cluster, division), division or where)


def _own_division(cluster: Cluster) -> Division | None:
    """The division that a place is; None for all else."""
    if cluster[0].type not in DIVISIONS:
        return None
    return next((r.division for r in cluster if r.division is not None), None)


def _chosen(names: Counter[str]) -> str:
    """The fullest name; of those that differ in their quotes alone the most frequent."""
    best = plain(fullest(names))
    alike = {name: count for name, count in names.items() if plain(name) == best}
    return min(alike, key=lambda name: (-alike[name], -len(name), name))


def _commonest(values: Iterable[_Text]) -> _Text:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _named(entity: Entity, cluster: Cluster, division: Division | None) -> Named:
    first = min((r.article, r.mentions) for r in cluster)
    mark = f"{entity.name} {first[0]} {first[1][0]}"
    if division is not None:
        return Named(entity.type, entity.name, (division.code,), mark, shares_its_name(division))
    scope = min(r.scope for r in cluster)
    of = cluster[0].division
    town = of.code if of is not None and of.level is EntityType.LOCALITY else ""
    parties = "-".join(cluster[0].parties)
    return Named(
        entity.type,
        entity.name,
        tuple(q for q in (parties, town, scope.partition(" ")[2], first[0]) if q),
        mark,
        shared=bool(parties),
    )


def _identified(things: Sequence[_Thing]) -> tuple[_Thing, ...]:
    made = identifiers([t.named for t in things])
    return tuple(
        _Thing(replace(t.entity, id=id_), t.named, t.division) for t, id_ in zip(things, made, strict=True)
    )


def _people(
    readings: Sequence[Reading],
    scenes: Mapping[str, Scene],
    ids: Mapping[tuple[str, int], str],
    organizations: Mapping[str, Organization],
) -> tuple[tuple[_Thing, ...], tuple[tuple[people.Person, people.Person], ...]]:
    found: list[Appearance] = []
    for reading in readings:
        article = reading.document.article.id
        here = {
            i: organizations[id_]
            for i in range(len(reading.document.mentions))
            if (id_ := ids.get((article, i), "")) in organizations
        }
        found += appearances(reading, scenes[article], here)
    persons, pairs = people.merge(found)
    in_office = {
        (r.document.article.id, s.subject)
        for r in readings
        for s in r.statements
        if s.predicate is Predicate.HOLDS_POST
        and s.modality is not Modality.NEGATED
        and s.object is not None
        and (id_ := ids.get((r.document.article.id, s.object), "")) in organizations
        and organizations[id_].type is EntityType.AGENCY
    }
    documents = readings_of(readings)
    things = []
    for person in persons:
        mentions = _mentions(person)
        official = any(a.official for a in person) or any(m in in_office for m in mentions)
        forms = {documents[a].document.mentions[i].text for a, i in mentions}
        entity = Entity(
            id="",
            type=EntityType.OFFICIAL if official else EntityType.PERSON,
            name=person[0].name,
            aliases=tuple(sorted(forms - {person[0].name})),
            mentions=mentions,
        )
        tied = sorted(
            {o for a in person for o in a.organizations},
            key=lambda o: (o.type is not EntityType.AGENCY, o.name),
        )
        qualifiers = (*(o.name for o in tied[:1]), person[0].article)
        things.append(_Thing(entity, Named(entity.type, entity.name, qualifiers, f"{mentions[0]}"), None))
    return _identified(things), pairs


def _mentions(person: people.Person) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((a.article, i) for a in person for i in a.mentions))


def _stated(readings: Iterable[Reading], ids: Mapping[tuple[str, int], str]) -> Iterable[claims.Stated]:
    for reading in readings:
        article = reading.document.article.id
        for s in reading.statements:
            subject = ids[article, s.subject]
            object_ = article if s.object is None else ids[article, s.object]
            evidence = Evidence(article, s.start, s.end, s.rule, s.confidence, s.grounds)
            yield claims.Stated(subject, s.predicate, object_, evidence, s.title, s.modality, s.date)


def _structure(
    clusters: Sequence[Cluster],
    ids: Mapping[tuple[str, int], str],
    entities: Mapping[str, Entity],
    readings: Sequence[Reading],
) -> Iterable[claims.Stated]:
    """What the names of each article's things state."""
    present: dict[str, list[structure.Present]] = defaultdict(list)
    for referent in (r for cluster in clusters for r in cluster):
        entity = entities[ids[referent.article, referent.mentions[0]]]
        present[referent.article].append(structure.Present(entity.id, entity.name, entity.code, referent))
    for reading in readings:
        article = reading.document.article.id
        yield from structure.stated_by_names(present[article], reading.document.mentions)
