"""The one process that changes a store: python -m kg.server.writer STORE SCRATCH

After each change it leaves a snapshot in the folder SCRATCH, made of links to files that never change again:
who reads it sees one state of the store, whole, and a build may replace the store at any time.
"""

import contextlib
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.graph import sparql
from kg.graph.store import one_line, prefixes_of
from kg.model import NewskgError
from kg.server import clauses
from kg.server.frames import Answer, Question
from kg.server.reader import serve

_NAME = "update"
KEPT = 3  # snapshots: a reader may be in the middle of one that is not the last


class Writer:
    """A store that is open for writing, and its snapshots."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder, self._scratch = folder, scratch
        self._store: ox.Store | None = None
        self._opened = 0
        self._number = 0

    def answer(self, question: Question, body: bytes = b"") -> Answer:
        """Make the change that `question` asks for, whole or not at all, and tell the new snapshot."""
        try:
            store = self._open()
            status = self._change(store, question)
            return Answer(status, snapshot=str(self._snapshot(store)))
        except NewskgError as error:
            return Answer(400, body=f"{error}\n".encode())
        except SyntaxError as error:
            return Answer(400, body=f"{_NAME}, {sparql.explain(question.text, error)}\n".encode())
        except (RuntimeError, ValueError) as error:
            return Answer(400, body=f"{_NAME}: cannot be done ({one_line(error)})\n".encode())
        except OSError as error:
            return Answer(503, body=f"the store cannot be written ({one_line(error)})\n".encode())

    def _change(self, store: ox.Store, question: Question) -> int:
        match question.act:
            case "update":
                _update(store, question)
                return 204
            case "load" | "replace":
                return _load(store, question)
            case "remove":
                name = ox.NamedNode(question.text) if question.text else ox.DefaultGraph()
                if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
                    return 404
                store.remove_graph(name)
                return 204
            case _:
                return 204  # a snapshot alone

    def _open(self) -> ox.Store:
        """The store that stands in its place now: a build may have put another one there."""
        here = self._folder.stat().st_ino
        if self._store is None or here != self._opened:
            self._store = None
            self._store, self._opened = ox.Store(str(self._folder)), here
        return self._store

    def _snapshot(self, store: ox.Store) -> Path:
        self._number += 1
        place = self._scratch / str(self._number)
        store.backup(str(place))
        shutil.rmtree(self._scratch / str(self._number - KEPT), ignore_errors=True)
        return place


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
