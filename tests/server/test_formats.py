"""The answer is written in what the client likes best."""

import pytest

from kg.server.formats import GRAPHS, HTML, RESULTS, choose, named


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/*", "csv"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.9", "tsv"),
        ("text/csv;q=0.3, */*;q=0.1", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("application/sparql-results+xml, application/sparql-results+json", "json"),
        ("text/csv; header=present; q=1.0, application/json; q=0.5", "csv"),
        ("text/csv;q=x, text/tab-separated-values;q=0.1", "tsv"),
        ("nonsense, text/csv", "csv"),
        ("image/png", None),
        ("image/png, application/json;q=0", None),
        ("*/*;q=0", None),
    ],
)
def test_rows(accept: str | None, chosen: str | None) -> None:
    found = choose(accept, RESULTS)
    assert (found.name if found else None) == chosen


def test_graphs_and_pages() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert choose(browser, (*GRAPHS, HTML)) is HTML
    assert choose("application/rdf+xml;q=0.5, text/turtle;q=0.4", GRAPHS).name == "rdfxml"
    assert choose("*/*", (*GRAPHS, HTML)).name == "turtle"


def test_by_name() -> None:
    assert named("csv", RESULTS).media == "text/csv"
    assert named("application/ld+json", GRAPHS).name == "jsonld"
    assert named("docx", RESULTS) is None
