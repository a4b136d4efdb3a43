"""Pages laid out by hand, with their articles, headlines and names."""

from collections import Counter
from pathlib import Path

import pytest

from kg.model import Settings
from kg.reading.flat import from_text

from . import handmade, simulator


def counts(path: Path) -> dict[str, tuple[int, int, int]]:
    text, truths = handmade.load(path)
    return simulator.score(truths, from_text(text, "utf-8", path, Settings()).articles)


@pytest.mark.parametrize("path", handmade.PAGES, ids=lambda path: path.stem)
def test_most_of_each_page_is_read_as_it_was_laid_out(path: Path) -> None:
    assert all(simulator.f1(part) >= 0.6 for part in counts(path).values()), counts(path)


def test_articles_headlines_and_bylines_of_all_pages() -> None:
    totals: dict[str, Counter[int]] = {}
    for path in handmade.PAGES:
        for part, found in counts(path).items():
            totals.setdefault(part, Counter()).update(dict(enumerate(found)))
    f1 = {part: simulator.f1((c[0], c[1], c[2])) for part, c in totals.items()}
    assert f1["articles"] >= 0.96, f1
    assert f1["headlines"] >= 0.96, f1
    assert f1["bylines"] >= 0.97, f1


def test_kinds_of_articles() -> None:
    right = known = 0
    for path in handmade.PAGES:
        text, truths = handmade.load(path)
        read = from_text(text, "utf-8", path, Settings()).articles
        bodies = [(simulator.key(a.text[a.body[0] :]), a.kind) for a in read]
        for truth in truths:
            if truth.kind:
                begin = simulator.key(truth.first)[:12]
                kind = next((kind for body, kind in bodies if begin in body), None)
                known += 1
                right += kind == truth.kind
    assert right >= 0.94 * known, (right, known)
