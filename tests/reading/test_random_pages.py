"""Random pages, other ones on every run: how well they are read, and that damage takes nothing from it."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.model import Article, Settings
from kg.reading.flat import from_text
from kg.reading.pdf import from_pdf

from . import newspaper, simulator
from .test_damage import LOST, RADICALS, WIDE

PAGES = 150
DAMAGED = 60
PDFS = 24
SEEDS = st.integers(0, 2**40)
RANDOM = settings(
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
FLOORS = {"articles": 0.94, "headlines": 0.94, "bylines": 0.96}
FLOORS_OF_SCATTERED = {"articles": 0.8, "headlines": 0.88, "bylines": 0.92}
TORN, SCATTERED = 0.15, 0.5  # shares of the articles
FLOORS_OF_PDF = {"articles": 0.94, "headlines": 0.94, "bylines": 0.93}


class Score:
    """What was matched, read and true over many pages."""

    def __init__(self) -> None:
        self.pages = 0
        self.counts: dict[str, Counter[int]] = {}

    def add(self, truths: list[simulator.Truth], articles: tuple[Article, ...]) -> None:
        self.pages += 1
        for part, counts in simulator.score(truths, articles).items():
            self.counts.setdefault(part, Counter()).update(dict(enumerate(counts)))

    @property
    def f1(self) -> dict[str, float]:
        return {part: simulator.f1((n[0], n[1], n[2])) for part, n in self.counts.items()}

    def report(self, what: str, capsys: pytest.CaptureFixture[str]) -> None:
        parts = "  ".join(f"{part} {value:.3f}" for part, value in self.f1.items())
        with capsys.disabled():
            print(f"\n{self.pages} random {what}: {parts}")


def damaged(text: str, rng: random.Random) -> str:
    """A page with radicals for ideographs, full-width digits, and characters that no print has."""
    out = []
    for char in text:
        if char in RADICALS and rng.random() < 0.3:
            char = RADICALS[char]
        elif char in WIDE and rng.random() < 0.3:
            char = WIDE[char]
        elif "\u4e00" <= char <= "\u9fff" and rng.random() < 0.01:
            char += rng.choice(LOST[rng.choice(list(LOST))])
        out.append(char)
    return "".join(out).replace("\n", rng.choice(("\n", "\r\n")))


def read(text: str) -> tuple[Article, ...]:
    return from_text(text, "utf-8", Path("page.txt"), Settings()).articles


def test_random_pages_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()

    @given(SEEDS, st.sampled_from(simulator.STYLES))
    @settings(RANDOM, max_examples=PAGES)
    def each(seed: int, style: str) -> None:
        text, truths = simulator.simulate(seed, style)
        score.add(truths, read(text))

    each()
    score.report("pages", capsys)
    assert all(score.f1[part] >= least for part, least in FLOORS.items()), score.f1


def test_random_pages_of_articles_in_many_frames(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()

    @given(SEEDS, st.sampled_from(simulator.STYLES))
    @settings(RANDOM, max_examples=PAGES)
    def each(seed: int, style: str) -> None:
        text, truths = simulator.simulate(seed, style, TORN, SCATTERED)
        score.add(truths, read(text))

    each()
    score.report("pages of articles in many frames", capsys)
    assert all(score.f1[part] >= least for part, least in FLOORS_OF_SCATTERED.items()), score.f1


def test_damage_takes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    sound, broken = Score(), Score()

    @given(SEEDS, st.sampled_from(simulator.STYLES))
    @settings(RANDOM, max_examples=DAMAGED)
    def each(seed: int, style: str) -> None:
        text, truths = simulator.simulate(seed, style)
        sound.add(truths, read(text))
        broken.add(truths, read(damaged(text, random.Random(seed))))

    each()
    broken.report("damaged pages", capsys)
    assert broken.f1 == sound.f1


def test_random_pages_of_pdf(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()

    @given(SEEDS, st.sampled_from(newspaper.STYLES))
    @settings(RANDOM, max_examples=PDFS)
    def each(seed: int, style: str) -> None:
        data, truths = newspaper.simulate(seed, style)
        score.add(truths, from_pdf(data, Path("page.pdf"), Settings()).articles)

    each()
    score.report("PDF pages", capsys)
    assert all(score.f1[part] >= least for part, least in FLOORS_OF_PDF.items()), score.f1
