"""Lists of words, found in a text from the longest to the shortest."""

from collections.abc import Iterable, Iterator


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
        by_head = self._by_head
        for start in range(len(text) - 1):
            words = by_head.get(text[start : start + 2])
            if words is not None:
                for word in words:
                    if text.startswith(word, start):
                        yield start, start + len(word)
                        break
