"""How fast pages are read: characters a second on one core, for each kind of damage the page simulator makes.

Run from the root of a checkout: python benchmarks/reading.py [SECONDS]
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.model import Settings
from kg.reading.flat import from_text
from tests.reading import simulator

PAGES = 40


def measure(style: str, seconds: float) -> tuple[int, float]:
    """Characters read in at least `seconds` of processor time, and that time."""
    texts = [simulator.simulate(seed, style)[0] for seed in range(PAGES)]
    path = Path("page.txt")
    from_text(texts[0], "utf-8", path, Settings())  # loads the dictionaries
    characters = 0
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        for text in texts:
            from_text(text, "utf-8", path, Settings())
            characters += len(text)
    return characters, time.process_time() - begin


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    for style in simulator.STYLES:
        characters, used = measure(style, seconds)
        print(f"{style:10} {characters / used:12,.0f} characters a second ({characters:,} in {used:.1f} s)")


if __name__ == "__main__":
    main()
