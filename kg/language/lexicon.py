"""Lists of words, found in a text by their first or by their last characters.

All lists share one look at each text: where two characters stand that begin a word of some list.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import add
from typing import ClassVar


class Lexicon:
    """Words of two characters and more, found by their first two characters.

    `matches` yields the longest word at each position: at most one, whatever stands before.
    """

    _every: ClassVar[list["Lexicon"]] = []
    _by_pair: ClassVar[defaultdict[str, list["Lexicon"]]] = defaultdict(list)

    def __init__(self, words: Iterable[str]) -> None:
        by_head: dict[str, list[str]] = {}
        for word in words:
            by_head.setdefault(word[:2], []).append(word)
        self._by_head = {
            head: sorted(set(found), key=lambda w: (-len(w), w)) for head, found in by_head.items()
        }
        self._every.append(self)
        for head in self._by_head:
            self._by_pair[head].append(self)

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at a position; None where there is none."""
        for word in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                return word
        return None

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest word at each position that begins one; they may overlap."""
        for start in self._starts(text, len(self._every)).get(self, ()):
            for word in self._by_head[text[start : start + 2]]:
                if text.startswith(word, start):
                    yield start, start + len(word)
                    break

    @classmethod
    @lru_cache(maxsize=8)
    def _starts(cls, text: str, lists: int) -> Mapping["Lexicon", list[int]]:
        """Where words may begin, for each of the lists; `lists` is how many there are."""
        found: defaultdict[Lexicon, list[int]] = defaultdict(list)
        by_pair = cls._by_pair
        for start, pair in enumerate(map(add, text, text[1:])):
            if pair in by_pair:
                for lexicon in by_pair[pair]:
                    found[lexicon].append(start)
        return found


class Endings:
    """Last words of names, found by their last two characters; those of one character by themselves."""

    def __init__(self, words: Iterable[str]) -> None:
        every = sorted(set(words), key=lambda w: (-len(w), w))
        self.words = frozenset(every)
        by_last: dict[str, list[str]] = {}
        for word in every:
            by_last.setdefault(word[-2:], []).append(word)
        self._by_last = by_last
        self._pairs = Lexicon(last for last in by_last if len(last) == 2)
        singles = "".join(last for last in by_last if len(last) == 1)
        self._singles = re.compile(f"[{singles}]" if singles else "(?!)")
        self._longer = {w: tuple(o for o in every if o != w and o.startswith(w)) for w in every}

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest word at each position that ends one, but for a whole text."""
        ends = {end for _, end in self._pairs.matches(text)}
        ends.update(m.end() for m in self._singles.finditer(text, 1))
        for end in sorted(ends):
            group = self._by_last.get(text[end - 2 : end]) or self._by_last[text[end - 1]]
            word = next((w for w in group if text.endswith(w, 0, end)), None)
            if word is not None:
                yield end - len(word), end

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether a longer word begins where this one does: 集团 in 集团有限公司."""
        return any(text.startswith(word, start) for word in self._longer[text[start:end]])
