"""A passage: repaired text that knows where in the page each of its characters stands."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

ADDED = -1


@dataclass(slots=True, eq=False)
class Passage:
    """`source[i]` is the position in the decoded page of `text[i]`, or -1 for what reading added."""

    text: str
    source: "array[int]"

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> "Passage":
        """The passage from `start` to `end`, without white space at its ends."""
        text = self.text[start:end]
        if text and not (text[0].isspace() or text[-1].isspace()):
            return Passage(text, self.source[start:end])
        bare = text.lstrip()
        start += len(text) - len(bare)
        bare = bare.rstrip()
        return Passage(bare, self.source[start : start + len(bare)])


EMPTY = Passage("", array("i"))


def joined(parts: Iterable[Passage], between: str = "") -> Passage:
    """The parts one after the other, with the added characters `between` them."""
    kept = [part for part in parts if part.text]
    source = array("i")
    gap = array("i", [ADDED]) * len(between)
    for part in kept:
        if gap and source:
            source.extend(gap)
        source.extend(part.source)
    return Passage(between.join([part.text for part in kept]), source)
