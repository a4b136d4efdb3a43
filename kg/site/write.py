"""The whole site, written beside the old one and put in its place."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph as ox

from kg import files
from kg.graph.store import prefixes_of
from kg.model import NewskgError
from kg.site import (
    data,
    downloads,
    engine,
    english,
    list_pages,
    network,
    path_pages,
    story_pages,
    tiles,
    timeline,
)
from kg.site.numbering import numbering
from kg.site.page import environment
from kg.site.parts import Parts
from kg.site.read import OWN_PAGES
from kg.site.read import records as read
from kg.site.records import Records
from kg.site.sources import Quotes
from kg.site.thing_pages import Things

TITLE = "报章关系图谱"


def write(store: ox.Store, folder: Path, title: str | None = None, *, own: int = OWN_PAGES) -> None:
    """Write the pages of the graph in `store` to `folder`; index.html is the page to open.

    The old folder stays until the new one is complete. The same graph gives the same bytes. `own` is how many
    things, the best evidenced, have a page of their own; the others are shown by e.html. Raises NewskgError
    where the folder cannot be written, or holds something else than a site.
    """
    folder = Path(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "index.html").is_file():
        raise NewskgError(f"{folder}: holds something else than a site; name another folder")
    try:
        with files.replacing_folder(folder) as fresh:
            made: set[Path] = set()
            for path, content in _files(store, read(store, own), title or TITLE):
                target = fresh / path
                if target.parent not in made:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    made.add(target.parent)
                target.write_bytes(content)
    except OSError as error:
        raise NewskgError(
            f"{folder}: cannot write the pages ({error.strerror}); name another folder"
        ) from error


@contextmanager
def _settled() -> Iterator[None]:
    """What has been read stays: the collector need not go through millions of objects each time."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _files(store: ox.Store, records: Records, title: str) -> Iterator[tuple[str, bytes]]:
    parts = Parts(store, records, prefixes_of(store))
    with _settled():
        for path, text in _texts(store, records, parts, title):
            yield path, text.encode()
        yield from downloads.files(records, parts)
    package = resources.files("kg.site")
    for folder, place in (("static", "static"), ("vendor/vis-network", "static/vendor/vis-network")):
        for path, part in _static(package.joinpath(folder), place):
            yield path, part.read_bytes()
    yield (
        "static/vendor/oxigraph/LICENSE-MIT.txt",
        package.joinpath("vendor/oxigraph/LICENSE-MIT.txt").read_bytes(),
    )


def _texts(store: ox.Store, records: Records, parts: Parts, title: str) -> Iterator[tuple[str, str]]:
    env, quotes, numbers = environment(records, title), Quotes(records), numbering(records)
    things = Things(env, records, quotes)
    yield from list_pages.pages(env, records)
    yield from things.pages(parts.context)
    yield from things.data(numbers, parts)
    yield from story_pages.pages(env, records, quotes)
    yield from timeline.pages(env, records)
    yield from tiles.pages(env, records)
    yield from path_pages.pages(env)
    yield from engine.pages(env, store, records)
    yield "graph.html", network.page(env, records, numbers)
    yield from data.files(records, numbers, quotes)
    yield "data/english.js", data.script("english", english.phrases())


def _static(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            yield from _static(part, f"{path}/{part.name}")
        else:
            yield f"{path}/{part.name}", part
