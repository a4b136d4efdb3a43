"""What other programs are given: the same facts, the same bytes, nothing that runs in a spreadsheet."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from kg import graph
from kg.graph.exports import FORMATS
from kg.graph.store import oxigraph_triples
from kg.model import Corpus, NewskgError

# rdflib's own parsers use what rdflib has deprecated
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
RDF_FORMATS = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}


def export(source: object, name: str, folder: Path) -> Path:
    (path,) = graph.export(source, name, folder / FORMATS[name][0])
    return path


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_two_parsers_read_the_same_graph(name: str, rdf: Graph, built, tmp_path: Path) -> None:
    path = export(built.store, name, tmp_path)
    quads = ox.parse(path=path, format=None if name != "rdfxml" else ox.RdfFormat.RDF_XML)
    assert {quad.triple for quad in quads} == set(oxigraph_triples(rdf))
    foreign = Dataset(default_union=True)
    foreign.parse(path, format=RDF_FORMATS[name])
    assert {triple[:3] for triple in foreign.triples((None, None, None))} == set(rdf)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_are_the_same_from_store_file_and_graph(
    name: str, rdf: Graph, built, tmp_path: Path
) -> None:
    answers = []
    for number, source in enumerate((built.store, built.folder, built.file, rdf)):
        paths = graph.export(source, name, tmp_path / str(number))
        answers.append([path.read_bytes() for path in paths])
    assert all(answer == answers[0] for answer in answers)


def test_turtle_is_the_file_of_the_build(built, tmp_path: Path) -> None:
    assert export(built.store, "turtle", tmp_path).read_bytes() == built.file.read_bytes()


def test_trig_has_a_graph_for_each_article_and_each_triple_once(rdf: Graph, built, tmp_path: Path) -> None:
    quads = list(ox.parse(path=export(built.store, "trig", tmp_path)))
    assert len(quads) == len(rdf)
    names = {str(quad.graph_name) for quad in quads}
    assert len(names) == 5  # four articles and the default graph
    article = ox.NamedNode("https://w3id.org/newskg/id/art-jx-01-02")
    inside = {
        quad.subject.value.rpartition("/")[2].partition("-")[0]
        for quad in quads
        if quad.graph_name == article
    }
    assert inside == {"art", "men", "evd", "claim"}


def test_a_carriage_return_survives_xml_and_a_control_character_keeps_its_place(
    corpus: Corpus, tmp_path: Path
) -> None:
    document = corpus.documents["hb-03-01"]
    text = "\r\x0b" + document.article.text[2:]
    changed = replace(document, article=replace(document.article, text=text))
    rdf = graph.build(replace(corpus, documents={**corpus.documents, "hb-03-01": changed}))
    parsed = Graph().parse(export(rdf, "rdfxml", tmp_path), format="xml")
    assert any(str(value) == "\r\ufffd" + text[2:] for value in parsed.objects())


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_have_the_things_and_what_joins_them(name: str, read, built, tmp_path: Path) -> None:
    path = export(built.store, name, tmp_path)
    net = read(path) if name == "gexf" else read(path, force_multigraph=True)
    assert net.nodes["per-卢致远"]["label"] == "卢致远"
    assert net.nodes["per-卢致远"]["type"] == "Official"
    assert "code" not in net.nodes["per-卢致远"]
    posts = [data for *ends, data in net.edges(data=True) if ends == ["per-卢致远", "org-江西省数据局"]]
    assert sorted(data["title"] for data in posts) == ["副局长", "局长"]
    assert {data["origin"] for *_, data in net.edges(data=True)} == {"articles", "gazetteer"}
    assert not [
        data for *ends, data in net.edges(data=True) if ends == ["place-光谷软件园", "place-南湖大桥"]
    ]


def test_gexf_carries_no_day(built, tmp_path: Path) -> None:
    root = ElementTree.parse(export(built.store, "gexf", tmp_path)).getroot()
    assert next(element for element in root.iter() if element.tag.endswith("meta")).attrib == {}


def test_csv_opens_in_a_spreadsheet(corpus: Corpus, tmp_path: Path) -> None:
    entities = tuple(
        replace(entity, name="=HYPERLINK(甲)") if entity.id == "per-卢致远" else entity
        for entity in corpus.entities
    )
    paths = graph.export(graph.build(replace(corpus, entities=entities)), "csv", tmp_path)
    assert [path.name for path in paths] == ["nodes.csv", "edges.csv"]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)
    with paths[0].open(encoding="utf-8-sig", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    assert nodes["per-卢致远"]["label"] == "'=HYPERLINK(甲)"
    assert nodes["place-南昌市"] == {
        "id": "place-南昌市",
        "iri": "https://w3id.org/newskg/id/place-南昌市",
        "label": "南昌市",
        "type": "City",
        "aliases": "南昌",
        "code": "360100",
        "kind": "",
        "date": "",
        "mentions": "2",
        "articles": "2",
    }
    with paths[1].open(encoding="utf-8-sig", newline="") as file:
        edges = list(csv.DictReader(file))
    (visit,) = [edge for edge in edges if edge["predicate"] == "visited"]
    assert (visit["source"], visit["target"], visit["passages"]) == ("per-卢致远", "org-武汉大学", "1")
    assert {edge["background"] for edge in edges if edge["passages"] == "0"} == {"yes"}


def test_jsonld_is_json(built, tmp_path: Path) -> None:
    things = json.loads(export(built.store, "jsonld", tmp_path).read_text())
    assert {"https://w3id.org/newskg/id/per-卢致远"} <= {thing["@id"] for thing in things}


def test_without_a_file_the_export_stands_beside_the_store(rdf: Graph, tmp_path: Path) -> None:
    graph.write(rdf, tmp_path)
    assert graph.export(tmp_path / "store", "ntriples") == [tmp_path / "graph.nt"]
    assert graph.export(tmp_path, "ntriples") == [tmp_path / "graph.nt"]
    assert graph.export(tmp_path / "store", "csv")[0] == tmp_path / "csv" / "nodes.csv"


def test_what_cannot_be_exported_is_said_on_one_line(built, tmp_path: Path) -> None:
    with pytest.raises(NewskgError, match="word: no format to export; choose one of turtle, ntriples"):
        graph.export(built.store, "word")
    with pytest.raises(NewskgError, match="a folder; give the name of a file"):
        graph.export(built.store, "turtle", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(NewskgError, match="cannot write here"):
        graph.export(built.store, "turtle", tmp_path / "file" / "graph.ttl")
