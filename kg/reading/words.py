"""The words of the dictionary, and how often they occur."""

from functools import cache
from importlib.resources import files

LONGEST = 4  # characters of a word
COMMON = 30  # a word of two characters that occurs less is rare
# Characters on both sides of a cut, in words of up to four.
FORMS = ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1))


def spans_word(text: str, following: str) -> bool:
    """Whether a word of the dictionary, common or long, begins at the end of `text` and ends at the start of
    `following`."""
    known = counts()
    one, two, three = text[-1:], text[-2:], text[-3:]
    begin, pair = following[:1], following[:2]
    if known.get(one + begin, 0) >= COMMON:
        return True
    longer = (one + pair, one + following[:3], two + begin, two + pair, three + begin)
    return any(len(word) > 2 and word in known for word in longer)


@cache
def counts() -> dict[str, int]:
    """How often words of up to four characters occur, by jieba's dictionary; the rarest are left out."""
    found = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as rows:
        for row in rows:
            word, count, _ = row.split(" ", 2)
            if len(word) <= LONGEST and int(count) >= 3:
                found[word] = int(count)
    return found
