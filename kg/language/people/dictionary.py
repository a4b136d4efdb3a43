"""jieba's dictionary as the components use it: how frequent words are and what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`frequency` has 0 for mere beginnings of words; `tag` is jieba's part of speech of the words."""

    frequency: Mapping[str, int]
    tag: Mapping[str, str]


@cache
def dictionary() -> Dictionary:
    """jieba's own dictionary, read once."""
    jieba.setLogLevel(60)
    jieba.initialize()
    tags = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.split()
            tags[word] = tag
    return Dictionary(jieba.dt.FREQ, tags)
