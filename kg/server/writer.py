"""The one process that changes a store: python -m kg.server.writer STORE SCRATCH

It works on a copy in the folder SCRATCH, and after each change a snapshot of that takes the place of the
store, as the store of a build does. So nobody ever writes where others read, and a build may come between.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg import files
from kg.graph import sparql
from kg.graph.store import one_line, prefixes_of
from kg.model import NewskgError
from kg.server import clauses
from kg.server.frames import Answer, Question
from kg.server.reader import serve

_NAME = "update"


class Writer:
    """A copy of the store in `folder`, open for writing, and what it needs to publish it there."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder, self._scratch = folder, scratch
        self._store: ox.Store | None = None
        self._copied = 0

    def answer(self, question: Question, body: bytes = b"") -> Answer:
        """Make the change that `question` asks for, whole or not at all."""
        try:
            store = self._open()
            status = self._change(store, question)
            if status < 300:
                self._publish(store)
            return Answer(status)
        except NewskgError as error:
            return Answer(400, body=f"{error}\n".encode())
        except SyntaxError as error:
            return Answer(400, body=f"{_NAME}, {sparql.explain(question.text, error)}\n".encode())
        except (RuntimeError, ValueError) as error:
            return Answer(400, body=f"{_NAME}: cannot be done ({one_line(error)})\n".encode())
        except OSError as error:
            self._store = None  # half a change may be in it
            return Answer(503, body=f"the store cannot be written ({one_line(error)})\n".encode())

    def _change(self, store: ox.Store, question: Question) -> int:
        match question.act:
            case "update":
                _update(store, question)
                return 204
            case "load" | "replace":
                return _load(store, question)
            case _:
                name = ox.NamedNode(question.text) if question.text else ox.DefaultGraph()
                if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
                    return 404
                store.remove_graph(name)
                return 204

    def _open(self) -> ox.Store:
        """A copy of the store that stands in its place now: a build may have put another one there."""
        here = self._folder.stat().st_ino
        if self._store is None or here != self._copied:
            self._store = None
            work = self._scratch / "work"
            shutil.rmtree(work, ignore_errors=True)
            _copy(self._folder, work)
            self._store, self._copied = ox.Store(str(work)), here
        return self._store

    def _publish(self, store: ox.Store) -> None:
        fresh = self._scratch / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        store.backup(str(fresh))
        self._copied = fresh.stat().st_ino
        files.put_folder(fresh, self._folder)


def _copy(folder: Path, place: Path) -> None:
    """Copy a store that nobody writes. Its tables never change, so a link to each is enough."""
    place.mkdir()
    for file in sorted(folder.iterdir()):
        if file.suffix == ".sst":
            with contextlib.suppress(OSError):  # another disk
                os.link(file, place / file.name)
                continue
        if file.name != "LOCK":
            shutil.copyfile(file, place / file.name)


def _update(store: ox.Store, question: Question) -> None:
    """Run a SPARQL update. Nothing is fetched; the graphs that the request chooses are those of WHERE."""
    clauses.refuse_loading(question.text)
    prefixes: Mapping[str, str] = prefixes_of(store)
    text = question.text
    if question.default is not None or question.named is not None:
        ox.Store().update(
            text, prefixes=dict(prefixes), base_iri=question.base or None
        )  # errors of the text itself
        text = clauses.using(text, question.default or (), question.named or ())
    store.update(text, prefixes=dict(prefixes), base_iri=question.base or None)


def _load(store: ox.Store, question: Question) -> int:
    """Put the RDF in the file `question.base` of media type `question.format` into the graph `question.text`.

    The file is read through before anything is changed. 201 where the graph is new.
    """
    format = ox.RdfFormat.from_media_type(question.format or "")
    assert format is not None
    name = ox.NamedNode(question.text) if question.text else ox.DefaultGraph()
    base = question.text or None
    try:
        for _ in ox.parse(path=question.base, format=format, base_iri=base):
            pass
    except SyntaxError as error:
        raise NewskgError(f"not {format.name}: {one_line(error)}") from None
    new = isinstance(name, ox.NamedNode) and not store.contains_named_graph(name)
    if question.act == "replace":
        store.remove_graph(name)
    if isinstance(name, ox.NamedNode):
        store.add_graph(name)
    store.bulk_load(path=question.base, format=format, base_iri=base, to_graph=name)
    return 201 if new else 204


def main() -> None:
    folder, scratch = map(Path, sys.argv[1:])
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(Writer(folder, scratch).answer, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
