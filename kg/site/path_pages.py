"""The page that finds how two names are connected; its script reads the links and the sentences."""

from collections.abc import Iterator

from jinja2 import Environment

from kg.site.page import render


def pages(env: Environment) -> Iterator[tuple[str, str]]:
    """path.html."""
    yield "path.html", render(env, "path.html", "path.html")
