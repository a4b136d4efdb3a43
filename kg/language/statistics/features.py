"""What the model sees of each character, as numbers: a row of 64-bit keys for each template.

All templates are computed for all characters of a text at once; the same keys name the attributes that are
trained and find their weights when a text is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.language.people.dictionary import dictionary
from kg.language.people.names import characters

Keys = NDArray[np.uint64]
Codes = NDArray[np.int64]

PAD = 2  # characters in front of and behind a text


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch that a rule found: `code` says what (from 1 to 60), the same in training and use."""

    start: int
    end: int
    code: int


@cache
def _alphabet() -> Codes:
    """Code points as the model sees them: digits, Latin letters and marks fall together by kind."""
    table = np.arange(0x10000, dtype=np.int64)
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
def _likeness_bins() -> NDArray[np.int64]:
    """For each code point a bin (0 to 7) as surname, first, second, single given and foreign character."""
    table = np.zeros((5, 0x10000), dtype=np.int64)
    kinds = characters()
    for row, odds in enumerate((kinds.surname, kinds.first, kinds.second, kinds.single, kinds.foreign)):
        for character, value in odds.items():
            if ord(character) < 0x10000:
                table[row, ord(character)] = 1 + int(np.clip((value + 4.0) / 1.5, 0, 6))
    return table


@cache
def _tag_codes() -> dict[str, int]:
    return {tag: i + 2 for i, tag in enumerate(sorted(set(dictionary().tag.values())))}


def keys_of(text: str, borders: Sequence[int], hints: Sequence[Hint]) -> Keys:
    """The keys of a text, one row for each template, one column for each character.

    `borders` are the positions where words begin and the end of the text; `hints` may overlap: of two that
    begin or hold the same character the first counts.
    """
    size = len(text)
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    points[points > 0xFFFF] = 1
    c = _shifted(_alphabet()[points], ord("\n"))
    bins = _likeness_bins()[:, points]
    surname, first, second, single, foreign = (_shifted(row, 0) for row in bins)
    word, shape, tag = (_shifted(row, 0) for row in _words(text, size, borders))
    previous, following = _neighbours(text, size, borders)
    hint = _shifted(_hints(size, hints), 0)
    wide = 1 << 16
    rows = [
        *(c[d] for d in (-2, -1, 0, 1, 2)),
        c[-2] * wide + c[-1],
        c[-1] * wide + c[0],
        c[0] * wide + c[1],
        c[1] * wide + c[2],
        c[-1] * wide + c[1],
        (c[-2] * wide + c[-1]) * wide + c[0],
        (c[-1] * wide + c[0]) * wide + c[1],
        (c[0] * wide + c[1]) * wide + c[2],
        *(shape[d] for d in (-1, 0, 1)),
        shape[0] * 64 + shape[1],
        shape[-1] * 64 + shape[0],
        *(tag[d] * 64 + shape[d] for d in (-1, 0, 1)),
        (tag[-1] * 256 + tag[0]) * 256 + tag[1],
        word[0],
        word[0] * 64 + shape[0],
        previous,
        following,
        previous * 64 + shape[0],
        following * 64 + shape[0],
        surname[0] * 8 + first[1],
        (surname[0] * 8 + first[1]) * 8 + second[2],
        surname[0] * 8 + single[1],
        (surname[-1] * 8 + first[0]) * 8 + second[1],
        surname[-1] * 8 + single[0],
        (surname[-2] * 8 + first[-1]) * 8 + second[0],
        (surname[0] * 64 + tag[-1]) * 64 + shape[0],
        (foreign[-1] * 8 + foreign[0]) * 8 + foreign[1],
        (foreign[-2] * 8 + foreign[-1]) * 8 + foreign[0],
        (foreign[0] * 8 + foreign[1]) * 8 + foreign[2],
        *(hint[d] for d in (-2, -1, 0, 1, 2)),
        hint[-1] * 256 + hint[0],
        hint[0] * 256 + hint[1],
        (hint[-1] * 256 + hint[0]) * 256 + hint[1],
        (hint[-1] * wide + c[0]) * 256 + shape[0],
    ]
    return _mixed(np.stack(rows))


class _Shifts(dict[int, Codes]):
    """The same codes seen from characters further left or right."""


def _shifted(codes: Codes, outside: int) -> _Shifts:
    padded = np.full(len(codes) + 2 * PAD, outside, dtype=np.int64)
    padded[PAD : PAD + len(codes)] = codes
    return _Shifts({d: padded[PAD + d : PAD + d + len(codes)] for d in range(-PAD, PAD + 1)})


def _mixed(rows: Codes) -> Keys:
    """Splitmix64 over template number and value (Steele, Lea, Flood 2014)."""
    number = np.arange(1, len(rows) + 1, dtype=np.uint64)[:, None]
    z = rows.astype(np.uint64) + number * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Keys = z ^ (z >> np.uint64(31))
    return mixed


def _words(text: str, size: int, borders: Sequence[int]) -> tuple[Codes, Codes, Codes]:
    """For each character its word (a hash), its place in it with the length, and its part of speech."""
    tags, codes = dictionary().tag, _tag_codes()
    starts, lengths = _lengths(borders)
    words = [text[a:b] for a, b in pairwise(borders)]
    word_code = np.array([_word_code(w) for w in words], dtype=np.int64)
    word_tag = np.array([codes.get(tags.get(w, ""), 1) for w in words], dtype=np.int64)
    place = np.arange(size, dtype=np.int64) - np.repeat(starts, lengths)
    long = np.repeat(np.minimum(lengths, 4), lengths)
    last = place + 1 == np.repeat(lengths, lengths)
    shape = long * 8 + np.minimum(place, 3) * 2 + last
    return np.repeat(word_code, lengths), shape, np.repeat(word_tag, lengths)


def _lengths(borders: Sequence[int]) -> tuple[Codes, Codes]:
    """Where words begin and how long they are."""
    edges: Codes = np.array(borders, dtype=np.int64)
    return edges[:-1], edges[1:] - edges[:-1]


def _word_code(word: str) -> int:
    """A number that is the same in every process: a polynomial of the code points."""
    code = 7
    for character in word:
        code = (code * 1_000_003 + ord(character)) & 0xFFFFFFFFFFF
    return code


def _neighbours(text: str, size: int, borders: Sequence[int]) -> tuple[Codes, Codes]:
    """For each character the word before and the word behind its own."""
    words = [_word_code(text[a:b]) for a, b in pairwise(borders)]
    _, lengths = _lengths(borders)
    before = np.array([7, *words[:-1]] if words else [], dtype=np.int64)
    behind = np.array([*words[1:], 7] if words else [], dtype=np.int64)
    return np.repeat(before, lengths), np.repeat(behind, lengths)


def _hints(size: int, hints: Sequence[Hint]) -> Codes:
    """For each character what a rule found there: its code, and whether it begins, goes on or ends."""
    codes = np.zeros(size, dtype=np.int64)
    for item in hints:
        if codes[item.start : item.end].any():
            continue
        codes[item.start : item.end] = item.code * 4 + 1
        codes[item.start] = item.code * 4
        if item.end - item.start > 1:
            codes[item.end - 1] = item.code * 4 + 2
    return codes
