"""What the graph says of itself: a VoID description and the run that made it, without the time of day."""

from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from kg.graph import iris, ontology
from kg.graph.literals import chinese, integer, plain
from kg.graph.terms import DCTERMS, KG, OWL, PROV, VOID
from kg.graph.version import VERSION
from kg.model import Corpus

_dcterms, _owl, _prov, _void = Namespace(DCTERMS), Namespace(OWL), Namespace(PROV), Namespace(VOID)
DATASET = "dataset-newskg"
RUN = "run-newskg"


def add_header(graph: Graph, things: Namespace, corpus: Corpus) -> None:
    """Add dataset, run and software. The run has no time, for the same pages must give the same bytes; the
    triples are counted when all are there."""
    dataset, run = things[DATASET], things[RUN]
    software = things[iris.mint("software", "newskg", VERSION)]
    vocabulary, title = URIRef(KG.removesuffix("#")), "新闻知识图谱"
    pages, articles = len(corpus.pages), len(corpus.documents)
    named = sum(not entity.background for entity in corpus.entities)
    graph.add((dataset, RDF.type, _void.Dataset))
    graph.add((dataset, RDFS.label, chinese(title)))
    graph.add((dataset, _dcterms.title, chinese(title)))
    about = f"由{pages}个版面的{articles}篇稿件生成，{named}个实体，{len(corpus.claims)}条陈述，每条附原文。"
    graph.add((dataset, _dcterms.description, chinese(about)))
    graph.add((dataset, _void.entities, integer(len(corpus.entities))))
    graph.add((dataset, _void.triples, integer(0)))
    graph.add((dataset, _void.uriSpace, plain(str(things))))
    graph.add((dataset, _void.vocabulary, vocabulary))
    graph.add((vocabulary, RDFS.label, chinese(ontology.labels()[str(vocabulary)])))
    graph.add((dataset, _prov.wasGeneratedBy, run))
    graph.add((run, RDF.type, _prov.Activity))
    graph.add((run, RDFS.label, chinese("从版面到图谱")))
    graph.add((run, _prov.wasAssociatedWith, software))
    for page in corpus.pages:
        graph.add((run, _prov.used, things[iris.page(page.id)]))
    graph.add((software, RDF.type, _prov.SoftwareAgent))
    graph.add((software, RDFS.label, chinese(f"newskg {VERSION}")))
    graph.add((software, _owl.versionInfo, plain(VERSION)))


def count_triples(graph: Graph, things: Namespace) -> None:
    """Say in the header how many triples the graph has."""
    graph.set((things[DATASET], _void.triples, integer(len(graph))))
