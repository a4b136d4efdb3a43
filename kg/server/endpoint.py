"""The store behind its processes: who asks, waits, and is told why there is no answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.server import description
from kg.server.frames import Answer, Question
from kg.server.pool import Busy, Died, Pool, TimedOut
from kg.server.protocol import Refused
from kg.server.stores import Stores

_DATASET = "urn:newskg:dataset"  # until it is known at which address the data is seen
_WAITING = 8  # questions that may wait, for each process that answers


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve. `seconds` and `rows` bound a query, `megabytes` the memory of each of the `workers`.

    `token`: who sends it may change the store; without it nobody can.
    """

    seconds: float = 30
    rows: int = 100_000
    workers: int = 2
    megabytes: int = 2048
    token: str | None = None


class Endpoint:
    """The store behind processes, and what is known about it for as long as it stays the same."""

    def __init__(self, stores: Stores, options: Options) -> None:
        self.stores, self.options = stores, options
        self._readers = Pool(
            "kg.server.reader", [str(options.megabytes)], options.workers, waiting=_WAITING * options.workers
        )
        self._writer: Pool | None = None
        self._parts: dict[int, bytes] = {}
        self._counting = asyncio.Lock()

    @asynccontextmanager
    async def running(self, _: object = None) -> AsyncIterator[None]:
        await self._readers.start()
        try:
            if self.options.token is not None:
                arguments = [str(self.stores.folder), str(self.stores.make_scratch())]
                self._writer = Pool("kg.server.writer", arguments, 1, waiting=_WAITING * _WAITING)
                await self._writer.start()
            yield
        finally:
            await self._readers.close()
            if self._writer:
                await self._writer.close()
            self.stores.clear()

    async def ask(self, question: Question, body: bytes = b"") -> Answer:
        """What a reader answers. Raises Refused where none can."""
        question = replace(
            question, store=str(self.stores.folder), most=self.options.rows, seconds=self.options.seconds
        )
        return await _from(self._readers, question, body)

    async def write(self, question: Question) -> Answer:
        """What the writer answers. What it has begun is not stopped when nobody waits for it any more."""
        assert self._writer is not None
        seconds = self.options.seconds if question.act == "update" else 0
        return await asyncio.shield(_from(self._writer, replace(question, seconds=seconds)))

    async def described(self, base: str) -> list[ox.Triple]:
        """The description of the server as it is seen at `base`."""
        version = self.stores.version
        async with self._counting:
            if version not in self._parts:
                answer = await self.ask(Question("partitions", base=_DATASET))
                if answer.status != 200:
                    raise Refused(answer.status, answer.body.decode().strip())
                self._parts = {version: answer.body}
            parts = self._parts[version]
        here = parts.replace(f"<{_DATASET}".encode(), f"<{description.dataset(base)}".encode())
        return description.describe(base, here, self.options.token is not None)


async def _from(pool: Pool, question: Question, body: bytes = b"") -> Answer:
    try:
        return await pool.ask(question, body)
    except Busy:
        raise Refused(503, "too many queries at once; try again in a few seconds") from None
    except TimedOut:
        raise Refused(
            503, f"the query took longer than {question.seconds:g} seconds; narrow it, or ask for fewer rows"
        ) from None
    except Died:
        raise Refused(503, "the query needs more memory than there is; narrow it") from None
