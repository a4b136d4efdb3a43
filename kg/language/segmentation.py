"""Where words begin: the most probable words of jieba's dictionary, as jieba cuts them without its guesses.

The same cuts as `jieba.cut(text, HMM=False)` (but for a carriage return before a line feed), found in one
pass from the end to the beginning.
"""

import re
from functools import cache
from math import inf, log

import jieba

jieba.setLogLevel(60)

_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
_LATIN = re.compile("[a-zA-Z0-9]")


def words(text: str) -> list[str]:
    """The words of a text, which put together are the text."""
    found: list[str] = []
    done = 0
    for block in _BLOCK.finditer(text):
        found += text[done : block.start()]
        _cut(block[0], found)
        done = block.end()
    found += text[done:]
    return found


def _cut(block: str, found: list[str]) -> None:
    """Adds the words of a block of characters without marks and white space."""
    ends = _ends(block)
    at, size, latin = 0, len(block), -1
    while at < size:
        end = ends[at]
        if end == at + 1 and _LATIN.match(block, at):
            latin = at if latin < 0 else latin  # letters and digits that are no words stand together
        else:
            if latin >= 0:
                found.append(block[latin:at])
                latin = -1
            found.append(block[at:end])
        at = end
    if latin >= 0:
        found.append(block[latin:])


def _ends(block: str) -> list[int]:
    """For each position where the word ends that begins there on the most probable way to the end."""
    single = _characters()
    frequency, total = jieba.dt.FREQ.get, log(jieba.dt.total)
    size = len(block)
    best = [0.0] * (size + 1)
    ends = [0] * size
    for at in range(size - 1, -1, -1):
        to = at + 1
        known = single.get(block[at])
        if known is None:
            score = best[to] - total
        else:
            score = known + best[to]
            for end in range(at + 2, size + 1):
                often = frequency(block[at:end])
                if often is None:
                    break
                if often:
                    other = log(often) - total + best[end]
                    if other >= score:
                        score, to = other, end
            if score == -inf:
                score = best[to] - total
        best[at] = score
        ends[at] = to
    return ends


@cache
def _characters() -> dict[str, float]:
    """The log probabilities of the words of one character, and -inf for characters that only begin words."""
    jieba.dt.check_initialized()
    total = log(jieba.dt.total)
    return {
        word: log(often) - total if often else -inf for word, often in jieba.dt.FREQ.items() if len(word) == 1
    }
