"""What a graph says of each of its articles, in the form in which it is compared with annotation."""

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.gold import name_key, text_key
from kg.graph.store import text_of
from kg.graph.terms import KG, OA, ORG, PREDICATES, RDF, RDFS, SCHEMA, SKOS
from kg.model import EntityType, Predicate

_PREDICATES = {iri: predicate.value for predicate, iri in PREDICATES.items()}

Edge = tuple[str, str, str]  # IRI, local name of the predicate, IRI


@dataclass(slots=True)
class BuiltArticle:
    """What the graph says of one article, as compared."""

    body: str = ""
    headline: str = ""
    names: set[str] = field(default_factory=set)
    mentions: set[tuple[str, str]] = field(default_factory=set)  # surface, type
    entities: set[str] = field(default_factory=set)
    relations: dict[Edge, set[str]] = field(default_factory=dict)  # with titles


class Built:
    """What the graph says, article by article."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.preferred: dict[str, str] = {}
        for predicate in (f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}altLabel"):
            for thing, label in self._pairs(predicate):
                self.labels[thing].add(name_key(label))
                if not predicate.endswith("altLabel"):
                    self.preferred[thing] = name_key(label)
        self.types: dict[str, set[str]] = defaultdict(set)
        for kind in EntityType:
            for thing in self._instances(kind.value):
                self.types[thing].add(kind.value)
        self.articles = {iri: BuiltArticle() for iri in sorted(self._instances("Article"))}
        self._texts()
        self._mentions()
        self._relations()

    def _pairs(self, predicate: str) -> list[tuple[str, str]]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        return sorted((text_of(quad.subject), text_of(quad.object)) for quad in quads)

    def _instances(self, kind: str) -> list[str]:
        quads = self._store.quads_for_pattern(
            None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{KG}{kind}"), None
        )
        return [text_of(quad.subject) for quad in quads]

    def _texts(self) -> None:
        bodies, headlines = dict(self._pairs(f"{SCHEMA}articleBody")), dict(self._pairs(f"{SCHEMA}headline"))
        for iri, article in self.articles.items():
            article.body, article.headline = text_key(bodies.get(iri)), text_key(headlines.get(iri))
        for predicate in (f"{SCHEMA}author", f"{KG}correspondent", f"{KG}photographer"):
            for iri, person in self._pairs(predicate):
                if iri in self.articles:
                    self.articles[iri].names |= self.labels.get(person) or {name_key(person)}

    def _mentions(self) -> None:
        sources, quotes = dict(self._pairs(f"{OA}hasSource")), dict(self._pairs(f"{KG}quote"))
        things = dict(self._pairs(f"{KG}refersTo"))
        for mention in self._instances("Mention"):
            article, thing = self.articles.get(sources.get(mention, "")), things.get(mention)
            if article is None or thing not in self.types:
                continue
            article.entities.add(thing)
            for kind in self.types[thing]:
                article.mentions.add((name_key(quotes.get(mention)), person(kind)))

    def _relations(self) -> None:
        subjects, predicates = dict(self._pairs(f"{RDF}subject")), dict(self._pairs(f"{RDF}predicate"))
        objects, post_in = dict(self._pairs(f"{RDF}object")), dict(self._pairs(f"{ORG}postIn"))
        sources, evidence = dict(self._pairs(f"{OA}hasSource")), defaultdict(list)
        titles: dict[str, set[str]] = defaultdict(set)
        for thing, label in self._pairs(f"{RDFS}label"):
            titles[thing].add(text_key(label))
        for claim, passage in self._pairs(f"{KG}evidence"):
            evidence[claim].append(passage)
        for claim in self._instances("Claim"):
            predicate, target = _PREDICATES.get(predicates.get(claim, "")), objects.get(claim, "")
            if predicate is None:
                continue
            stated: set[str] = set()
            if predicate == Predicate.HOLDS_POST:
                stated, target = titles[target], post_in.get(target, "")
            edge = (subjects.get(claim, ""), predicate, target)
            for passage in evidence[claim]:
                article = self.articles.get(sources.get(passage, ""))
                if article is not None:
                    article.relations.setdefault(edge, set()).update(stated)


def person(kind: str) -> str:
    """The type as compared: officials are people."""
    return EntityType.PERSON.value if kind == EntityType.OFFICIAL else kind
