"""A corpus becomes a graph: what is said, in which terms, and never in another order."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kg import graph
from kg.graph.terms import BASE, DCTERMS, KG, OA, OPENGOV, ORG, PROV, SCHEMA, VOID
from kg.model import Claim, Corpus, NewskgError, Predicate
from kg.relations import rules

kg, id_, org, schema = Namespace(KG), Namespace(BASE), Namespace(ORG), Namespace(SCHEMA)
oa, dcterms, prov = Namespace(OA), Namespace(DCTERMS), Namespace(PROV)


def claim_of(rdf: Graph, subject: str, predicate: URIRef, object_: str) -> URIRef:
    """The one claim about this edge."""
    claims = [
        claim
        for claim in rdf.subjects(RDF.subject, id_[subject])
        if (claim, RDF.predicate, predicate) in rdf and (claim, RDF.object, id_[object_]) in rdf
    ]
    assert len(claims) == 1
    return claims[0]


def test_an_entity_has_its_classes_names_and_code(rdf: Graph) -> None:
    assert set(rdf.objects(id_["per-熊佩兰"], RDF.type)) == {kg.Official, kg.Person}
    assert set(rdf.objects(id_["place-南昌市"], RDF.type)) == {kg.City, kg.AdministrativeArea, kg.Place}
    assert rdf.value(id_["place-南昌市"], RDFS.label) == Literal("南昌市", lang="zh")
    assert rdf.value(id_["place-南昌市"], SKOS.altLabel) == Literal("南昌", lang="zh")
    assert rdf.value(id_["place-南昌市"], schema.identifier) == Literal("360100")
    assert str(rdf.value(id_["ev-全省数字经济推进会"], schema.startDate)) == "2024-05-18"


def test_an_asserted_claim_is_an_edge_with_evidence(rdf: Graph) -> None:
    assert (id_["卢致远"], kg.visited, id_["org-武汉大学"]) not in rdf
    assert (id_["per-卢致远"], kg.visited, id_["org-武汉大学"]) in rdf
    claim = claim_of(rdf, "per-卢致远", kg.visited, "org-武汉大学")
    (evidence,) = rdf.objects(claim, kg.evidence)
    article = rdf.value(evidence, oa.hasSource)
    start, end = (int(rdf.value(evidence, kg[name])) for name in ("start", "end"))
    assert str(rdf.value(evidence, kg.quote)) == "卢致远考察武汉大学"
    assert str(rdf.value(article, kg.text))[start:end] == "卢致远考察武汉大学"
    assert str(rdf.value(rdf.value(evidence, kg.rule), dcterms.identifier)) == "visited-rule"
    assert str(rdf.value(claim, RDFS.label)) == "卢致远 考察 武汉大学"


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "modality"),
    [
        ("ev-数据论坛", kg.heldIn, "place-洪山区", "planned"),
        ("per-熊佩兰", org.holds, "post-org-江西省数据局-局长", "former"),
        ("place-光谷软件园", kg.locatedIn, "place-南湖大桥", "negated"),
    ],
)
def test_what_is_not_asserted_is_a_claim_without_edge(
    rdf: Graph, subject: str, predicate: URIRef, object_: str, modality: str
) -> None:
    assert str(rdf.value(claim_of(rdf, subject, predicate, object_), kg.modality)) == modality
    assert (id_[subject], predicate, id_[object_]) not in rdf


def test_a_post_of_several_titles_has_a_role_for_each(rdf: Graph) -> None:
    (post,) = rdf.subjects(RDFS.label, Literal("党组书记、局长", lang="zh"))
    assert rdf.value(post, org.postIn) == id_["org-江西省数据局"]
    assert {str(rdf.value(role, RDFS.label)) for role in rdf.objects(post, org.role)} == {"党组书记", "局长"}
    assert (id_["per-熊佩兰"], org.holds, post) in rdf


def test_a_stated_appointment_is_a_tenure_with_its_day(rdf: Graph) -> None:
    tenures = {
        str(rdf.value(rdf.value(tenure, org.member), RDFS.label)): tenure
        for tenure in rdf.subjects(RDF.type, org.Membership)
    }
    assert sorted(tenures) == ["卢致远", "熊佩兰"]
    began, ended = tenures["卢致远"], tenures["熊佩兰"]
    assert str(rdf.value(began, schema.startDate)) == "2024-05-20"
    assert rdf.value(began, schema.endDate) is None
    assert str(rdf.value(ended, schema.endDate)) == "2024-05-20"
    assert rdf.value(began, Namespace(OPENGOV).post) == id_["post-org-江西省数据局-局长"]
    assert (rdf.value(began, prov.wasDerivedFrom), RDF.type, kg.Claim) in rdf


def test_a_post_without_title_is_an_affiliation(corpus: Corpus) -> None:
    first = next(claim for claim in corpus.claims if claim.predicate is Predicate.HOLDS_POST)
    bare = replace(first, title=None, start_date=None, end_date=None)
    rdf = graph.build(replace(corpus, claims=(bare,)))
    assert (id_[bare.subject], kg.affiliatedWith, id_[bare.object]) in rdf
    assert not list(rdf.subjects(RDF.type, org.Post))


def test_journalists_are_never_the_people_written_about(rdf: Graph) -> None:
    article = id_["art-jx-01-01"]
    assert str(rdf.value(rdf.value(article, schema.author), RDFS.label)) == "许知秋"
    assert str(rdf.value(rdf.value(article, kg.correspondent), RDFS.label)) == "方采薇"
    assert not set(rdf.subjects(RDF.type, kg.Journalist)) & set(rdf.subjects(RDF.type, kg.Person))


def test_an_article_has_its_texts_and_the_day_of_its_page(rdf: Graph) -> None:
    article = id_["art-jx-01-01"]
    assert str(rdf.value(article, schema.datePublished)) == "2024-05-21"  # the dateline says the 18th
    assert str(rdf.value(article, kg.dateline)) == "赣鄱日报5月18日讯"
    assert str(rdf.value(article, kg.text)).endswith(str(rdf.value(article, schema.articleBody)))
    assert str(rdf.value(article, schema.articleBody)).startswith("今天，")
    assert rdf.value(article, schema.isPartOf) == id_["page-jx-01"]


def test_without_a_year_there_is_no_day_and_without_headline_the_first_words_are_the_label(
    rdf: Graph,
) -> None:
    article = id_["art-hb-03-01"]
    assert rdf.value(article, schema.datePublished) is None
    assert rdf.value(article, schema.headline) is None
    assert str(rdf.value(article, RDFS.label)) == "南昌市与武汉市签署《数据互认协议》。武汉…"


def test_what_the_gazetteer_knows_is_an_edge_without_claim(rdf: Graph) -> None:
    part, whole = id_["place-洪山区"], id_["place-武汉市"]
    assert (part, kg.partOf, whole) in rdf
    (mark,) = rdf.subjects(RDF.subject, part)
    assert set(rdf.objects(mark, RDF.type)) == {kg.Background}
    assert rdf.value(mark, dcterms.source) == rdf.value(id_["place-湖北省"], dcterms.source)


def test_the_graph_tells_what_it_is_without_the_time_of_day(rdf: Graph) -> None:
    (dataset,) = rdf.subjects(RDF.type, Namespace(VOID).Dataset)
    run = rdf.value(dataset, prov.wasGeneratedBy)
    assert set(rdf.objects(run, prov.used)) == {id_["page-jx-01"], id_["page-hb-03"]}
    assert not list(rdf.objects(run, prov.endedAtTime))
    assert int(rdf.value(dataset, Namespace(VOID).triples)) == len(rdf)


def test_everything_has_an_iri_and_every_iri_a_label(rdf: Graph) -> None:
    nodes = {node for triple in rdf for node in triple if not isinstance(node, Literal)}
    assert not [node for node in nodes if isinstance(node, BNode)]
    assert not [node for node in nodes if rdf.value(node, RDFS.label) is None]


def test_a_rule_of_the_package_shows_a_sentence_that_it_reads(corpus: Corpus) -> None:
    rule = rules()[0]
    first = corpus.claims[0]
    claim = replace(first, evidence=tuple(replace(item, rule=rule.name) for item in first.evidence))
    rdf = graph.build(replace(corpus, claims=(claim,)))
    (node,) = rdf.subjects(RDF.type, kg.Rule)
    assert str(rdf.value(node, dcterms.identifier)) == rule.name
    assert re.fullmatch(r"例句：[^\[|\]]+", str(rdf.value(node, RDFS.comment)))


def test_things_are_named_under_another_base(corpus: Corpus) -> None:
    rdf = graph.build(corpus, "https://example.org/图谱#")
    assert (URIRef("https://example.org/图谱#per-卢致远"), RDF.type, kg.Official) in rdf
    assert not [s for s in rdf.subjects() if str(s).startswith(BASE)]


@pytest.mark.parametrize("base", ["", "example", "https://example.org/id", "https://exa mple.org/", "<x>/"])
def test_a_base_that_names_nothing_is_refused(corpus: Corpus, base: str) -> None:
    with pytest.raises(NewskgError, match="not a namespace"):
        graph.build(corpus, base)


def test_an_id_that_no_iri_can_hold_is_an_error(corpus: Corpus) -> None:
    broken = replace(
        corpus, entities=(replace(corpus.entities[0], id="per-甲 乙"),), claims=(), background=()
    )
    with pytest.raises(ValueError, match="last part of an IRI"):
        graph.build(broken)


def test_an_empty_corpus_is_a_graph_that_passes_the_checks() -> None:
    assert graph.check(graph.build(Corpus((), {}, (), ()))) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_the_parts_makes_no_difference(corpus: Corpus, rdf: Graph, data: st.DataObject) -> None:
    def shuffled(items: tuple) -> tuple:
        return tuple(data.draw(st.permutations(items)))

    def turned(claim: Claim) -> Claim:
        return replace(claim, evidence=tuple(reversed(claim.evidence)))

    mixed = Corpus(
        shuffled(corpus.pages),
        dict(shuffled(tuple(corpus.documents.items()))),
        shuffled(corpus.entities),
        tuple(map(turned, shuffled(corpus.claims))),
        shuffled(corpus.background),
        tuple((b, a) for a, b in corpus.possibly_same),
    )
    assert set(graph.build(mixed)) == set(rdf)
