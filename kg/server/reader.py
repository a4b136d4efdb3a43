"""A process that answers queries on a store it can only read: python -m kg.server.reader MEGABYTES

It reads frames from its standard input and writes one for each to its standard output, until the input ends.
"""

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.store import one_line, prefixes_of
from kg.server import answers
from kg.server.frames import Answer, Question, pack, read_question
from kg.server.partitions import partitions

_ATTEMPTS, _PAUSE = 20, 0.05  # seconds: another store is in its place long before
_ACTS: Mapping[str, Callable[[ox.Store, Mapping[str, str], Question], Answer]] = {
    "query": answers.query,
    "graph": answers.graph,
    "partitions": partitions,
}


class Reader:
    """The store at a path, opened again whenever another one stands there."""

    def __init__(self) -> None:
        self._store: ox.Store | None = None
        self._prefixes: Mapping[str, str] = {}
        self._opened: tuple[str, int] | None = None

    def answer(self, question: Question, body: bytes = b"") -> Answer:
        """What `question` asks of the store that it names; of the RDF in `body`, where there is any."""
        act = _ACTS[question.act]
        if body:
            store = ox.Store()
            store.load(body, format=ox.RdfFormat.N_TRIPLES)
            return act(store, prefixes_of(store), question)
        for attempt in range(_ATTEMPTS):
            try:
                self._open(question.store, again=attempt > 0)
                assert self._store is not None
                return act(self._store, self._prefixes, question)
            except OSError as error:  # a file of a store that has been replaced is gone
                reason = one_line(error)
                time.sleep(_PAUSE)
        return Answer(503, body=f"the store cannot be read ({reason})\n".encode())

    def _open(self, path: str, again: bool = False) -> None:
        try:
            here = path, Path(path).stat().st_ino
        except FileNotFoundError:  # a build is just putting another one in its place
            if self._store is not None and not again:
                return
            raise
        if here != self._opened or again:
            try:
                store = ox.Store.read_only(path)
            except RuntimeError as error:  # what it found there was taken away while it was opened
                raise OSError(one_line(error)) from error
            self._store, self._prefixes, self._opened = store, prefixes_of(store), here


def serve(answer: Callable[[Question, bytes], Answer], incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer frame after frame. Where a question takes longer than it says, the process ends."""
    alarm = getattr(signal, "alarm", lambda seconds: None)
    while (frame := read_question(incoming)) is not None:
        question, body = frame
        alarm(int(question.seconds) + 1 if question.seconds else 0)
        said = answer(question, body)
        alarm(0)
        outgoing.write(pack(said))
        outgoing.flush()


def bound_memory(megabytes: int) -> None:
    """Let the process end, and not the machine, where a query needs more memory than this."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main() -> None:
    bound_memory(int(sys.argv[1]))
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(Reader().answer, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
