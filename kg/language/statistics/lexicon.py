"""jieba's dictionary as the components use it: how frequent words are, what they are, where they end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`frequency` has 0 for mere beginnings of words; `tag` is jieba's part of speech of the words."""

    frequency: Mapping[str, int]
    tag: Mapping[str, str]
    tokenizer: jieba.Tokenizer

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text, in order, joined they are the text."""
        words: Iterator[str] = self.tokenizer.cut(text)
        return words


@cache
def lexicon() -> Lexicon:
    """jieba's own dictionary, read once."""
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    tags = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.split()
            tags[word] = tag
    return Lexicon(tokenizer.FREQ, tags, tokenizer)
