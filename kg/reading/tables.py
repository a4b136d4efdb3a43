"""Numbers that are looked up many at a time."""

import numpy as np

from kg.reading.rows import Array

_BEYOND = 1000  # places behind the last one
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Table:
    """A hash table with open addressing, of numbers above 0 that are all different."""

    def __init__(self, numbers: Array):
        self._bits = (2 * len(numbers) - 1).bit_length()
        self._held = np.zeros((1 << self._bits) + _BEYOND, dtype=np.uint64)
        self._indices = np.full(len(self._held), len(numbers), dtype=np.int32)
        indices, left = np.arange(len(numbers)), numbers.astype(np.uint64)
        places = self._first_places(left)
        while len(left):
            free = self._held[places] == 0
            self._held[places[free]] = left[free]
            rest = self._held[places] != left
            self._indices[places[~rest]] = indices[~rest]
            left, indices, places = left[rest], indices[rest], places[rest] + 1

    def find(self, numbers: Array) -> Array:
        """The index of each number among those of the table; for others, how many these are."""
        wanted = numbers.astype(np.uint64, copy=False).ravel()
        places = self._first_places(wanted)
        held = self._held[places]
        others = ((held != wanted) & (held != 0)).nonzero()[0]
        while len(others):
            places[others] += 1
            held = self._held[places[others]]
            others = others[((held != wanted[others]) & (held != 0)).nonzero()[0]]
        return self._indices[places].reshape(numbers.shape)

    def _first_places(self, numbers: Array) -> Array:
        """Where a number stands if no other one does: else it stands in the next place that is free."""
        found: Array = (numbers * _SPREAD >> 64 - self._bits).view(np.int64)
        return found
