"""Processes answer one question each, are ended when they take too long, and are there again for the next."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kg.server.frames import Answer, Question
from kg.server.pool import Busy, Died, Pool, TimedOut

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g ?c ?f ?i"


def run(
    test: Callable[[Pool], Awaitable[object]], megabytes: int = 4096, size: int = 1, waiting: int = 4
) -> None:
    async def inside() -> None:
        pool = Pool("kg.server.reader", [str(megabytes)], size, waiting)
        await pool.start()
        try:
            await asyncio.wait_for(test(pool), 120)
        finally:
            await pool.close()

    asyncio.run(inside())


def asking(outputs: Path, text: str = "ASK {}", seconds: float = 60) -> Question:
    return Question(
        "query", store=str(outputs / "store"), text=text, most=10**6, seconds=seconds, format="csv"
    )


async def answered(pool: Pool, question: Question) -> None:
    answer: Answer = await pool.ask(question)
    assert (answer.status, answer.body) == (200, b"true")


def test_one_behind_the_other(outputs: Path) -> None:
    async def several(pool: Pool) -> None:
        await asyncio.gather(*(answered(pool, asking(outputs)) for _ in range(5)))

    run(several)


def test_too_long_and_then_the_next(outputs: Path) -> None:
    async def slow(pool: Pool) -> None:
        with pytest.raises(TimedOut):
            await pool.ask(asking(outputs, ENDLESS, seconds=0.5))
        await answered(pool, asking(outputs))

    run(slow)


def test_too_much_memory_ends_the_process_and_not_the_machine(outputs: Path) -> None:
    async def greedy(pool: Pool) -> None:
        with pytest.raises(Died):
            await pool.ask(asking(outputs, GREEDY))
        await answered(pool, asking(outputs))

    run(greedy, megabytes=500)


def test_more_than_may_wait(outputs: Path) -> None:
    async def crowd(pool: Pool) -> None:
        slow = asyncio.create_task(pool.ask(asking(outputs, ENDLESS)))
        await asyncio.sleep(0.2)
        waiting = asyncio.create_task(pool.ask(asking(outputs, seconds=60)))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.ask(asking(outputs))
        slow.cancel()
        assert (await waiting).body == b"true"

    run(crowd, waiting=1)


def test_who_waits_too_long_is_told(outputs: Path) -> None:
    async def impatient(pool: Pool) -> None:
        slow = asyncio.create_task(pool.ask(asking(outputs, ENDLESS)))
        await asyncio.sleep(0.2)
        with pytest.raises(Busy):
            await pool.ask(asking(outputs, seconds=0.2))
        slow.cancel()

    run(impatient)
