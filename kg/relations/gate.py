"""Which patterns a text can fit at all, told from the characters and words that it must hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.relations.pattern import Pattern
from kg.relations.rules import Rule


@dataclass(frozen=True, slots=True)
class Gate:
    """The patterns of rules with their needs as bits: of `chars` and then `words`, sets of which a text must
    hold one each. `every` are the words of all sets."""

    chars: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    every: tuple[str, ...]
    steps: tuple[tuple[int, Rule, Pattern], ...]

    def open_to(self, text: str) -> Iterator[tuple[Rule, Pattern]]:
        """The patterns that a text may fit, in the order of the rules."""
        present = frozenset(text)
        spoken = {word for word in self.every if word in text}
        held, bit = 0, 1
        for chars in self.chars:
            if not chars.isdisjoint(present):
                held |= bit
            bit <<= 1
        for words in self.words:
            if not words.isdisjoint(spoken):
                held |= bit
            bit <<= 1
        return ((rule, pattern) for needed, rule, pattern in self.steps if needed & held == needed)


def gate(rules: Iterable[Rule]) -> Gate:
    """The gate of some rules."""
    patterns = [(rule, pattern) for rule in rules for pattern in rule.patterns]
    chars = tuple(dict.fromkeys(need for _, pattern in patterns for need in pattern.needs))
    words = tuple(dict.fromkeys(need for _, pattern in patterns for need in pattern.literals))
    char_bit = {need: 1 << i for i, need in enumerate(chars)}
    word_bit = {need: 1 << len(chars) + i for i, need in enumerate(words)}
    steps = tuple(
        (sum({char_bit[n] for n in p.needs}) + sum({word_bit[n] for n in p.literals}), rule, p)
        for rule, p in patterns
    )
    return Gate(chars, words, tuple(sorted(frozenset[str]().union(*words))), steps)
