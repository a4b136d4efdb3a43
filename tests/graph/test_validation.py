"""The checks of a build: nothing to say about a good graph, the right thing about each way to break one."""

from collections.abc import Callable

import pytest
from rdflib import RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace

from kg import graph
from kg.graph.terms import BASE, KG, OA, ORG, SCHEMA
from kg.model import Corpus

kg, id_, oa = Namespace(KG), Namespace(BASE), Namespace(OA)
org, schema = Namespace(ORG), Namespace(SCHEMA)


def test_a_built_graph_has_no_findings(rdf: Graph, built) -> None:
    assert graph.check(rdf) == []
    assert graph.check(graph.load(built.folder)) == []


def visit(rdf: Graph) -> tuple:
    """Claim and evidence of a visit."""
    (claim,) = rdf.subjects(RDF.predicate, kg.visited)
    return claim, rdf.value(claim, kg.evidence)


def without_evidence(rdf: Graph) -> None:
    claim, evidence = visit(rdf)
    rdf.remove((claim, kg.evidence, None))
    rdf.remove((evidence, None, None))


def wrong_quote(rdf: Graph) -> None:
    rdf.set((visit(rdf)[1], kg.quote, Literal("卢致远走访武汉大学")))


def wrong_offset(rdf: Graph) -> None:
    rdf.set((visit(rdf)[1], kg.end, Literal("9999", datatype=XSD.integer, normalize=False)))


def quote_without_name(rdf: Graph) -> None:
    evidence = visit(rdf)[1]
    start = int(rdf.value(evidence, kg.start))
    rdf.set((evidence, kg.end, Literal(str(start + 3), datatype=XSD.integer)))
    rdf.set((evidence, kg.quote, Literal("卢致远")))


def quote_without_title(rdf: Graph) -> None:
    rdf.set((id_["role-副局长"], RDFS.label, Literal("副县长", lang="zh")))


def edge_without_claim(rdf: Graph) -> None:
    rdf.add((id_["per-卢致远"], kg.attended, id_["ev-数据论坛"]))


def claim_without_edge(rdf: Graph) -> None:
    rdf.remove((None, kg.visited, None))


def planned_but_an_edge(rdf: Graph) -> None:
    rdf.add((id_["ev-数据论坛"], kg.heldIn, id_["place-洪山区"]))


def both_directions(rdf: Graph) -> None:
    (edge,) = rdf.triples((None, kg.cooperatesWith, None))
    rdf.add((edge[2], edge[1], edge[0]))


def no_label(rdf: Graph) -> None:
    rdf.remove((id_["role-教授"], RDFS.label, None))


def two_labels(rdf: Graph) -> None:
    rdf.add((id_["per-卢致远"], RDFS.label, Literal("卢志远", lang="zh")))


def english_alias(rdf: Graph) -> None:
    rdf.add((id_["place-武汉市"], SKOS.altLabel, Literal("Wuhan", lang="en")))


def class_left_out(rdf: Graph) -> None:
    rdf.remove((id_["place-南昌市"], RDF.type, kg.AdministrativeArea))


def code_as_number(rdf: Graph) -> None:
    rdf.set((id_["place-南昌市"], schema.identifier, Literal(360100)))


def post_nowhere(rdf: Graph) -> None:
    rdf.remove((id_["post-org-武汉大学-教授"], org.postIn, None))


def event_holds_post(rdf: Graph) -> None:
    rdf.add((id_["ev-数据论坛"], kg.affiliatedWith, id_["org-武汉大学"]))


def unknown_kind(rdf: Graph) -> None:
    rdf.set((id_["art-jx-01-01"], kg.kind, Literal("poem")))


def journalist_in_the_news(rdf: Graph) -> None:
    rdf.add((id_["jou-许知秋"], RDF.type, kg.Person))


def too_sure(rdf: Graph) -> None:
    rdf.set((visit(rdf)[0], kg.confidence, Literal("1.2", datatype=XSD.decimal, normalize=False)))


def half_a_surrogate(rdf: Graph) -> None:
    rdf.add((id_["per-卢致远"], SKOS.altLabel, Literal("卢\ud800", lang="zh")))


def number_written_long(rdf: Graph) -> None:
    rdf.add((id_["per-卢致远"], schema.identifier, Literal("007", datatype=XSD.integer, normalize=False)))


def blank(rdf: Graph) -> None:
    rdf.add((BNode(), kg.refersTo, id_["per-卢致远"]))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_evidence, "(卢致远 考察 武汉大学): a claim has at least one kg:Evidence"),
        (wrong_quote, "the quote “卢致远走访武汉大学” is not what stands there"),
        (wrong_offset, "lies outside its article"),
        (quote_without_name, "id:org-武汉大学 (武汉大学) is not named in id:evd-"),
        (quote_without_title, "the title 副县长 is not in id:evd-"),
        (
            edge_without_claim,
            "(卢致远) kg:attended (出席) id:ev-数据论坛 (数据论坛): an edge without a claim",
        ),
        (claim_without_edge, "(武汉大学): asserted, but there is no such edge"),
        (planned_but_an_edge, "(洪山区): an edge without a claim that asserts it"),
        (both_directions, "stated in both directions; once is enough"),
        (no_label, "id:role-教授: no label"),
        (two_labels, "must have exactly one rdfs:label"),
        (
            english_alias,
            "(武汉市): other names (skos:altLabel) must be Chinese (@zh) and not empty, not “Wuhan”",
        ),
        (class_left_out, "(南昌市): must also be stated to be a kg:AdministrativeArea"),
        (code_as_number, "is one plain string of 6, 9 or 12 digits, not “360100”"),
        (post_nowhere, "a post is in exactly one kg:Organization"),
        (event_holds_post, "(数据论坛): the subject of kg:affiliatedWith must be a person"),
        (unknown_kind, "kg:kind is one of news, feature"),
        (journalist_in_the_news, "a kg:Journalist is never a kg:Person written about"),
        (too_sure, "exactly one kg:confidence, a decimal from 0 to 1, not “1.2”"),
        (half_a_surrogate, "cannot be read back"),
        (number_written_long, "lost when the Turtle is read back"),
        (blank, "a blank node; everything has an IRI"),
    ],
)
def test_what_is_broken_is_found(corpus: Corpus, spoil: Callable[[Graph], None], message: str) -> None:
    rdf = graph.build(corpus)
    spoil(rdf)
    findings = graph.check(rdf)
    assert [finding for finding in findings if message in finding], findings
    assert all("\n" not in finding for finding in findings)
    assert findings == sorted(set(findings))


def test_a_name_that_holds_the_other_names_it(rdf: Graph) -> None:
    """The passage 武汉市数据局 states where the agency is, and no mention of the city stands in it."""
    (claim,) = [
        claim
        for claim in rdf.subjects(RDF.predicate, kg.locatedIn)
        if rdf.value(claim, RDF.object) == id_["place-武汉市"]
    ]
    passage = rdf.value(claim, kg.evidence)
    article = rdf.value(passage, oa.hasSource)
    mentions = {
        m for m in rdf.subjects(oa.hasSource, article) if (m, kg.refersTo, id_["place-武汉市"]) in rdf
    }
    assert not mentions
    assert graph.check(rdf) == []
