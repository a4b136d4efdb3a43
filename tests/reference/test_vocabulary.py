"""The reference of the vocabulary: every term, every link leads somewhere, nothing is loaded."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import ontology
from kg.graph.terms import KG, SKOS
from kg.reference import vocabulary


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if tag == "a" else []
        self.loaded += [known[name] for name in ("src", "srcset", "data") if name in known]
        self.loaded += [known["href"]] if tag == "link" else []


@pytest.fixture(scope="module")
def text() -> str:
    return vocabulary()


def test_every_term_has_its_place_with_both_languages_and_an_example(text: str) -> None:
    page = _Page(text)
    triples = list(ox.parse(path=ontology.folder() / "newskg.ttl"))
    own = {t.subject.value for t in triples if str(getattr(t.subject, "value", "")).startswith(KG)}
    assert {iri.removeprefix(KG) for iri in own} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    for triple in triples:
        if getattr(triple.subject, "value", "") in own and isinstance(triple.object, ox.Literal):
            first = triple.object.value.split("\n")[0]
            assert re.sub("[<>&\"']", "", first)[:20] in re.sub("[<>&\"']|&#?\\w+;", "", text)
    exemplified = {t.subject.value for t in triples if t.predicate.value == f"{SKOS}example"}
    assert exemplified == own


def test_links_lead_to_terms_and_nothing_is_loaded(text: str) -> None:
    page = _Page(text)
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not page.loaded
    assert "<script" not in text


def test_unions_are_taken_apart_and_ends_point_back(text: str) -> None:
    heldin = text.split('<article id="heldIn">')[1].split("</article>")[0]
    assert 'href="#Organization"' in heldin and 'href="#Place"' in heldin
    event = text.split('<article id="Event">')[1].split("</article>")[0]
    assert 'href="#heldIn"' in event


def test_the_page_in_the_documentation_is_of_this_ontology(text: str, pytestconfig: pytest.Config) -> None:
    file = pytestconfig.rootpath / "docs" / "ontology.html"
    assert file.read_text("utf-8") == text, "run `make docs`"


def test_a_text_with_marks_of_html_stays_text(tmp_path: Path) -> None:
    source = (ontology.folder() / "newskg.ttl").read_text("utf-8")
    file = tmp_path / "hostile.ttl"
    file.write_text(source.replace("“百企上云”行动 → a kg", "<img src=x onerror=alert(1)> → a kg"), "utf-8")
    assert "<img" not in vocabulary(file)
