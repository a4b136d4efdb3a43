"""The editor in a real browser: it asks this server alone, and breaks no rule of its policy."""

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from serving import Server

from kg.graph import queries

pytestmark = pytest.mark.browser

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Any, server: Server) -> Iterator[Any]:
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.complaints = []
    page.asked = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()
    assert not page.complaints
    assert all(url.startswith((server.url, "data:", "blob:")) for url in page.asked)


def shown(tab: Any) -> str:
    """The query in the editor that is seen."""
    text = tab.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()")
    assert isinstance(text, str)
    return text


def test_a_ready_query_is_chosen_and_answered(tab: Any, server: Server) -> None:
    tab.goto(f"{server.url}sparql")
    tab.wait_for_selector("#ready option:nth-child(3)", state="attached")
    titles = tab.locator("#ready option").all_inner_texts()
    assert titles[1:] == [query.title for query in queries.ready()]
    tab.select_option("#ready", value="posts")
    assert "org:holds" in shown(tab)
    tab.click(".tabPanel.active .yasqe_queryButton")
    tab.wait_for_selector(".tabPanel.active .yasr table td")
    assert "卢致远" in tab.locator(".tabPanel.active .yasr").inner_text()


def test_a_query_in_the_address_stands_in_the_editor(tab: Any, server: Server) -> None:
    query = "SELECT ?name { ?x a kg:Official ; rdfs:label ?name } ORDER BY ?name"
    tab.goto(f"{server.url}sparql?query={quote(query)}")
    tab.wait_for_selector(".tabPanel.active .CodeMirror")
    assert shown(tab) == query
    tab.click(".tabPanel.active .yasqe_queryButton")
    tab.wait_for_selector(".tabPanel.active .yasr table td")
    assert "熊佩兰" in tab.locator(".tabPanel.active .yasr").inner_text()
