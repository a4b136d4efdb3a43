"""What the model sees of each character, as numbers: a row of 64-bit keys for each template.

All templates are computed for all characters of a text at once; the same keys name the attributes that are
trained and find their weights when a text is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from kg.language.people.dictionary import dictionary
from kg.language.people.names import characters

Keys = NDArray[np.uint64]

PAD = 2  # characters in front of and behind a text
_NO_WORD = 7
_WORD_BITS = 44
_WORD = (1 << _WORD_BITS) - 1
_MOST_WORDS = 1 << 17


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch that a rule found: `code` says what (from 1 to 60), the same in training and use."""

    start: int
    end: int
    code: int


@cache
def _alphabet() -> NDArray[np.uint16]:
    """Code points as the model sees them: digits, Latin letters and marks fall together by kind."""
    table = np.arange(0x10000, dtype=np.uint16)
    for first, last, code in (
        ("0", "9", 0x30),
        ("０", "９", 0x30),
        ("A", "Z", 0x41),
        ("Ａ", "Ｚ", 0x41),
        ("a", "z", 0x61),
        ("ａ", "ｚ", 0x61),
    ):
        table[ord(first) : ord(last) + 1] = code
    for mark, plain in zip("，。；：！？（）“”‘’「」『』　\t•・", ",.;:!?()\"\"''\"\"''  ··", strict=True):
        table[ord(mark)] = ord(plain)
    return table


@cache
def _likeness_bins() -> NDArray[np.uint8]:
    """For each code point a bin (0 to 7) as surname, first, second, single given and foreign character."""
    table = np.zeros((0x10000, 5), dtype=np.uint8)
    kinds = characters()
    for column, odds in enumerate((kinds.surname, kinds.first, kinds.second, kinds.single, kinds.foreign)):
        for character, value in odds.items():
            if ord(character) < 0x10000:
                table[ord(character), column] = 1 + int(np.clip((value + 4.0) / 1.5, 0, 6))
    return table


@cache
def _tag_codes() -> dict[str, int]:
    return {tag: i + 2 for i, tag in enumerate(sorted(set(dictionary().tag.values())))}


_FEATURES = (
    "c",  # the character
    "shape",  # where it stands in its word, and how long that is
    "tag",  # the part of speech of its word
    "word",
    "previous",  # the words around its own
    "following",
    "surname",  # bins of how it does as a character of names
    "first",
    "second",
    "single",
    "foreign",
    "hint",  # what a rule found there
)
_WIDTH = {"c": 1 << 16, "shape": 64, "tag": 256, "hint": 256}  # how many values; of bins 8

# Of which features, seen from how many characters further right, each template is made.
_TEMPLATES: tuple[tuple[tuple[str, int], ...], ...] = (
    *((("c", d),) for d in (-2, -1, 0, 1, 2)),
    (("c", -2), ("c", -1)),
    (("c", -1), ("c", 0)),
    (("c", 0), ("c", 1)),
    (("c", 1), ("c", 2)),
    (("c", -1), ("c", 1)),
    (("c", -2), ("c", -1), ("c", 0)),
    (("c", -1), ("c", 0), ("c", 1)),
    (("c", 0), ("c", 1), ("c", 2)),
    *((("shape", d),) for d in (-1, 0, 1)),
    (("shape", 0), ("shape", 1)),
    (("shape", -1), ("shape", 0)),
    *((("tag", d), ("shape", d)) for d in (-1, 0, 1)),
    (("tag", -1), ("tag", 0), ("tag", 1)),
    (("word", 0),),
    (("word", 0), ("shape", 0)),
    (("previous", 0),),
    (("following", 0),),
    (("previous", 0), ("shape", 0)),
    (("following", 0), ("shape", 0)),
    (("surname", 0), ("first", 1)),
    (("surname", 0), ("first", 1), ("second", 2)),
    (("surname", 0), ("single", 1)),
    (("surname", -1), ("first", 0), ("second", 1)),
    (("surname", -1), ("single", 0)),
    (("surname", -2), ("first", -1), ("second", 0)),
    (("surname", 0), ("tag", -1), ("shape", 0)),
    (("foreign", -1), ("foreign", 0), ("foreign", 1)),
    (("foreign", -2), ("foreign", -1), ("foreign", 0)),
    (("foreign", 0), ("foreign", 1), ("foreign", 2)),
    *((("hint", d),) for d in (-2, -1, 0, 1, 2)),
    (("hint", -1), ("hint", 0)),
    (("hint", 0), ("hint", 1)),
    (("hint", -1), ("hint", 0), ("hint", 1)),
    (("hint", -1), ("c", 0), ("shape", 0)),
)


