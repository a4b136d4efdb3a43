"""Where one passage breaks off within a sentence: whether another one goes on there."""

import math
import re
from functools import cache, reduce

import numpy as np

from kg.reading.lexicon import occurrences
from kg.reading.rows import Array, Rows, string_of
from kg.reading.words import LONGEST, counts

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
    characters = [rows.characters(-n)[spanned] for n in range(_REACH, 0, -1)]
    characters += [rows.characters(n)[spanned + 1] for n in range(_REACH)]
    ideographs = np.array([(each >= 0x4E00) & (each <= 0x9FFF) for each in characters])
    within = np.logical_and.accumulate
    ideographs[:_REACH] = within(ideographs[:_REACH][::-1])[::-1]
    ideographs[_REACH:] = within(ideographs[_REACH:])
    codes = np.where(ideographs, characters, _NONE)
    words = [codes]  # of each length, by their beginnings
    for length in range(1, LONGEST):
        words.append(string_of(words[-1][:-1], codes[length:]))
    counted = occurrences(np.concatenate(words))
    likely = np.log(np.maximum(counted, 1)) - _total()
    likely[len(codes) :][counted[len(codes) :] == 0] = -np.inf
    of_length = np.split(likely, np.cumsum([len(each) for each in words[:-1]]))
    together, apart = _best_together(of_length, 0), _best_together(of_length, _REACH)
    found: Array = np.minimum(_MOST, together[-1] - together[_REACH] - apart[-1])
    return found


def _best_together(of_length: list[Array], first: int) -> list[Array]:
    """The logarithm of the likelihood of the likeliest words from a place on, up to each one behind it."""
    best = [np.zeros(of_length[0].shape[1])]
    for end in range(first + 1, 2 * _REACH + 1):
        lengths = range(1, min(LONGEST, end - first) + 1)
        ways = [best[-length] + of_length[length - 1][end - length] for length in lengths]
        best.append(reduce(np.maximum, ways))
    return best


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
