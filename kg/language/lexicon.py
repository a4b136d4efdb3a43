"""Lists of words, found in a text from the longest to the shortest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add


class Lexicon:
    """Words of two characters and more, found by their first two characters.

    `matches` yields the longest word at each position: at most one, whatever stands before.
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_head: dict[str, list[str]] = {}
        for word in words:
            by_head.setdefault(word[:2], []).append(word)
        self._by_head = {
            head: sorted(set(found), key=lambda w: (-len(w), w)) for head, found in by_head.items()
        }

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at a position; None where there is none."""
        for word in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                return word
        return None

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest word at each position that begins one; they may overlap."""
        by_head, places = self._by_head, _pairs(text)
        for start in sorted(at for head in places.keys() & by_head.keys() for at in places[head]):
            for word in by_head[text[start : start + 2]]:
                if text.startswith(word, start):
                    yield start, start + len(word)
                    break


@lru_cache(maxsize=8)
def _pairs(text: str) -> dict[str, list[int]]:
    """Where each pair of characters stands in a text: all lexicons ask for the same few texts."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for start, pair in enumerate(map(add, text, text[1:])):
        places[pair].append(start)
    return places
