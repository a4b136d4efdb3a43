"""The lines of a page as one array of characters: what each of them holds is asked of all at once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_PLANE = 0x10000
_BITS = 16  # of a character; those beyond the basic plane are taken for one
_AROUND = "\n" * 5  # a line may be asked for characters that it does not have


def codes(text: str) -> Array:
    """The characters of a text as numbers."""
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(found, _PLANE - 1, dtype=np.uint64)


def string_of(front: Array, back: Array, characters: int = 1) -> Array:
    """Strings of up to four characters as numbers, each made of two: that behind has so many `characters`."""
    found: Array = front << _BITS * characters | back
    return found


class Kinds:
    """Kinds of characters by name, each a bit: a character may be of several."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]):
        self._bits = {name: np.uint32(1 << number) for number, name in enumerate(kinds)}
        self.table = np.zeros(_PLANE, dtype=np.uint32)
        for name, characters in kinds.items():
            self.table[[ord(char) for char in characters]] |= self._bits[name]

    def __getitem__(self, name: str) -> np.uint32:
        return self._bits[name]


class Rows:
    """Lines, none of them empty."""

    def __init__(self, texts: Sequence[str], kinds: Kinds):
        self.texts = texts
        whole = "".join((_AROUND, "\n".join(texts), _AROUND))
        self._codes = codes(whole)
        self.lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self._ends = np.cumsum(self.lengths + 1) + len(_AROUND) - 1
        self._starts = self._ends - self.lengths
        self._kinds = kinds
        self._each = kinds.table.take(self._codes)
        self._each_at: dict[int, Array] = {}  # of a character of each line, by its place

    def __len__(self) -> int:
        return len(self.texts)

    def characters(self, at: int) -> Array:
        """The code of a character of each line, counted from its beginning or, below 0, from its end; any
        other where the line is too short."""
        found: Array = self._codes[self._at(at)]
        return found

    def around_ends(self, numbers: Array, reach: int) -> Array:
        """So many characters on each side of the ends of the lines, given by their numbers, the break between
        them left out: in each row the same place of all."""
        places = np.concatenate((np.arange(-reach, 0), np.arange(1, reach + 1)))
        found: Array = self._codes[self._ends[numbers] + places[:, np.newaxis]]
        return found

    def are(self, at: int, kind: str) -> Array:
        """Whether that character is of a kind."""
        each = self._each_at.get(at)
        if each is None:
            each = self._each_at[at] = self._each[self._at(at)]
        found: Array = each & self._kinds[kind] != 0
        return found

    def hold(self, kind: str) -> Array:
        """Whether each line holds a character of a kind."""
        found: Array = self._held & self._kinds[kind] != 0
        return found

    def count(self, kind: str) -> Array:
        """How many characters of a kind each line holds."""
        held = self._each & self._kinds[kind] != 0
        found: Array = np.add.reduceat(held.view(np.int8), self._starts, dtype=np.int16)
        return found

    def excess(self, opening: str, closing: str) -> Array:
        """How many more characters each line holds of one kind than of another."""
        opened = (self._each & self._kinds[opening] != 0).view(np.int8)
        closed = (self._each & self._kinds[closing] != 0).view(np.int8)
        found: Array = np.add.reduceat(opened - closed, self._starts, dtype=np.int16)
        return found

    def _at(self, at: int) -> Array:
        return self._starts + at if at >= 0 else self._ends + at

    @cached_property
    def _held(self) -> Array:
        found: Array = np.bitwise_or.reduceat(self._each, self._starts)
        return found
