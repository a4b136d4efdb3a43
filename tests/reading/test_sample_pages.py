"""Real pages with hand-made annotation, where they are at hand (they are not part of the project)."""

import json
from pathlib import Path

import pytest

from kg.model import Settings
from kg.reading import read

from . import simulator

SAMPLES = Path(__file__).parents[3] / "shared"
GOLD = sorted((SAMPLES / "gold").glob("*.json"))


@pytest.mark.skipif(not GOLD, reason="the annotated sample pages are not at hand")
def test_articles_headlines_and_bylines_of_the_sample_pages() -> None:
    totals = {"articles": [0, 0, 0], "headlines": [0, 0, 0], "bylines": [0, 0, 0]}
    for gold in GOLD:
        annotation = json.loads(gold.read_text("utf-8"))
        truths = [
            simulator.Truth(
                a["first_words"],
                a["last_words"],
                a["headline"],
                {*a["reporters"], *a["correspondents"], *a["photographers"]},
                a["kind"],
            )
            for a in annotation["articles"]
        ]
        (file,) = (SAMPLES / "pages").glob(f"{annotation['page']}_*.txt")
        for part, counts in simulator.score(truths, read(file, Settings()).articles).items():
            totals[part] = [a + b for a, b in zip(totals[part], counts, strict=True)]
    assert all(simulator.f1((t[0], t[1], t[2])) >= 0.95 for t in totals.values()), totals
