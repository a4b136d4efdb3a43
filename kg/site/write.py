"""The whole site, written beside the old one and put in its place."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph as ox

from kg import files
from kg.model import NewskgError
from kg.site import data, downloads, engine, list_pages, network, path_pages, story_pages, tiles, timeline
from kg.site.page import environment
from kg.site.read import records as read
from kg.site.records import Records
from kg.site.sources import Quotes
from kg.site.thing_pages import Things

TITLE = "报章关系图谱"


def write(store: ox.Store, folder: Path, title: str | None = None) -> None:
    """Write the pages of the graph in `store` to `folder`; index.html is the page to open.

    The old folder stays until the new one is complete. The same graph gives the same bytes. Raises
    NewskgError where the folder cannot be written, or holds something else than a site.
    """
    folder = Path(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "index.html").is_file():
        raise NewskgError(f"{folder}: holds something else than a site; name another folder")
    records = read(store)
    try:
        with files.replacing_folder(folder) as fresh:
            for path, content in _files(store, records, title or TITLE):
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except OSError as error:
        raise NewskgError(
            f"{folder}: cannot write the pages ({error.strerror}); name another folder"
        ) from error


def _files(store: ox.Store, records: Records, title: str) -> Iterator[tuple[str, bytes]]:
    for path, text in _texts(store, records, title):
        yield path, text.encode()
    with_facts = [thing for thing in records.things.values() if records.about.get(thing.id)]
    yield from downloads.turtle_of(store, with_facts)
    yield from (downloads.table_of(records, thing) for thing in with_facts)
    package = resources.files("kg.site")
    for folder, place in (("static", "static"), ("vendor/vis-network", "static/vendor/vis-network")):
        for path, part in _static(package.joinpath(folder), place):
            yield path, part.read_bytes()
    yield (
        "static/vendor/oxigraph/LICENSE-MIT.txt",
        package.joinpath("vendor/oxigraph/LICENSE-MIT.txt").read_bytes(),
    )


def _texts(store: ox.Store, records: Records, title: str) -> Iterator[tuple[str, str]]:
    env, quotes = environment(records, title), Quotes(records)
    yield from list_pages.pages(env, records)
    yield from Things(env, records, quotes).pages()
    yield from story_pages.pages(env, records, quotes)
    yield from timeline.pages(env, records)
    yield from tiles.pages(env, records)
    yield from path_pages.pages(env)
    yield from engine.pages(env, store, records)
    yield "graph.html", network.page(env, records)
    yield from data.files(records, quotes)


def _static(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            yield from _static(part, f"{path}/{part.name}")
        else:
            yield f"{path}/{part.name}", part
