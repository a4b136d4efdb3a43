"""A linked corpus in, its RDF graph out."""

from collections.abc import Iterator

from rdflib import PROV, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.graph import ontology
from kg.graph.articles import add_articles
from kg.graph.claims import add_claims
from kg.graph.header import add_header, count_triples
from kg.graph.iris import base_iri, digest, local
from kg.graph.literals import chinese, day, plain
from kg.graph.terms import BASE, DCTERMS, KG, PREDICATES, PREFIXES, SCHEMA, SUPERCLASSES
from kg.model import Corpus, Entity, Predicate

_kg, _schema, _dcterms = Namespace(KG), Namespace(SCHEMA), Namespace(DCTERMS)
GAZETTEER = "source-gazetteer"


def build(corpus: Corpus, base: str = BASE) -> Graph:
    """The graph of `corpus` in the vocabulary of ontology/newskg.ttl, its things named under `base`.

    The same corpus gives the same triples, in whatever order its parts stand. Raises NewskgError where
    `base` is no namespace, and ValueError where an id of the corpus cannot be part of an IRI.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, iri in {**PREFIXES, "id": base_iri(base)}.items():
        graph.bind(prefix, iri)
    things = Namespace(base)
    entities = {entity.id: entity for entity in corpus.entities}
    for entity in corpus.entities:
        _add_entity(graph, things, entity)
    add_articles(graph, things, corpus)
    add_claims(graph, things, corpus, entities)
    _add_background(graph, things, corpus, entities)
    for pair in corpus.possibly_same:
        first, second = sorted(pair)
        graph.add((things[local(first)], _kg.possiblySameAs, things[local(second)]))
    for entity_id, note in corpus.notes:
        graph.add((things[local(entity_id)], SKOS.editorialNote, chinese(note)))
    add_header(graph, things, corpus)
    _label_terms(graph)
    count_triples(graph, things)
    return graph


def _add_entity(graph: Graph, things: Namespace, entity: Entity) -> None:
    iri = things[local(entity.id)]
    for name in (entity.type.value, *SUPERCLASSES.get(entity.type, ())):
        graph.add((iri, RDF.type, _kg[name]))
    name = chinese(entity.name)
    graph.add((iri, RDFS.label, name))
    for alias in map(chinese, entity.aliases):
        if alias and alias != name:
            graph.add((iri, SKOS.altLabel, alias))
    if entity.code:
        graph.add((iri, _schema.identifier, plain(entity.code)))
    if entity.kind:
        graph.add((iri, _kg.initiativeKind, plain(entity.kind)))
    if (start := day(entity.date)) is not None:
        graph.add((iri, _schema.startDate, start))
    if entity.background:
        graph.add((iri, _dcterms.source, things[GAZETTEER]))


def _add_background(graph: Graph, things: Namespace, corpus: Corpus, entities: dict[str, Entity]) -> None:
    """Edges of the gazetteer, each marked by a statement about it that no article is the source of."""
    if corpus.background or any(entity.background for entity in corpus.entities):
        source = things[GAZETTEER]
        graph.add((source, RDF.type, PROV.Entity))
        graph.add((source, RDFS.label, chinese("行政区划地名录")))
    words = ontology.labels()
    for subject, predicate, object_ in corpus.background:
        if predicate is Predicate.HOLDS_POST:
            raise ValueError("the gazetteer knows no posts")
        edge = things[local(subject)], URIRef(PREDICATES[predicate]), things[local(object_)]
        graph.add(edge)
        mark = things[f"bg-{digest(subject, predicate, object_)}"]
        graph.add((mark, RDF.type, _kg.Background))
        for part, value in zip((RDF.subject, RDF.predicate, RDF.object), edge, strict=True):
            graph.add((mark, part, value))
        graph.add((mark, _dcterms.source, things[GAZETTEER]))
        names = (entities[subject].name, words[str(edge[1])], entities[object_].name)
        graph.add((mark, RDFS.label, chinese(" ".join(names))))


def _label_terms(graph: Graph) -> None:
    """Give each class and property in use its Chinese label, so that the graph reads without the ontology."""
    words = ontology.labels()
    graph.add((RDFS.label, RDFS.label, chinese(words[str(RDFS.label)])))
    for term in sorted(set(_terms(graph))):
        graph.add((term, RDFS.label, chinese(words[str(term)])))


def _terms(graph: Graph) -> Iterator[URIRef]:
    """Terms of vocabularies that stand as predicate, as class, or as what a claim or a rule is about."""
    for predicate in graph.predicates(unique=True):
        yield URIRef(str(predicate))
    for about in (RDF.type, RDF.predicate, _kg.yields):
        for term in graph.objects(None, about, unique=True):
            yield URIRef(str(term))
