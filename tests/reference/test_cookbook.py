"""The cookbook: a page for each ready query, whose example finds something, as the documentation shows it."""

import re
from pathlib import Path

import pytest

from kg.graph import queries
from kg.reference import cookbook


@pytest.fixture(scope="module")
def pages(store: Path) -> dict[str, str]:
    return cookbook(store)


def test_there_are_thirty_queries_and_a_page_for_each(pages: dict[str, str]) -> None:
    names = {f"{query.name}.md" for query in queries.ready()}
    assert len(names) >= 30
    assert pages.keys() == names | {"README.md"}
    assert set(re.findall(r"\]\((\w+\.md)\)", pages["README.md"])) == names


@pytest.mark.parametrize("query", queries.ready(), ids=lambda query: query.name)
def test_the_example_of_a_query_finds_something(query: queries.ReadyQuery, store: Path) -> None:
    assert set(query.example) <= {parameter.name for parameter in query.parameters}
    assert len(queries.run(query.name, store, query.example)) > 0


def test_pages_are_tables_that_markdown_reads(pages: dict[str, str]) -> None:
    for text in pages.values():
        tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
        for table in tables:
            bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(bars) == 1, table


def test_the_documentation_shows_these_answers(pages: dict[str, str], pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.rootpath / "docs" / "queries"
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == pages, "run `make docs`"
