"""The commands as a person runs them, on the example pages."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from rdflib import Graph

FORMATS = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
PAGE = "赣鄱日报7月18日讯（记者 苗清越）今天，省司法厅厅长古庭松在抚州市调研时说，证明能减则减。\n"


def kg(*args, seed="0"):
    """A finished run of the command."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONHASHSEED": seed, "COLUMNS": "200"},
    )


@pytest.fixture(scope="module")
def pages(pytestconfig):
    return pytestconfig.rootpath / "examples" / "pages"


@pytest.fixture(scope="module")
def built(tmp_path_factory, pages):
    output = tmp_path_factory.mktemp("built")
    done = kg("build", pages, "--paper", "赣鄱日报", "--home", "江西省", "-o", output)
    assert done.returncode == 0, done.stderr
    assert f"Open {output / 'site' / 'index.html'} in a browser" in done.stdout
    return output


def one_line(done, *words):
    """The run failed, and said so on one line that holds these words."""
    assert done.returncode == 1, done
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert str(word) in done.stderr
    return True


def test_a_build_holds_what_the_report_says(built):
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert report["pages"] == 4
    assert report["articles"] == 16
    assert report["findings"] == []
    assert report["triples"] == len(Graph().parse(built / "graph.ttl"))
    assert {"Official", "Agency", "City", "Initiative", "Event"} <= set(report["entities"])


def test_two_builds_are_the_same_bytes_whatever_order_workers_and_hash_seed(built, pages, tmp_path):
    files = sorted(pages.iterdir(), reverse=True)
    done = kg(
        "build",
        *files,
        "--paper",
        "赣鄱日报",
        "--home",
        "江西省",
        "-o",
        tmp_path,
        "--workers",
        "2",
        seed="77",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()
    one, other = (
        {p.relative_to(o): p.read_bytes() for p in (o / "site").rglob("*") if p.is_file()}
        for o in (built, tmp_path)
    )
    assert one == other


def test_a_query_answers_as_table_csv_tsv_and_json(built):
    text = 'SELECT ?name WHERE { ?p a kg:Official ; rdfs:label ?name FILTER(?name = "熊佩兰"@zh) }'
    assert "熊佩兰" in kg("query", text, "--outputs", built).stdout
    rows = list(csv.reader(io.StringIO(kg("query", text, "--outputs", built, "-f", "csv").stdout)))
    assert rows == [["name"], ["熊佩兰"]]
    answer = json.loads(kg("query", text, "--outputs", built, "-f", "json").stdout)
    assert answer["results"]["bindings"][0]["name"]["value"] == "熊佩兰"
    assert kg("query", text, "--outputs", built, "-f", "tsv").stdout.splitlines()[0] == "?name"


def test_a_query_may_stand_in_a_file(built, tmp_path):
    (tmp_path / "people.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { ?p a kg:Person }", encoding="utf-8")
    done = kg("query", tmp_path / "people.rq", "--outputs", built, "-f", "csv")
    assert int(done.stdout.split()[1]) > 10


def test_a_post_is_found_with_its_sentence(built):
    done = kg(
        "query",
        """SELECT ?title ?agency ?quote WHERE {
             ?p rdfs:label "柳行知"@zh ; org:holds ?post .
             ?post rdfs:label ?title ; org:postIn/rdfs:label ?agency .
             ?claim rdf:subject ?p ; rdf:object ?post ; kg:evidence/kg:quote ?quote }""",
        "--outputs",
        built,
        "-f",
        "csv",
    )
    assert list(csv.reader(io.StringIO(done.stdout)))[1] == [
        "总经济师",
        "江西省农业农村厅",
        "省农业农村厅总经济师柳行知",
    ]


def test_without_a_query_the_ready_ones_are_listed(built):
    listed = kg("query", "--outputs", built)
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) >= 12


@pytest.mark.parametrize(("format", "suffix"), FORMATS.items())
def test_an_export_is_the_same_graph(built, tmp_path, format, suffix):
    file = tmp_path / f"graph.{suffix}"
    done = kg("export", format, "-o", file, "--outputs", built)
    assert done.returncode == 0, done.stderr
    assert len(Graph().parse(file)) == len(Graph().parse(built / "graph.ttl"))


@pytest.mark.parametrize("format", ["trig", "graphml", "gexf", "csv", "neo4j", "ftm"])
def test_other_exports_are_written(built, tmp_path, format):
    target = tmp_path / "export"
    done = kg("export", format, "-o", target, "--outputs", built)
    assert done.returncode == 0, done.stderr
    written = [target] if target.is_file() else sorted(target.iterdir())
    assert written
    assert all(path.stat().st_size > 1000 for path in written)


