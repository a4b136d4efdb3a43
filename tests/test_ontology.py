"""The ontology says everything that the code and the queries speak of, and nothing else."""

import importlib.util
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, DefinedNamespace

from kg import graph
from kg.graph import ontology
from kg.graph.terms import KG, PREDICATES, PREFIXES, SUPERCLASSES
from kg.model import EntityType, Predicate

VANN = Namespace("http://purl.org/vocab/vann/")
ROOT = Path(__file__).parent.parent
CLOSED: dict[str, type[DefinedNamespace]] = {
    str(namespace._NS): namespace for namespace in (ORG, PROV, SDO, FOAF, SKOS, VOID, DCTERMS)
}
OA = {
    "Annotation",
    "SpecificResource",
    "hasSource",
    "exact",
    "start",
    "end",
    "hasSelector",
    "TextQuoteSelector",
}


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(ontology.folder() / "newskg.ttl")


@pytest.fixture(scope="module")
def built() -> Graph:
    """The graph of the small corpus of the graph's tests, which speaks of everything there is."""
    spec = importlib.util.spec_from_file_location("small_corpus", ROOT / "tests" / "graph" / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return graph.build(module.make_corpus())


def own(terms: Graph) -> set[URIRef]:
    """The terms of our namespace that are declared."""
    return {term for term in terms.subjects(RDF.type) if isinstance(term, URIRef) and term.startswith(KG)}


def test_every_term_has_names_and_meaning_in_both_languages(terms: Graph) -> None:
    for term in own(terms):
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(str(text.language) for text in terms.objects(term, predicate))
            assert languages == ["en", "zh"], (term, predicate)
        assert terms.value(term, RDFS.isDefinedBy) == URIRef(KG.removesuffix("#"))
        (chinese,) = [text for text in terms.objects(term, RDFS.comment) if text.language == "zh"]
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_no_two_terms_of_a_kind_have_one_name(terms: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for language in ("zh", "en"):
            names = [
                str(text)
                for term in own(terms)
                if (term, RDF.type, kind) in terms
                for text in terms.objects(term, RDFS.label)
                if text.language == language
            ]
            assert len(names) == len(set(names))


def test_every_relation_says_what_it_joins(terms: Graph) -> None:
    for predicate in Predicate:
        if predicate is not Predicate.HOLDS_POST:
            term = URIRef(PREDICATES[predicate])
            assert terms.value(term, RDFS.domain) is not None
            assert terms.value(term, RDFS.range) is not None
            assert set(terms.objects(term)) & {OWL.ObjectProperty}
    for term in own(terms):
        if (term, RDF.type, OWL.DatatypeProperty) in terms:
            assert terms.value(term, RDFS.range) is not None


def test_every_class_stands_under_one_of_another_vocabulary(terms: Graph) -> None:
    for term in own(terms):
        if (term, RDF.type, OWL.Class) in terms:
            above = set(terms.transitive_objects(term, RDFS.subClassOf)) - {term}
            assert [iri for iri in above if not str(iri).startswith(KG)], term


def test_the_code_writes_out_the_classes_that_the_ontology_puts_above(terms: Graph) -> None:
    for kind in EntityType:
        above = set(terms.transitive_objects(URIRef(KG + kind), RDFS.subClassOf))
        names = {str(iri).removeprefix(KG) for iri in above if str(iri).startswith(KG)} - {kind.value}
        assert names == set(SUPERCLASSES.get(kind, ())), kind


def test_the_header_says_what_this_is(terms: Graph) -> None:
    header = URIRef(KG.removesuffix("#"))
    assert (header, RDF.type, OWL.Ontology) in terms
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in terms.objects(header, predicate)} == {"zh", "en"}
    for predicate in (DCTERMS.creator, DCTERMS.license, DCTERMS.created, DCTERMS.modified):
        assert terms.value(header, predicate) is not None
    version = terms.value(header, OWL.versionInfo)
    assert terms.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert terms.value(header, VANN.preferredNamespacePrefix) == Literal("kg")
    assert terms.value(header, VANN.preferredNamespaceUri) == Literal(KG)


def test_terms_of_other_vocabularies_exist_there(terms: Graph, built: Graph) -> None:
    for node in {node for source in (terms, built) for triple in source for node in triple}:
        for prefix, namespace in CLOSED.items():
            if isinstance(node, URIRef) and node.startswith(prefix) and node != URIRef(prefix):
                assert node in namespace, node
        if isinstance(node, URIRef) and node.startswith(PREFIXES["oa"]):
            assert node.removeprefix(PREFIXES["oa"]) in {*OA, ""}


def test_the_graph_speaks_of_every_term_and_of_no_other(terms: Graph, built: Graph) -> None:
    used = {node for triple in built for node in triple if isinstance(node, URIRef) and node.startswith(KG)}
    assert used == own(terms)


@pytest.mark.parametrize(
    "file",
    sorted(
        path.relative_to(ROOT)
        for path in [*ROOT.glob("kg/**/*.py"), *ontology.folder().glob("**/*.[rt][qt]*")]
    ),
    ids=str,
)
def test_no_file_speaks_of_a_term_that_is_not_there(terms: Graph, file: Path) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    names = set(re.findall(r"(?<![\w.:/-])kg:([A-Za-z]\w*)", text))
    names |= set(re.findall(r"\b_?kg\.([A-Za-z]+)(?=[,)\]])", text)) if "Namespace(KG)" in text else set()
    names |= set(re.findall(r'\{_?KG\}([A-Za-z]+)"', text)) | set(
        re.findall(r'\b_?KG \+ "([A-Za-z]+)"', text)
    )
    missing = {name for name in names if URIRef(KG + name) not in own(terms)}
    assert not missing


def test_predicates_and_classes_in_use_have_a_chinese_label(built: Graph) -> None:
    labels = ontology.labels()
    assert all(str(predicate) in labels for predicate in built.predicates(unique=True))
    assert all(str(kind) in labels for kind in built.objects(None, RDF.type, unique=True))


@pytest.mark.parametrize("name", ["newskg.ttl", "shapes.ttl"])
def test_two_parsers_read_the_same(name: str) -> None:
    path = ontology.folder() / name
    ours = ox.Dataset(ox.parse(path=path))
    text = Graph().parse(path).serialize(format="nt")
    theirs = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    for dataset in (ours, theirs):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert ours == theirs


def test_the_shapes_are_good_shapes() -> None:
    from pyshacl import validate

    shapes = Graph().parse(ontology.folder() / "shapes.ttl")
    assert validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]
