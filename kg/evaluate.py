"""A built graph and annotated pages in, precision, recall and F1 of everything that was read out.

    articles    the article is found whole: both its ends within 80 characters of the ends of a body
    headlines   of the articles found, the headline is the same (punctuation and spaces aside)
    bylines     of the articles found, reporters, correspondents and photographers by name
    mentions    (article, surface form, type); Official and Person count as one type
    spans       (article, surface form), whatever the type
    entities    (article, entity): one of the entity's labels is among the names and forms annotated
    names       of the entities matched, the preferred label is the full name annotated
    relations   (article, subject, predicate, object), subject and object matched as entities are
    titles      of the holdsPost relations matched, the title is the same
    links       B-cubed over (article, entity): one name, one IRI in all articles, and no other

Initiatives that carry neither quotation marks nor a telling last word (工程, 行动, 条例 …) are optional: no
loss where they are missed, no gain where they are found; so are the relations that touch one.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg import gold
from kg.built import Built, BuiltArticle, Edge, person
from kg.gold import GoldArticle, GoldEntity, name_key, text_key
from kg.graph import open_store
from kg.model import Predicate

_COUNTED = (
    "articles",
    "headlines",
    "bylines",
    "mentions",
    "spans",
    "entities",
    "names",
    "relations",
    "titles",
)
_NEAR = 80  # characters that may stand before the first and behind the last words of an article


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, and what they are made of."""

    p: float
    r: float
    f1: float
    matched: int
    predicted: int
    gold: int


