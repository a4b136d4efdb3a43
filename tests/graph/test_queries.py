"""The ready queries: each answers, in two engines alike, and says what is wrong with its parameters."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

from kg import graph
from kg.graph import ontology, queries
from kg.graph.queries import ReadyQuery
from kg.graph.terms import PREFIXES
from kg.model import NewskgError

READY = queries.ready()
VALUES = {"name": "卢致远", "text": "卢致远", "number": "1", "date": "2024-05-21"}
# Parameters of the type name that are not about a person.
NAMES = {
    "organization": "省数据局",
    "place": "江西",
    "role": "局长",
    "one": "武汉市",
    "other": "南昌",
    "type": "人物",
    "by": "省数据局",
    "visited": "武汉大学",
    "company": "赣江云科技有限公司",
    "event": "全省数字经济推进会",
}
NAMES_OF = {
    ("initiatives", "name"): "“百企上云”行动",
    ("reporter", "name"): "许知秋",
    ("said", "person"): "熊佩兰",
    ("former", "person"): "熊佩兰",
    ("proposals", "person"): "沈闻笛",
    ("spread", "name"): "“清水计划”",
    ("units", "organization"): "武汉市数据局",
}


def values_of(query: ReadyQuery) -> dict[str, str]:
    """A value for each parameter that finds something in the small corpus."""
    return {
        p.name: NAMES_OF.get((query.name, p.name)) or NAMES.get(p.name) or VALUES[p.type]
        for p in query.parameters
    }


def ids(query: ReadyQuery) -> str:
    return query.name


@pytest.mark.parametrize("query", READY, ids=ids)
def test_a_ready_query_asks_in_chinese_and_tells_in_english(query: ReadyQuery) -> None:
    assert re.search("[\u4e00-\u9fff]", query.title)
    assert query.title.endswith(("？", "出处", "原文"))
    assert query.description.endswith(".")
    assert query.topic in queries.TOPICS
    head = query.text.split("SELECT", 1)[1].split("WHERE", 1)[0]
    assert not [p.name for p in query.parameters if re.search(rf"[?$]{p.name}\b", head)]
    for parameter in query.parameters:
        assert re.search(rf"[?$]{parameter.name}\b", query.text)
        if parameter.default is not None:
            parameter.term(parameter.default)


@pytest.mark.parametrize("query", READY, ids=ids)
@pytest.mark.parametrize("given", [False, True], ids=["without", "with"])
def test_a_ready_query_finds_the_same_in_two_engines(
    query: ReadyQuery, given: bool, rdf: Graph, built
) -> None:
    values = values_of(query) if given else {}
    results = queries.run(query.name, built.store, values)
    assert len(results) > 0
    foreign = rdf.query(query.fill(values), initNs={**PREFIXES})
    assert tuple(map(str, foreign.vars)) == results.columns
    ours = Counter(tuple(map(cell, (row.get(name) for name in results.columns))) for row in results)
    theirs = Counter(tuple(map(cell, row)) for row in foreign)
    assert ours == theirs


def cell(value: object) -> str | tuple[str, ...]:
    """A cell as compared: joined texts in any order, numbers by value, nothing as the empty text."""
    text = "" if value is None else str(value)
    if re.search("[、；]", text):
        return tuple(sorted(re.split("[、；]", text)))
    return f"{float(text):.6f}" if re.fullmatch(r"\d+\.\d+|\d", text) else text


def test_the_answer_to_who_holds_a_post(built) -> None:
    rows = list(queries.run("posts", built.store, {"organization": "省数据局"}))
    assert [(row["name"], row["title"]) for row in rows] == [
        ("熊佩兰", "党组书记、局长"),
        ("卢致远", "副局长"),
        ("卢致远", "局长"),
    ]
    assert {row["first"] for row in rows} == {"2024-05-21"}


def test_two_people_of_one_name_are_two(built) -> None:
    rows = list(queries.run("met", built.store, {"person": "熊佩兰"}))
    assert [(row["met"], row["events"]) for row in rows] == [("卢致远", "1")]
    (same,) = queries.run("same", built.store)
    assert same["name"] == "熊佩兰"


def test_agencies_under_a_place_are_found_by_name_and_by_relation(built) -> None:
    rows = list(queries.run("agencies", built.store, {"place": "江西"}))
    assert [row["agency"] for row in rows] == ["江西省数据局"]
    rows = list(queries.run("agencies", built.store, {"place": "湖北省"}))
    assert [row["agency"] for row in rows] == ["武汉市数据局", "武汉市数据局信息处"]


def test_a_period_is_a_period(built) -> None:
    assert len(queries.run("articles", built.store, {"since": "2024-05-21", "until": "2024-05-21"})) == 2
    assert len(queries.run("articles", built.store, {"since": "2024-05-22"})) == 0


def test_sparql_text_and_files_are_asked_like_ready_queries(built, tmp_path: Path) -> None:
    text = "SELECT ?name { ?person a kg:Official ; rdfs:label ?name }"
    assert len(queries.run(text, built.store)) == 2
    file = tmp_path / "官员.rq"
    file.write_text(f"# parameter: name (name) | 名 | name\n{text.replace('?name {', '?person {')}")
    assert len(queries.run(str(file), built.store, {"name": "卢致远"})) == 1


@pytest.mark.parametrize(
    ("query", "values", "message"),
    [
        ("post", {}, "post: no ready query of this name; did you mean posts"),
        ("某某", {}, "choose from agencies, appointments"),
        ("posts", {"who": "甲"}, "posts: no parameter who; it has person, organization"),
        ("counts", {"who": "甲"}, "counts: no parameter who; it has none"),
        ("weak", {"below": "低"}, "parameter below: '低' is no number; write a number, as in 0.8"),
        ("articles", {"since": "5月27日"}, "parameter since: '5月27日' is no date; write a day"),
        ("缺.rq", {}, "缺.rq: cannot be read"),
        (
            "person",
            {"person": "致远"},
            "person=致远: nothing in the graph has this name; did you mean 卢致远?",
        ),
        ("place", {"place": "南京市"}, "did you mean 南昌市?"),
        ("person", {"person": "XYZ"}, "see `kg query mentioned`"),
        ("SELECT * {", {"name": "甲"}, "SPARQL query: no parameter name"),
    ],
)
def test_what_cannot_be_asked_is_said_on_one_line(
    built, query: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(NewskgError) as caught:
        queries.run(query, built.store, values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_with_a_broken_parameter_is_named(tmp_path: Path) -> None:
    file = tmp_path / "坏.rq"
    file.write_text("# parameter: name\nASK {}")
    with pytest.raises(NewskgError, match=r"坏\.rq: parameter 'name' is not understood"):
        queries.find(str(file))


def test_a_query_that_would_change_the_graph_leaves_it(built) -> None:
    with pytest.raises(NewskgError, match="changes the graph"):
        graph.query("DROP ALL", built.store)


def test_asking_loads_neither_rdflib_nor_pyshacl_nor_spacy(built) -> None:
    script = (
        "import sys; from pathlib import Path; from kg import graph; from kg.graph import queries; "
        "print(len(graph.query('counts', Path(sys.argv[1])))); queries.ready(); "
        "print([m for m in ('rdflib', 'pyshacl', 'spacy', 'networkx', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(built.store)], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_query_in_the_documentation_can_be_asked(built, tmp_path: Path) -> None:
    text = (ontology.folder() / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "visits.rq"
    file.write_text(text.split("```sparql\n")[1].split("```")[0], encoding="utf-8")
    assert (
        queries.run(str(file), built.store, {"since": "2024-01-01", "person": "卢致远"}).columns[0] == "who"
    )
