"""The pictures of the README and of docs/pages.md, taken from the pages of the examples.

    make demo
    .venv/bin/python docs/pictures/make.py [outputs/site]

Needs playwright and Chromium. Writes PNG files beside itself.
"""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


def best(site: Path, type_: str, number: int = 0) -> tuple[str, str]:
    """Path and token of a thing of a type, in the order of its list."""
    text = (site / "t" / f"{type_}.html").read_text(encoding="utf-8")
    path = re.findall(r'<td data-key="\d+"><a class="name \w+" href="\.\./([^"]+)"', text)[number]
    return path, Path(path).stem


def longest(site: Path) -> str:
    """The article of which most was read."""
    return (
        max(site.glob("a/*/*.html"), key=lambda path: path.read_text(encoding="utf-8").count("<li>"))
        .relative_to(site)
        .as_posix()
    )


def pictures(site: Path) -> dict[str, tuple[str, str, int, Callable[[Page], None]]]:
    """Name to page, theme, height, and what is done on the page before the picture is taken."""

    def expanded(page: Page) -> None:
        page.locator("#detail h2").wait_for()

    def typed(page: Page) -> None:
        page.type("#find", "gz", delay=40)
        page.locator("#find-list .hit").first.wait_for()

    def answered(page: Page) -> None:
        page.locator("#rows td").first.wait_for()

    def found(page: Page) -> None:
        page.locator(".way blockquote").first.wait_for()

    def nothing(page: Page) -> None:
        page.wait_for_timeout(300)

    thing, _ = best(site, "agency")
    _, middle = best(site, "city")
    return {
        "front": ("index.html", "light", 760, typed),
        "thing": (thing, "light", 860, nothing),
        "article": (longest(site), "light", 760, nothing),
        "graph": (f"graph.html#focus={middle}", "dark", 760, expanded),
        "path": (f"path.html#{far(site)}", "light", 700, found),
        "sparql": ("sparql.html#name=posts", "dark", 760, answered),
    }


def far(site: Path) -> str:
    """Two names that are three steps apart, as the address of their path."""
    import networkx as nx

    text = (site / "graph.html").read_text(encoding="utf-8")
    edges, nodes = (
        json.loads(re.search(rf'id="graph-{part}">(.*?)</script>', text, re.S)[1])
        for part in ("edges", "nodes")  # type: ignore[index]
    )
    people = {node["id"] for node in nodes if node["family"] == "person"}
    graph: nx.Graph[str] = nx.Graph([(edge["from"], edge["to"]) for edge in edges])
    pairs = (
        (a, b)
        for a in sorted(people)
        for b, steps in nx.single_source_shortest_path_length(graph, a, 4).items()
        if b in people and steps == 4
    )
    start, end = min(pairs)
    return f"from={start}&to={end}&places=1&hops=4"


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/site").resolve()
    with sync_playwright() as driver:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (path, theme, height, prepare) in pictures(site).items():
            page = browser.new_page(viewport={"width": 1200, "height": height}, color_scheme=theme)
            page.goto(f"file://{site}/{path}")
            prepare(page)
            page.wait_for_timeout(200)
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
