"""Where one passage breaks off within a sentence: whether another one goes on there."""

import math
import re
from functools import cache, reduce

import numpy as np

from kg.reading.lexicon import likelihoods
from kg.reading.rows import Array, Rows, string_of
from kg.reading.words import FORMS, LONGEST, counts

_REACH = 5  # characters on each side
_MOST = 8.0
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
_BROKEN = re.compile(r"[^\u4e00-\u9fff]")
_NONE = np.uint64(0xFFFF)  # stands for what is no ideograph
_FAR = 60  # characters in which what is opened closes


def gain(text: str, following: str) -> float:
    """How much likelier the characters on both sides are as words that span the cut: the logarithm of the
    odds of their best words together against those of each side; 0 where no word spans it."""
    left, right = _BROKEN.split(text[-_REACH:])[-1], _BROKEN.split(following[:_REACH])[0]
    if not left or not right or not _spanned(left, right):
        return 0.0
    together = _best(left + right)
    return min(_MOST, together[-1] - together[len(left)] - _best(right)[-1])


def gains(rows: Rows, spanned: Array) -> Array:
    """`gain` of lines and those behind them, given by their numbers."""
    characters = rows.around_ends(spanned, _REACH)
    ideographs = (characters >= 0x4E00) & (characters <= 0x9FFF)
    for n in range(1, _REACH):  # what is beyond another character counts no more
        ideographs[_REACH - 1 - n] &= ideographs[_REACH - n]
        ideographs[_REACH + n] &= ideographs[_REACH + n - 1]
    words = [np.where(ideographs, characters, _NONE)]  # of each length, by their beginnings
    for length in range(1, LONGEST):
        words.append(string_of(words[-1][:-1], words[0][length:]))
    likely = likelihoods(np.concatenate(words))
    alone = likely[: 2 * _REACH]
    np.maximum(alone, -_total(), out=alone)
    beside = likely[_BESIDE]
    best = [np.zeros_like(beside[0])]  # of so many characters from the far ends on, on each side
    for ways in _STEPS:
        best.append(reduce(np.maximum, [best[-length] + beside[word] for length, word in ways]))
    on_left, on_right = np.array(best).swapaxes(0, 1)
    across = likely[_ACROSS] + on_left[_BEFORE] + on_right[_BEHIND]
    found: Array = np.clip(across.max(0) - on_left[-1] - on_right[-1], 0.0, _MOST)
    return found


def _word(begin: int, length: int) -> int:
    """The place of a word among all that characters on both sides may make, shorter ones first."""
    return sum(2 * _REACH - shorter + 1 for shorter in range(1, length)) + begin


def _beside() -> tuple[list[tuple[int, int]], list[list[tuple[int, int]]]]:
    """The words on the left, each with its mirror image on the right; and for each number of characters from
    the far ends on the words that end there, by length and place among those."""
    words: list[tuple[int, int]] = []
    steps = []
    for end in range(1, _REACH + 1):
        lengths = range(1, min(LONGEST, end) + 1)
        steps.append([(length, len(words) + n) for n, length in enumerate(lengths)])
        words += [(_word(end - length, length), _word(2 * _REACH - end, length)) for length in lengths]
    return words, steps


_BESIDE, _STEPS = _beside()
_ACROSS = [_word(_REACH - before, before + behind) for before, behind in FORMS]
_BEFORE, _BEHIND = ([_REACH - form[side] for form in FORMS] for side in (0, 1))


def brackets(text: str, following: str) -> int:
    """1 where the following text closes the bracket or quotation in which the other one ends; -1 where it
    does not, or closes what is not open; else 0."""
    found = 0
    for opening, closing in _PAIRS:
        is_open = text.count(opening) > text.count(closing)
        first, other = following.find(closing), following.find(opening)
        closes = 0 <= first < _FAR and not 0 <= other < first
        if is_open and closes:
            return 1
        if is_open != closes:
            found = -1
    return found


@cache
def _total() -> float:
    return math.log(sum(counts().values()))


def _spanned(left: str, right: str) -> bool:
    """Whether a word begins at the end of the one and ends at the beginning of the other."""
    known = counts()
    end, begin, pair = left[-1], right[0], left[-2:]
    return (
        end + begin in known
        or end + right[:2] in known
        or end + right[:3] in known
        or pair + begin in known
        or pair + right[:2] in known
        or left[-3:] + begin in known
    )


def _best(text: str) -> list[float]:
    """The logarithm of the likelihood of the likeliest words that make the text, up to each character."""
    known, total = counts(), _total()
    best = [0.0]
    for end in range(1, len(text) + 1):
        most = best[-1] + math.log(known.get(text[end - 1], 0) or 1) - total
        for start in range(max(0, end - LONGEST), end - 1):
            if (count := known.get(text[start:end])) and (
                score := best[start] + math.log(count) - total
            ) > most:
                most = score
        best.append(most)
    return best
