"""The words of the dictionary as a table in which many are looked up at a time."""

from functools import cache

import numpy as np

from kg.reading.rows import Array, Rows, string_of
from kg.reading.words import COMMON, FORMS, LONGEST, counts

_BITS = 20  # of a place in the table
_BEYOND = 1000  # places behind the last one
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LEAST = np.array([[1 if front + back > 2 else COMMON] for front, back in FORMS])


def spanned(rows: Rows) -> tuple[Array, Array]:
    """For each line but the last, whether a word begins at its end and ends at the start of the next one; and
    whether one does that is common or long (`words.spans_word`)."""
    ends, begins = [rows.characters(-1)[:-1]], [rows.characters(0)[1:]]
    for n in (1, 2):
        ends.append(string_of(rows.characters(-n - 1)[:-1], ends[-1], n))
        begins.append(string_of(begins[-1], rows.characters(n)[1:]))
    found = occurrences(np.array([string_of(ends[a - 1], begins[b - 1], b) for a, b in FORMS]))
    return np.any(found, axis=0), np.any(found >= _LEAST, axis=0)


def occurrences(strings: Array) -> Array:
    """How often each word occurs (`words.counts`), 0 for what is none."""
    held, often = _table()
    places = _first_places(strings)
    others = _not_at(held[places], strings).nonzero()
    while len(others[0]):
        places[others] += 1
        apart = _not_at(held[places[others]], strings[others])
        others = tuple(each[apart] for each in others)
    found: Array = often[places]
    return found


def _not_at(held: Array, strings: Array) -> Array:
    """Whether places hold something else than these strings."""
    found: Array = (held != strings) & (held != 0)
    return found


def _first_places(strings: Array) -> Array:
    """Where a string stands if no other one does: else it stands in the next place that is free."""
    found: Array = (strings * _SPREAD >> 64 - _BITS).view(np.int64)
    return found


@cache
def _table() -> tuple[Array, Array]:
    """The words by their places, and how often they occur."""
    held = np.zeros((1 << _BITS) + _BEYOND, dtype=np.uint64)
    often = np.zeros(len(held), dtype=np.int64)
    for length in range(1, LONGEST + 1):
        words = {word: count for word, count in counts().items() if len(word) == length}
        characters = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).reshape(-1, length)
        strings = np.zeros(len(words), dtype=np.uint64)
        for each in np.minimum(characters, 0xFFFF).T:
            strings = string_of(strings, each)
        numbers = np.array([*words.values()])
        places = _first_places(strings)
        while len(strings):
            free = held[places] == 0
            held[places[free]] = strings[free]
            rest = held[places] != strings
            often[places[~rest]] = numbers[~rest]
            strings, numbers, places = strings[rest], numbers[rest], places[rest] + 1
    return held, often
