"""Processes that answer, a question each at a time, and are ended when they take too long."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.frames import START, Answer, Question, lengths, pack, unpack_answer

_BUFFER = 2**20


class Busy(Exception):
    """No process is free, and enough questions wait already."""


class TimedOut(Exception):
    """The process took longer than it may, and was ended."""


class Died(Exception):
    """The process ended in the middle of a question: mostly for want of memory."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: asyncio.subprocess.Process

    async def ask(self, question: Question, body: bytes) -> Answer:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(pack(question, body))
        await stdin.drain()
        head, size = lengths(await stdout.readexactly(START))
        return unpack_answer(await stdout.readexactly(head), await stdout.readexactly(size))

    async def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Pool:
    """`size` processes of a module, started with `arguments`.

    At most `waiting` questions wait for one of them. Made and used within one event loop.
    """

    def __init__(self, module: str, arguments: Sequence[str], size: int, waiting: int) -> None:
        self._command = (sys.executable, "-m", module, *arguments)
        self._size, self._places = size, waiting
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        await asyncio.gather(*(self._start_one() for _ in range(self._size)))

    async def close(self) -> None:
        self._closed = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all), return_exceptions=True)

    async def ask(self, question: Question, body: bytes = b"") -> Answer:
        """The answer. Raises Busy, TimedOut or Died. Where this is cancelled, so is the process."""
        worker = await self._free(question.seconds)
        try:
            limit = question.seconds or None
            answer = await asyncio.wait_for(worker.ask(question, body), limit)
        except TimeoutError:
            self._replace(worker)
            raise TimedOut from None
        except (asyncio.IncompleteReadError, ConnectionError):
            self._replace(worker)
            raise Died from None
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return answer

    async def _free(self, seconds: float) -> _Worker:
        if not self._idle.empty():
            return self._idle.get_nowait()
        if self._places <= 0:
            raise Busy
        self._places -= 1
        try:
            return await asyncio.wait_for(self._idle.get(), seconds or None)
        except TimeoutError:
            raise Busy from None
        finally:
            self._places += 1

    def _replace(self, worker: _Worker) -> None:
        if self._closed:
            return
        task = asyncio.create_task(self._end_and_start(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end_and_start(self, worker: _Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        if not self._closed:
            await self._start_one()

    async def _start_one(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C ends the server, and the server ends these
            limit=_BUFFER,
        )
        worker = _Worker(process)
        self._all.add(worker)
        self._idle.put_nowait(worker)