@dataclass(frozen=True, slots=True)
class Miss:
    """Something missed, found wrongly, or found otherwise than annotated."""

    article: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """All figures, by name; mentions by type and relations by predicate; every miss and false find."""

    scores: Mapping[str, Score]
    mentions_by_type: Mapping[str, Score]
    relations_by_predicate: Mapping[str, Score]
    errors: tuple[Miss, ...] = field(default=(), repr=False)

    def render(self, errors: bool = False) -> str:
        """The figures as a table, and with `errors` every miss and false find, a line each."""
        lines = []
        for title, part in (
            ("scores", self.scores),
            ("mentions by type", self.mentions_by_type),
            ("relations by predicate", self.relations_by_predicate),
        ):
            lines.append(title)
            lines += [
                f"  {name:16} P {score.p:.3f}  R {score.r:.3f}  F1 {score.f1:.3f}"
                f"   ({score.matched} of {score.gold} gold, {score.predicted} predicted)"
                for name, score in part.items()
            ]
        if errors:
            lines += [f"{miss.article}\t{miss.kind}\t{miss.what}" for miss in self.errors]
        return "\n".join(lines)

    def to_json(self) -> str:
        """The whole report as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def evaluate(graph: Path, pages: Sequence[Path]) -> Report:
    """Score the graph at `graph` (a file of RDF, a store, the folder of a build) against annotated pages.

    Raises NewskgError where the graph cannot be read or a page is not as the guidelines say.
    """
    articles = [article for page in pages for article in gold.read(page)]
    with open_store(graph) as store:
        built = Built(store)
    return _Scoring(built, articles).report()


class _Scoring:
    """Counts what fits and what does not, one annotated article after the other."""

    def __init__(self, built: Built, articles: Sequence[GoldArticle]) -> None:
        self._built, self._gold = built, articles
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_type: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_predicate: dict[str, Counter[str]] = defaultdict(Counter)
        self._errors: list[Miss] = []
        self._linked: dict[tuple[str, str], tuple[str, str]] = {}  # (article, name) to name and IRI

    def report(self) -> Report:
        pairs, whole = _align(self._gold, self._built.articles)
        self._count_articles(pairs, whole)
        for article in self._gold:
            iri = pairs.get(article.id)
            found = self._built.articles[iri] if iri else BuiltArticle()
            if iri is None:
                self._miss(article, "article not found", article.headline or article.first_words)
            elif article.headline:
                self._count_headline(article, found)
            names = set(map(name_key, article.names))
            self._count("bylines", len(names & found.names), len(found.names), len(names))
            self._count_mentions(article, found)
            match = self._count_entities(article, found)
            self._count_relations(article, found, match, iri)
        scores = {name: _score(self._counts[name]) for name in _COUNTED} | {"links": self._links()}
        return Report(
            scores,
            {name: _score(count) for name, count in sorted(self._by_type.items())},
            {name: _score(count) for name, count in sorted(self._by_predicate.items())},
            tuple(self._errors),
        )

    def _count(self, figure: str, matched: int, predicted: int, gold: int) -> None:
        self._counts[figure].update(matched=matched, predicted=predicted, gold=gold)

    def _miss(self, article: GoldArticle, kind: str, what: str) -> None:
        self._errors.append(Miss(article.id, kind, what))

    def _count_articles(self, pairs: Mapping[str, str], whole: set[str]) -> None:
        """Built articles count as predicted where they are, or begin within, one that fits the annotation."""
        used = {self._built.articles[iri].body for iri in pairs.values()}
        predicted = sum(
            iri in pairs.values() or any(article.body and article.body[:30] in body for body in used)
            for iri, article in self._built.articles.items()
        )
        self._count("articles", len({pairs[id] for id in whole}), predicted, len(self._gold))

    def _count_headline(self, article: GoldArticle, found: BuiltArticle) -> None:
        same = found.headline == text_key(article.headline)
        self._count("headlines", same, bool(found.headline), 1)
        if not same:
            self._miss(article, "headline", f"{article.headline} <> {found.headline}")

    def _count_mentions(self, article: GoldArticle, found: BuiltArticle) -> None:
        optional, wanted = _forms(article, True), _forms(article, False)
        got = found.mentions - optional
        self._count("mentions", len(wanted & got), len(got), len(wanted))
        spans, got_spans = {surface for surface, _ in wanted}, {surface for surface, _ in got}
        self._count("spans", len(spans & got_spans), len(got_spans), len(spans))
        for surface, kind in wanted | got:
            in_gold, in_graph = (surface, kind) in wanted, (surface, kind) in got
            self._by_type[kind].update(matched=in_gold and in_graph, predicted=in_graph, gold=in_gold)
        for surface, kind in sorted(wanted - got):
            self._miss(article, "missed mention", f"{surface} ({kind})")
        for surface, kind in sorted(got - wanted):
            self._miss(article, "false mention", f"{surface} ({kind})")

    def _count_entities(self, article: GoldArticle, found: BuiltArticle) -> dict[str, set[str]]:
        """The IRIs that each annotated entity is matched by."""
        match: dict[str, set[str]] = {}
        for entity in article.entities:
            fitting = {iri for iri in found.entities if self._built.labels[iri] & entity.keys}
            if fitting:
                match[entity.name] = fitting
                self._linked[article.id, entity.name] = entity.name, min(fitting)
        needed = [entity for entity in article.entities if not entity.optional]
        hits = [entity for entity in needed if entity.name in match]
        taken = {iri for entity in hits for iri in match[entity.name]}
        spare = _spare(article, match) - taken
        # an entity matched by several IRIs is one find
        predicted = len(found.entities - spare) - (len(taken) - len(hits))
        self._count("entities", len(hits), predicted, len(needed))
        for entity in hits:
            self._count_name(article, entity, match[entity.name])
        return match

    def _count_name(self, article: GoldArticle, entity: GoldEntity, iris: Iterable[str]) -> None:
        names = sorted(self._built.preferred.get(iri, "") for iri in iris)
        same = name_key(entity.name) in names
        self._count("names", same, 1, 1)
        if not same:
            self._miss(article, "full name", f"{entity.name} <> {'/'.join(names)}")

    def _count_relations(
        self, article: GoldArticle, found: BuiltArticle, match: Mapping[str, set[str]], iri: str | None
    ) -> None:
        optional = {entity.name for entity in article.entities if entity.optional}
        taken: set[Edge] = set()
        matched = 0
        for relation in article.relations:
            subjects = match.get(relation.subject, set())
            objects = match.get(relation.object, set())
            if relation.predicate == Predicate.QUOTED_IN:
                objects = {iri} if iri else set()
            hits = {
                edge
                for edge in found.relations
                if edge[1] == relation.predicate and _joins(edge, subjects, objects)
            }
            taken |= hits
            if {relation.subject, relation.object} & optional:
                continue
            matched += bool(hits)
            self._counts["relations"].update(matched=bool(hits), gold=1)
            self._by_predicate[relation.predicate].update(matched=bool(hits), predicted=bool(hits), gold=1)
            if not hits:
                ends = f"{relation.subject} {relation.predicate} {relation.object}"
                self._miss(article, "missed relation", f"{ends} | {relation.evidence}")
            elif relation.predicate == Predicate.HOLDS_POST and relation.title:
                stated = {title for edge in hits for title in found.relations[edge]}
                self._count("titles", bool(stated & _titles(relation.title)), 1, 1)
        spare = _spare(article, match)
        false = {edge for edge in found.relations if edge not in taken and not {edge[0], edge[2]} & spare}
        self._counts["relations"].update(predicted=matched + len(false))
        for edge in sorted(false):
            self._by_predicate[edge[1]].update(predicted=1)
            self._miss(article, "false relation", " ".join(self._built.preferred.get(x, x) for x in edge))

    def _links(self) -> Score:
        """B-cubed precision and recall of the IRIs as clusters of what the annotation gives one name."""
        items = list(self._linked.values())
        names, iris = Counter(name for name, _ in items), Counter(iri for _, iri in items)
        both = Counter(items)
        if not items:
            return _figures(0.0, 0.0, 0, 0, 0)
        precision = sum(both[item] / iris[item[1]] for item in items) / len(items)
        recall = sum(both[item] / names[item[0]] for item in items) / len(items)
        return _figures(precision, recall, len(items), len(items), len(items))


def _align(
    articles: Sequence[GoldArticle], built: Mapping[str, BuiltArticle]
) -> tuple[dict[str, str], set[str]]:
    """The best built article for each annotated one, and those whose both ends fit."""
    pairs: dict[str, str] = {}
    whole: set[str] = set()
    for article in articles:
        first, last = text_key(article.first_words)[:14], text_key(article.last_words)[-12:]
        fits = {iri: _fit(candidate.body, first, last) for iri, candidate in built.items()}
        best = max(fits, key=lambda iri: fits[iri], default=None)
        if best is not None and fits[best]:
            pairs[article.id] = best
            if fits[best] == 3:
                whole.add(article.id)
    return pairs, whole


def _fit(body: str, first: str, last: str) -> int:
    """3 where the body begins and ends as it should, else how many of its ends it holds."""
    begin, end = body.find(first), body.rfind(last)
    if begin >= 0 and end >= 0 and begin <= _NEAR and len(body) - (end + len(last)) <= _NEAR:
        return 3
    return (begin >= 0) + (end >= 0)


def _forms(article: GoldArticle, optional: bool) -> set[tuple[str, str]]:
    """Surface forms and types of the entities that are optional, or of those that are not."""
    return {
        (name_key(surface), person(entity.type))
        for entity in article.entities
        if entity.optional == optional
        for surface in entity.mentions
    }


def _spare(article: GoldArticle, match: Mapping[str, set[str]]) -> set[str]:
    """The IRIs that match optional entities."""
    return {iri for entity in article.entities if entity.optional for iri in match.get(entity.name, ())}


def _joins(edge: Edge, subjects: set[str], objects: set[str]) -> bool:
    subject, predicate, target = edge
    if subject in subjects and target in objects:
        return True
    return predicate == Predicate.COOPERATES_WITH and target in subjects and subject in objects


def _titles(title: str) -> set[str]:
    return {text_key(part) for part in (*re.split("[、,，]", title), title)}


def _score(count: Mapping[str, int]) -> Score:
    matched, predicted, annotated = (int(count.get(name, 0)) for name in ("matched", "predicted", "gold"))
    precision = matched / predicted if predicted else 0.0
    recall = matched / annotated if annotated else 0.0
    return _figures(precision, recall, matched, predicted, annotated)


def _figures(precision: float, recall: float, matched: int, predicted: int, annotated: int) -> Score:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 4), round(recall, 4), round(f1, 4), matched, predicted, annotated)
