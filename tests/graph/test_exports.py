"""What other programs are given: the same facts, the same bytes, nothing that runs in a spreadsheet."""

import csv
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import RDF, VOID, Dataset, Graph, Literal, URIRef

from kg import graph
from kg.graph.exports import FORMATS
from kg.graph.store import oxigraph_triples, text_of
from kg.model import Corpus, NewskgError

# rdflib's own parsers use what rdflib has deprecated
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
RDF_FORMATS = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}


def export(source: object, name: str, folder: Path) -> Path:
    path, _ = graph.export(source, name, folder / FORMATS[name][0])
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
        paths = graph.export(source, name, tmp_path / str(number) / "it")
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
    assert [path.name for path in paths] == ["nodes.csv", "edges.csv", "dcat.jsonld"]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths[:2])
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
    written = [tmp_path / "graph.nt", tmp_path / "graph.nt.dcat.jsonld"]
    assert graph.export(tmp_path / "store", "ntriples") == written
    assert graph.export(tmp_path, "ntriples") == written
    assert graph.export(tmp_path / "store", "csv")[0] == tmp_path / "csv" / "nodes.csv"


def test_what_cannot_be_exported_is_said_on_one_line(built, tmp_path: Path) -> None:
    with pytest.raises(NewskgError, match="word: no format to export; choose one of turtle, ntriples"):
        graph.export(built.store, "word")
    with pytest.raises(NewskgError, match="a folder; give the name of a file"):
        graph.export(built.store, "turtle", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(NewskgError, match="cannot write here"):
        graph.export(built.store, "turtle", tmp_path / "file" / "graph.ttl")


def test_a_network_comes_with_colour_size_and_place(built, tmp_path: Path) -> None:
    root = ElementTree.parse(export(built.store, "gexf", tmp_path)).getroot()
    viz = "{http://www.gexf.net/1.2draft/viz}"
    nodes = {node.get("id"): node for node in root.iter() if node.tag.endswith("}node")}
    person, place = nodes["per-卢致远"], nodes["place-南昌市"]
    colours = [tuple(node.find(f"{viz}color").attrib[c] for c in "rgb") for node in (person, place)]
    assert colours == [("213", "94", "0"), ("0", "158", "115")]
    sizes = [float(node.find(f"{viz}size").get("value")) for node in nodes.values()]
    assert min(sizes) >= 4 and len(set(sizes)) > 1
    spots = {tuple(node.find(f"{viz}position").attrib.values()) for node in nodes.values()}
    assert len(spots) == len(nodes)
    net = nx.read_graphml(export(built.store, "graphml", tmp_path), force_multigraph=True)
    assert {"x", "y", "size", "r", "g", "b", "community"} <= net.nodes["per-卢致远"].keys()


def test_neo4j_finds_each_end_of_each_relationship(built, tmp_path: Path) -> None:
    nodes_file, relationships_file, _ = graph.export(built.store, "neo4j", tmp_path / "neo4j")
    with nodes_file.open(encoding="utf-8", newline="") as file:
        nodes = {row["id:ID"]: row for row in csv.DictReader(file)}
    with relationships_file.open(encoding="utf-8", newline="") as file:
        relationships = list(csv.DictReader(file))
    assert {r[end] for r in relationships for end in (":START_ID", ":END_ID")} <= nodes.keys()
    assert nodes["per-卢致远"][":LABEL"] == "Official;Person"
    assert {r[":TYPE"] for r in relationships} >= {"holdsPost", "visited", "partOf"}
    assert {r["background:boolean"] for r in relationships} == {"true", "false"}
    kinds = {head.partition(":")[2] for row in (nodes["per-卢致远"], relationships[0]) for head in row}
    assert kinds <= {"", "ID", "LABEL", "START_ID", "END_ID", "TYPE"} | {
        *("string[]", "long", "double", "date", "boolean")
    }


def ftm_entities(built, folder: Path) -> dict[str, dict]:
    lines = export(built.store, "ftm", folder).read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert len(entities) == len(lines)
    return entities


def test_followthemoney_links_lead_to_entities_and_carry_their_passages(built, tmp_path: Path) -> None:
    entities = ftm_entities(built, tmp_path)
    ends = (
        "holder",
        "post",
        "organization",
        "subject",
        "object",
        "participant",
        "project",
        "proof",
        "parent",
    )
    for entity in entities.values():
        for name in ends:
            assert set(entity["properties"].get(name, ())) <= entities.keys()
    named = {tuple(e["properties"].get("name", ())): e for e in entities.values()}
    assert named["江西省数据局",]["schema"] == "PublicBody"
    posts = [e for e in entities.values() if e["schema"] == "Occupancy"]
    held = {named_by(entities, e, "holder") + named_by(entities, e, "post") for e in posts}
    assert "卢致远江西省数据局局长" in held
    assert all(e["properties"]["description"] and e["properties"]["proof"] for e in posts)


def named_by(entities: dict[str, dict], entity: dict, end: str) -> str:
    (other,) = entity["properties"][end]
    (name,) = entities[other]["properties"]["name"]
    return name


def test_followthemoney_takes_every_entity_for_valid(built, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for entity in ftm_entities(built, tmp_path).values():
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        kept = {name for name in entity["properties"] if proxy.get(name)}
        assert kept == entity["properties"].keys()


def test_facts_alone_are_without_texts_and_lose_no_claim(rdf: Graph, built, tmp_path: Path) -> None:
    path, _ = graph.export(built.store, "ntriples", tmp_path / "facts.nt", only_facts=True)
    found = Graph().parse(path, format="nt")
    kg = "https://w3id.org/newskg/ontology#"
    assert len(found) < len(rdf)
    assert set(found) - set(rdf) == set(found.triples((None, VOID.triples, None)))
    left = {str(predicate) for predicate in found.predicates()}
    assert not left & {kg + "text", "https://schema.org/articleBody", kg + "refersTo"}
    quotes = {quote for _, quote in found.subject_objects(URIRef(kg + "quote"))}
    texts = [str(text) for text in rdf.objects(None, URIRef(kg + "text"))]
    assert quotes and not quotes & set(map(Literal, texts))
    for kind in ("Claim", "Evidence"):
        every = set(rdf.subjects(RDF.type, URIRef(kg + kind)))
        assert set(found.subjects(RDF.type, URIRef(kg + kind))) == every
    (number,) = found.objects(None, VOID.triples)
    assert number.toPython() == len(found)


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_beside_each_dump_says_what_it_is(name: str, built, tmp_path: Path) -> None:
    *dumps, record = graph.export(built.store, name, tmp_path / FORMATS[name][0])
    text = record.read_text(encoding="utf-8")
    quads = ox.parse(text, format=ox.RdfFormat.JSON_LD, base_iri="https://example.org/")
    facts = {(quad.predicate.value, text_of(quad.object)) for quad in quads}
    dcat, spdx = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"
    for dump in dumps:
        data = dump.read_bytes()
        assert (f"{dcat}downloadURL", f"https://example.org/{dump.name}") in facts
        assert (f"{dcat}byteSize", str(len(data))) in facts
        assert (f"{spdx}checksumValue", hashlib.sha256(data).hexdigest()) in facts
    assert len({value for key, value in facts if key == f"{dcat}mediaType"}) == 1
    (version,) = {value for key, value in facts if key.endswith("conformsTo")}
    assert re.fullmatch(r"https://w3id.org/newskg/ontology/\d+\.\d+\.\d+", version)
    assert {value for key, value in facts if key == f"{dcat}startDate"} == {"2024-05-21"}
