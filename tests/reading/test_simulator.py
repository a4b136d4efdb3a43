"""Hundreds of random pages with known truth: every page is cut and joined again as it was."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import NewskgError, Page, Settings
from kg.reading.flat import from_text

from . import simulator


def read(text: str) -> Page:
    return from_text(text, "utf-8", Path("page.txt"), Settings())


@pytest.mark.parametrize("style", simulator.STYLES)
def test_articles_headlines_and_bylines_of_simulated_pages(style: str) -> None:
    totals: dict[str, Counter[int]] = {}
    for seed in range(40):
        text, truths = simulator.simulate(seed, style)
        for part, counts in simulator.score(truths, read(text).articles).items():
            totals.setdefault(part, Counter()).update(dict(enumerate(counts)))
    f1 = {part: simulator.f1((c[0], c[1], c[2])) for part, c in totals.items()}
    assert f1["articles"] >= 0.92, f1
    assert f1["headlines"] >= 0.95, f1
    assert f1["bylines"] >= 0.96, f1


@given(st.integers(0, 10**6), st.sampled_from(simulator.STYLES))
@settings(max_examples=40, deadline=None)
def test_nothing_is_read_that_the_page_does_not_hold(seed: int, style: str) -> None:
    text, _ = simulator.simulate(seed, style)
    page = read(text)
    seen: Counter[int] = Counter()
    for number, article in enumerate(page.articles, 1):
        assert article.id == f"page-{number:02}"
        assert len(article.source) == len(article.text)
        assert all(p == -1 or text[p] == c for p, c in zip(article.source, article.text, strict=True))
        start, end = article.body
        assert 0 <= start <= end == len(article.text)
        assert article.headline is None or article.headline in article.text[:start]
        seen.update(p for p in article.source if p >= 0)
    assert max(seen.values()) == 1


@given(st.text(alphabet="今天，。\n （）记者讯本报日月5上接版#—“”摄图①", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_page_is_too_odd(text: str) -> None:
    try:
        page = read(text)
    except NewskgError:
        return
    assert page.articles
