"""The same examples with other people in them: the model is to learn what names look like, not who is who."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

import kg.language.people
from kg.language.people.names import likeness
from kg.model import Article

Names = tuple[tuple[int, int, str], ...]  # (start, end, kind), without overlaps

ONE_CHARACTER = 0.25  # the share of given names with a single character


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its names."""

    article: Article
    names: Names


def with_others(example: Example, random: Random) -> Example:
    """The example with an invented Chinese name for each Chinese name; the same for the same."""
    text, names = example.article.text, example.names
    others: dict[str, str] = {}
    pieces: list[str] = []
    moved: list[tuple[int, int, str]] = []
    at = size = 0
    for start, end, kind in names:
        surface = text[start:end]
        if kind == "PER" and 2 <= len(surface) <= 4 and (likeness(surface) or -1.0) > 0.0:
            if surface not in others:
                others[surface] = invented(random)
            surface = others[surface]
        pieces += [text[at:start], surface]
        size += start - at
        moved.append((size, size + len(surface), kind))
        size += len(surface)
        at = end
    pieces.append(text[at:])
    changed = "".join(pieces)
    return Example(replace(example.article, text=changed, body=(0, len(changed)), source=()), tuple(moved))


def invented(random: Random) -> str:
    """A Chinese name drawn from the counts of characters.tsv."""
    columns = _columns()
    surname = _draw(random, columns[0])
    if random.random() < ONE_CHARACTER:
        return surname + _draw(random, columns[3])
    return surname + _draw(random, columns[1]) + _draw(random, columns[2])


def _draw(random: Random, column: tuple[tuple[str, ...], tuple[int, ...]]) -> str:
    return random.choices(column[0], cum_weights=column[1])[0]


@cache
def _columns() -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """For surname, first, second and single given character: the characters and their running totals."""
    path = Path(kg.language.people.__file__).parent / "characters.tsv"
    rows = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    characters = tuple(row[0] for row in rows)
    return [(characters, tuple(accumulate(int(row[i]) for row in rows))) for i in range(1, 5)]
