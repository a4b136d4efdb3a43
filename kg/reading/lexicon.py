"""The words of the dictionary as a table in which many are looked up at a time."""

from functools import cache, reduce

import numpy as np

from kg.reading.rows import Array, Rows, codes, string_of
from kg.reading.tables import Table
from kg.reading.words import COMMON, FORMS, LONGEST, counts

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
    table, often, _ = _table()
    found: Array = often[table.find(strings)]
    return found


def likelihoods(strings: Array) -> Array:
    """The logarithm of each word's share of all words that occur; what is none is infinitely unlikely."""
    table, _, likely = _table()
    found: Array = likely[table.find(strings)]
    return found


@cache
def _table() -> tuple[Table, Array, Array]:
    """The words, how often they occur, and the logarithms of their shares; last, what is none."""
    strings = []
    often = []
    for length in range(1, LONGEST + 1):
        words = {word: count for word, count in counts().items() if len(word) == length}
        characters = codes("".join(words)).reshape(-1, length)
        strings.append(reduce(string_of, characters.T))
        often.append([*words.values()])
    occur = np.concatenate((*often, [0]))
    with np.errstate(divide="ignore"):
        return Table(np.concatenate(strings)), occur, np.log(occur) - np.log(occur.sum())