@cache
def _plan() -> tuple[NDArray[np.uint64], list[tuple[slice, NDArray[np.int64], NDArray[np.uint64]]]]:
    """How the templates are computed, those of one feature first: a number for each, and for its first,
    second and third feature which templates have one, where it stands, and what it is multiplied with."""
    order = sorted(range(len(_TEMPLATES)), key=lambda i: (len(_TEMPLATES[i]), i))
    steps = []
    for part in range(3):
        first = next(at for at, i in enumerate(order) if len(_TEMPLATES[i]) > part)
        places, factors = [], []
        for i in order[first:]:
            template = _TEMPLATES[i]
            name, shift = template[part]
            places.append((shift + PAD) * len(_FEATURES) + _FEATURES.index(name))
            factors.append(prod(_WIDTH.get(other, 8) for other, _ in template[part + 1 :]))
        steps.append((slice(first, None), np.array(places), np.array(factors, dtype=np.uint64)[:, None]))
    numbers = np.array([i + 1 for i in order], dtype=np.uint64)[:, None]
    return numbers * np.uint64(0x9E3779B97F4A7C15), steps


def keys_of(text: str, borders: Sequence[int], hints: Sequence[Hint]) -> Keys:
    """The keys of a text, one row for each template, one column for each character.

    `borders` are the positions where words begin and the end of the text; `hints` may overlap: of two that
    begin or hold the same character the first counts.
    """
    size = len(text)
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    points[points > 0xFFFF] = 1
    padded = np.zeros((len(_FEATURES), size + 2 * PAD), dtype=np.uint64)
    padded[0] = ord("\n")
    inner = padded[:, PAD : PAD + size]
    inner[0] = _alphabet().take(points)
    _words(text, borders, inner[1:6])
    inner[6:11] = _likeness_bins().take(points, axis=0).T
    inner[11] = _hints(size, hints)
    shifted = np.concatenate([padded[:, d : d + size] for d in range(2 * PAD + 1)])
    numbers, ((_, places, factors), *more) = _plan()
    rows = shifted[places]
    rows *= factors
    for part, places, factors in more:
        further = shifted[places]
        further *= factors
        rows[part] += further
    return _mixed(rows, numbers)


def _mixed(rows: Keys, numbers: NDArray[np.uint64]) -> Keys:
    """Splitmix64 over template number and value (Steele, Lea, Flood 2014)."""
    rows += numbers
    rows ^= rows >> np.uint64(30)
    rows *= np.uint64(0xBF58476D1CE4E5B9)
    rows ^= rows >> np.uint64(27)
    rows *= np.uint64(0x94D049BB133111EB)
    rows ^= rows >> np.uint64(31)
    return rows


def _words(text: str, borders: Sequence[int], into: NDArray[np.uint64]) -> None:
    """Writes for each character its place in its word with the length, the word's part of speech, the word,
    the word before and the word behind."""
    codes = _codes()
    known = np.array([codes[text[a:b]] for a, b in pairwise(borders)], dtype=np.int64)
    if not len(known):
        return
    edges = np.array(borders, dtype=np.int64)
    lengths = edges[1:] - edges[:-1]
    words = np.empty((5, len(known)), dtype=np.int64)
    words[0] = np.minimum(lengths, 4) * 8
    words[1] = known >> _WORD_BITS
    words[2] = known & _WORD
    words[3, 0] = words[4, -1] = _NO_WORD
    words[3, 1:] = words[2, :-1]
    words[4, :-1] = words[2, 1:]
    into[:] = words.repeat(lengths, axis=1)
    place = np.arange(into.shape[1]) - edges[:-1].repeat(lengths)
    into[0] += (np.minimum(place, 3) * 2).astype(np.uint64)
    into[0, edges[1:] - 1] += np.uint64(1)


class _Codes(dict[str, int]):
    """Words as numbers that are the same in every process, their part of speech in the upper bits; each is
    computed once."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        code = _NO_WORD
        for character in word:
            code = (code * 1_000_003 + ord(character)) & _WORD
        tag = _tag_codes().get(dictionary().tag.get(word, ""), 1)
        self[word] = tag << _WORD_BITS | code
        return self[word]


@cache
def _codes() -> _Codes:
    return _Codes()


def _hints(size: int, hints: Sequence[Hint]) -> list[int]:
    """For each character what a rule found there: its code, and whether it begins, goes on or ends."""
    codes = [0] * size
    for item in hints:
        if any(codes[item.start : item.end]):
            continue
        length = item.end - item.start
        codes[item.start : item.end] = [item.code * 4 + 1] * length
        codes[item.start] = item.code * 4
        if length > 1:
            codes[item.end - 1] = item.code * 4 + 2
    return codes
