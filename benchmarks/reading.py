"""How well and how fast pages are read, for each kind of damage the page simulator makes.

The score is F1 over articles, headlines and names; the speed is characters a second on one core. On scattered
pages half of the articles stand in several frames with others between, and one in seven lacks its beginning
or end. Run from the root of a checkout: python benchmarks/reading.py [SECONDS] [PAGES]
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.model import Settings
from kg.reading.flat import from_text
from tests.reading import simulator

FIRST = 100_000  # seed of the first page: none of these pages is used elsewhere
TORN, SCATTERED = 0.15, 0.5
FILE = Path("page.txt")


def quality(pages: list[tuple[str, list[simulator.Truth]]]) -> dict[str, float]:
    """F1 of articles, headlines and bylines over the pages."""
    totals: dict[str, Counter[int]] = {}
    for text, truths in pages:
        articles = from_text(text, "utf-8", FILE, Settings()).articles
        for part, counts in simulator.score(truths, articles).items():
            totals.setdefault(part, Counter()).update(dict(enumerate(counts)))
    return {part: simulator.f1((n[0], n[1], n[2])) for part, n in totals.items()}


def speed(texts: list[str], seconds: float) -> float:
    """Characters read a second of processor time, in the fastest of all passes over the pages that at least
    `seconds` allow: what slows the others is not this program."""
    fastest = float("inf")
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        start = time.process_time()
        for text in texts:
            from_text(text, "utf-8", FILE, Settings())
        fastest = min(fastest, time.process_time() - start)
    return sum(map(len, texts)) / fastest


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    for style in simulator.STYLES:
        pages = [simulator.simulate(seed, style) for seed in range(FIRST, FIRST + count)]
        rate = speed([text for text, _ in pages], seconds)
        print(f"{style:10} {_shown(quality(pages))}  {rate:10,.0f} characters a second")
        pages = [simulator.simulate(seed, style, TORN, SCATTERED) for seed in range(FIRST, FIRST + count)]
        print(f"{'scattered':>10} {_shown(quality(pages))}")


def _shown(f1: dict[str, float]) -> str:
    return "  ".join(f"{part} {value:.3f}" for part, value in f1.items())


if __name__ == "__main__":
    main()