def test_facts_are_exported_without_texts(built, tmp_path):
    file = tmp_path / "facts.ttl"
    done = kg("export", "turtle", "--only", "facts", "-o", file, "--outputs", built)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(file), f"{file}.dcat.jsonld"]
    assert "kg:quote" in file.read_text(encoding="utf-8")
    assert not {"kg:text", "schema:articleBody", "kg:Mention"} & set(file.read_text(encoding="utf-8").split())


def test_a_question_in_words_leads_to_a_query_that_answers(built):
    done = kg("ask", "柳行知担任什么职务", "--outputs", built)
    assert done.returncode == 0, done.stderr
    command = done.stdout.splitlines()[1].split()
    assert command[:2] == ["kg", "query"]
    assert command[3] == "person=柳行知"
    assert kg("query", "posts", command[3], "--outputs", built).returncode == 0
    listed = kg("ask")
    assert listed.returncode == 0
    assert listed.stdout.count("kg query") >= 30
    assert one_line(kg("ask", "zzzz", "--outputs", built), "no ready query is like this")


def test_checks_and_rules_and_evaluation_pass(built, pytestconfig):
    assert kg("check", "--outputs", built).returncode == 0
    rules = kg("rules", "test")
    assert rules.returncode == 0, rules.stderr
    gold = sorted((pytestconfig.rootpath / "examples" / "gold").glob("*.json"))
    evaluation = kg("evaluate", *gold, "--outputs", built)
    assert evaluation.returncode == 0, evaluation.stderr
    assert "relations" in evaluation.stdout


def test_the_site_can_be_written_alone(built):
    index = built / "site" / "index.html"
    before = index.read_bytes()
    index.write_bytes(b"old")
    assert kg("site", "--outputs", built).returncode == 0
    assert index.read_bytes() == before


def test_bad_pages_are_named_and_the_others_built(tmp_path):
    (tmp_path / "good.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "none.txt").write_text("1 2 3\n", encoding="utf-8")
    done = kg("build", tmp_path, "--home", "江西省", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    for name in ("empty.txt", "binary.txt", "none.txt"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1
    assert "1 pages, 1 articles" in done.stdout


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 9), ("none.txt", b"1 2 3\n")]
)
def test_nothing_built_is_an_error(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert one_line(kg("build", tmp_path / name, "-o", tmp_path / "out"), name, "nothing was built")


def test_what_was_built_stays_where_a_later_build_fails(built, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    before = (built / "graph.ttl").read_bytes()
    assert one_line(kg("build", tmp_path / "empty.txt", "-o", built), "empty.txt")
    assert (built / "graph.ttl").read_bytes() == before


def test_a_folder_with_no_page_and_a_missing_file_are_named(tmp_path):
    assert one_line(kg("build", tmp_path, "-o", tmp_path / "out"), tmp_path)
    assert one_line(kg("build", tmp_path / "gone.txt", "-o", tmp_path / "out"), "gone.txt")


def test_an_output_that_cannot_be_written_is_named(pages, tmp_path):
    (tmp_path / "file").write_text("")
    assert one_line(kg("build", pages, "-o", tmp_path / "file"), tmp_path / "file", "cannot write")


def test_broken_requests_are_answered_on_one_line(built, tmp_path):
    assert one_line(kg("query", "SELECT ?x WHERE {", "--outputs", built))
    assert one_line(kg("query", "no-such-query", "--outputs", built), "no-such-query")
    assert one_line(kg("query", "ASK {}", "--outputs", tmp_path / "nowhere"), "nowhere")
    assert one_line(kg("export", "docx", "--outputs", built), "docx")
    assert one_line(kg("check", "--outputs", tmp_path / "nowhere"), "nowhere")
    assert one_line(kg("site", "--outputs", tmp_path / "nowhere"), "nowhere")
    (tmp_path / "gold.json").write_text("{")
    assert one_line(kg("evaluate", tmp_path / "gold.json", "--outputs", built), "gold.json")
    assert one_line(kg("build", tmp_path, "--date", "28. Mai"), "--date")


def test_annotated_articles_are_checked_counted_and_converted(pytestconfig, tmp_path):
    folder = pytestconfig.rootpath / "corpus"
    assert "0 problems" in kg("corpus", "check", folder).stdout
    assert "mentions by type" in kg("corpus", "figures", folder).stdout
    for format in ("gold", "conll", "docbin"):
        done = kg("corpus", "convert", format, folder, "-o", tmp_path / format, "--split", "dev")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / format).stat().st_size > 10_000
    assert "F1 1.000" in kg("corpus", "agreement", folder, folder).stdout
