"""What the words around a name say about it: the lists of contexts.toml as lookups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.language.alternation import alternation
from kg.language.people.dictionary import dictionary
from kg.language.people.names import contexts

LONGEST = 5  # characters of a context word
NO_LEFT = -1.5
NO_RIGHT = -2.0
WORD_RIGHT = -0.2  # a dictionary word follows that the lists do not have
ROLE = 5.0  # the weight of words that introduce a name, whatever it looks like


@dataclass(frozen=True, slots=True)
class Contexts:
    """Weights in nats of the words in front of and behind a name, and the words of bylines.

    `left_lengths` says for a last character how long the words of `left` are that end with it, the longest
    first; `right_lengths` the same for the first characters of `right`.
    """

    left: dict[str, float]
    right: dict[str, float]
    left_lengths: dict[str, tuple[int, ...]]
    right_lengths: dict[str, tuple[int, ...]]
    byline_left: tuple[str, ...]
    byline_right: tuple[str, ...]
    roles: re.Pattern[str]
    longer: tuple[str, ...]
    particle: re.Pattern[str]  # a last character that, with what follows, is a word of its own

    def before(self, text: str, at: int) -> float:
        """The weight of what stands in front of position `at`; the longest word decides."""
        table = self.left
        for n in self.left_lengths.get(text[at - 1 : at], ()):
            weight = table.get(text[at - n : at]) if n <= at else None
            if weight is not None:
                return weight
        return NO_LEFT

    def behind(self, text: str, at: int) -> float:
        """The weight of what stands at position `at`."""
        if at >= len(text):
            return self.right["\n"]
        table = self.right
        for n in self.right_lengths.get(text[at], ()):
            weight = table.get(text[at : at + n])
            if weight is not None:
                return weight
        known = dictionary().frequency
        if known.get(text[at : at + 2]) or known.get(text[at : at + 3]) or known.get(text[at : at + 4]):
            return WORD_RIGHT
        return NO_RIGHT

    def role_before(self, text: str, at: int) -> int:
        """Where the longest word for what a person is begins that ends at `at`; `at` where there is none."""
        for n in range(min(LONGEST, at), 0, -1):
            if self.left.get(text[at - n : at], 0.0) >= ROLE:
                return at - n
        return at


@cache
def context_words() -> Contexts:
    """The lists of contexts.toml, read once. A word in two lists has the greater weight."""
    data = contexts()
    sides: dict[str, dict[str, float]] = {"left": {}, "right": {}}
    for side, table in sides.items():
        for group in data[side]:
            for word in group["words"]:
                table[word] = max(group["weight"], table.get(word, -9.0))
    bylines = data["bylines"]
    roles = [word for word, weight in sides["left"].items() if weight >= ROLE]
    return Contexts(
        left=sides["left"],
        right=sides["right"],
        left_lengths=_lengths(sides["left"], -1),
        right_lengths=_lengths(sides["right"], 0),
        byline_left=tuple(bylines["left"]),
        byline_right=tuple(bylines["right"]),
        roles=re.compile(alternation(roles)),
        longer=tuple(data["longer"]["words"]),
        particle=re.compile(data["longer"]["particle"]),
    )


def _lengths(words: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """For each character at a place of the words how long they are, the longest first, up to LONGEST."""
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) <= LONGEST:
            found.setdefault(word[place], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}
