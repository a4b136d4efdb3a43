"""How often words occur."""

from functools import cache
from importlib.resources import files


@cache
def counts() -> dict[str, int]:
    """How often words of up to four characters occur, by jieba's dictionary; the rarest are left out."""
    found = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as rows:
        for row in rows:
            word, count, _ = row.split(" ", 2)
            if len(word) <= 4 and int(count) >= 3:
                found[word] = int(count)
    return found
