"""What is exported, and what the endpoint sends, is the same graph to parsers of others, in every format."""

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, URIRef

from kg import graph
from kg.graph import exports, ontology
from kg.graph.terms import KG
from kg.server import answers
from kg.server.formats import GRAPHS
from kg.server.frames import Question

RAPPER = shutil.which("rapper")
RAPTOR = {
    "turtle": ("turtle", "ntriples"),
    "ntriples": ("ntriples", "ntriples"),
    "trig": ("trig", "nquads"),
    "rdfxml": ("rdfxml", "ntriples"),
}
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
# What breaks writers: quotes, breaks of every kind, tags, the edges of planes, marks of direction.
HARD = (
    "引号\"与'和\\反斜杠",
    "换行\n回车\r制表\t",
    "<b>&amp;</b> ]]> -->",
    "𠮷野家 〇 ﷐ é",
    "a\u200f\u202eb\u2028c\u0085d",
    "",
    " 空格 ",
)


def canonical(quads: "set[ox.Quad]") -> ox.Dataset:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def raptor(file: Path, name: str) -> set[ox.Quad]:
    """The same file, as Raptor reads it."""
    if RAPPER is None:
        pytest.skip("no rapper here; it is in the Debian package raptor2-utils")
    source, target = RAPTOR[name]
    command = [RAPPER, "-q", "-i", source, "-o", target, str(file), "https://example.org/"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr, done.stderr.decode()
    format = ox.RdfFormat.N_QUADS if target == "nquads" else ox.RdfFormat.N_TRIPLES
    return set(ox.parse(done.stdout, format=format))


def rdflib_reads(file: Path) -> set[ox.Quad]:
    text = Graph().parse(file, format="json-ld").serialize(format="nt")
    return set(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def others(file: Path, name: str) -> set[ox.Quad]:
    """The file as a parser reads it that is neither ours nor Oxigraph's. Raptor knows no JSON-LD."""
    return rdflib_reads(file) if name == "jsonld" else raptor(file, name)


def hard() -> Graph:
    rows = "".join(
        f"<https://example.org/甲-{n}> <https://example.org/p> {ox.Literal(text, language='zh')} .\n"
        for n, text in enumerate(HARD)
    )
    return Graph(bind_namespaces="none").parse(data=rows, format="nt")


@pytest.mark.parametrize("only_facts", [False, True], ids=["whole", "facts"])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_exports_are_the_same_graph_to_everyone(name: str, only_facts: bool, built, tmp_path: Path) -> None:
    file, *_ = exports.export(built.store, name, tmp_path / "graph", only_facts=only_facts)
    ours = canonical(set(ox.parse(path=file, format=FORMATS[name])))
    assert canonical(others(file, name)) == ours
    with graph.open_store(built.store) as store:
        triples = {quad.triple for quad in store}
    read = {quad.triple for quad in ours}
    assert len(read) < len(triples) if only_facts else read == triples


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hard_texts_are_the_same_to_everyone(name: str, tmp_path: Path) -> None:
    file, *_ = exports.export(hard(), name, tmp_path / "graph")
    texts = {quad.object.value for quad in ox.parse(path=file, format=FORMATS[name])}
    assert texts == {quad.object.value for quad in others(file, name)} == set(HARD)


@pytest.mark.parametrize("format", GRAPHS, ids=lambda format: format.name)
def test_answers_of_the_endpoint_are_the_same_to_everyone(format, built, tmp_path: Path) -> None:
    asked = "CONSTRUCT WHERE { ?s ?p ?o }"
    with graph.open_store(built.store) as store:
        answer = answers.query(store, {}, Question("query", text=asked, format=format.name, most=10**6))
        quads = set(store)
    file = tmp_path / "answer"
    file.write_bytes(answer.body)
    assert set(ox.parse(path=file, format=FORMATS[format.name])) == quads == others(file, format.name)


def test_what_another_parser_reads_still_fits_the_shapes(built, tmp_path: Path) -> None:
    file, *_ = exports.export(built.store, "rdfxml", tmp_path / "graph.rdf")
    read = ox.serialize(raptor(file, "rdfxml"), format=ox.RdfFormat.N_QUADS) or b""
    data = Graph().parse(data=read, format="nt")
    fits, _, report = validate(data, shacl_graph=Graph().parse(ontology.folder() / "shapes.ttl"))
    assert fits, report
    data.remove((None, URIRef(f"{KG}quote"), None))
    assert not validate(data, shacl_graph=Graph().parse(ontology.folder() / "shapes.ttl"))[0]
