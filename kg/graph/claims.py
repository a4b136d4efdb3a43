"""Claims with their evidence, and the direct edges of what is asserted."""

from collections import defaultdict
from functools import cache

from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from kg import notation
from kg.graph import iris, ontology
from kg.graph.articles import add_passage
from kg.graph.literals import chinese, decimal, plain
from kg.graph.posts import add_post, add_tenures, post
from kg.graph.terms import DCTERMS, KG, OWL, PREDICATES
from kg.graph.version import VERSION
from kg.model import Claim, Corpus, Entity, Evidence, Modality, Predicate
from kg.relations import rules

_kg, _dcterms, _owl = Namespace(KG), Namespace(DCTERMS), Namespace(OWL)
_MARKS = {
    Modality.ASSERTED: "",
    Modality.PLANNED: "（计划）",
    Modality.NEGATED: "（否定）",
    Modality.FORMER: "（曾经）",
}


def add_claims(graph: Graph, things: Namespace, corpus: Corpus, entities: dict[str, Entity]) -> None:
    """Add each claim of `corpus`, and what it speaks of that is no entity: posts, roles, tenures, rules."""
    yields: dict[str, set[str]] = defaultdict(set)
    for claim in corpus.claims:
        name, predicate = _name(claim), _predicate(claim)
        if claim.predicate is Predicate.HOLDS_POST and claim.title:
            add_post(graph, things, claim.object, claim.title)
        _add_claim(graph, things[name], _edge(things, claim))
        graph.add((things[name], RDFS.label, chinese(_label(claim, entities, corpus))))
        graph.add((things[name], _kg.confidence, decimal(claim.confidence)))
        graph.add((things[name], _kg.modality, plain(claim.modality.value)))
        if claim.modality is Modality.ASSERTED:
            graph.add(_edge(things, claim))
        for evidence in claim.evidence:
            yields[evidence.rule].add(predicate)
            _add_evidence(graph, things, name, evidence, corpus)
    add_tenures(graph, things, [(claim, _name(claim)) for claim in corpus.claims], entities)
    for rule, predicates in yields.items():
        _add_rule(graph, things[iris.mint("rule", rule)], rule, predicates)


def _name(claim: Claim) -> str:
    key = (claim.subject, claim.predicate, claim.object, claim.title or "", claim.modality)
    return f"claim-{iris.digest(*key)}"


def _predicate(claim: Claim) -> str:
    """A post whose title no text gives is what kg:affiliatedWith means."""
    untitled = claim.predicate is Predicate.HOLDS_POST and not claim.title
    return PREDICATES[Predicate.AFFILIATED_WITH if untitled else claim.predicate]


def _edge(things: Namespace, claim: Claim) -> tuple[URIRef, URIRef, URIRef]:
    if claim.predicate is Predicate.QUOTED_IN:
        target = iris.article(claim.object)
    elif claim.predicate is Predicate.HOLDS_POST and claim.title:
        target = post(claim.object, claim.title)
    else:
        target = iris.local(claim.object)
    return things[iris.local(claim.subject)], URIRef(_predicate(claim)), things[target]


def _label(claim: Claim, entities: dict[str, Entity], corpus: Corpus) -> str:
    """The claim as a reader would say it: 林晓禾 担任 江西省数据局 局长."""
    if claim.predicate is Predicate.QUOTED_IN:
        article = corpus.documents[claim.object].article
        target = f"《{article.headline}》" if article.headline else f"稿件 {article.id}"
    else:
        target = entities[claim.object].name
    words = (entities[claim.subject].name, ontology.labels()[_predicate(claim)], target, claim.title or "")
    return " ".join(filter(None, words)) + _MARKS[claim.modality]


def _add_claim(graph: Graph, iri: URIRef, edge: tuple[URIRef, URIRef, URIRef]) -> None:
    graph.add((iri, RDF.type, _kg.Claim))
    for part, value in zip((RDF.subject, RDF.predicate, RDF.object), edge, strict=True):
        graph.add((iri, part, value))


def _add_evidence(graph: Graph, things: Namespace, claim: str, evidence: Evidence, corpus: Corpus) -> None:
    key = (claim, evidence.article, str(evidence.start), str(evidence.end), evidence.rule)
    passage, article = things[f"evd-{iris.digest(*key)}"], corpus.documents[evidence.article].article
    graph.add((things[claim], _kg.evidence, passage))
    graph.add((passage, RDF.type, _kg.Evidence))
    graph.add((passage, _kg.rule, things[iris.mint("rule", evidence.rule)]))
    graph.add((passage, _kg.confidence, decimal(evidence.confidence)))
    if evidence.grounds:
        graph.add((passage, RDFS.comment, plain(evidence.grounds)))
    add_passage(graph, passage, things[iris.article(article.id)], article, evidence.start, evidence.end)


@cache
def _examples() -> dict[str, str]:
    """A sentence that each rule of the package reads, by the rule's name."""
    return {rule.name: notation.parse(rule.yes[0][0]).article.text for rule in rules() if rule.yes}


def _add_rule(graph: Graph, iri: URIRef, rule: str, predicates: set[str]) -> None:
    graph.add((iri, RDF.type, _kg.Rule))
    graph.add((iri, RDFS.label, chinese(rule)))
    graph.add((iri, _dcterms.identifier, plain(rule)))
    graph.add((iri, _owl.versionInfo, plain(VERSION)))
    if rule in _examples():
        graph.add((iri, RDFS.comment, chinese(f"例句：{_examples()[rule]}")))
    for predicate in predicates:
        graph.add((iri, _kg.yields, URIRef(predicate)))
