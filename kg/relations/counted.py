"""Words that count names: 三县, 四市州, 两校 stand for as many of a kind as the text in front names.

漳州市、龙岩市、梅州市相邻。三市签署公约。      三市 → 漳州市, 龙岩市, 梅州市

They are those of the paragraph if it names just so many, else those of the article, else the last list of so
many; else nothing.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import Document, EntityType, Mention

_NUMBERS = {number: i for i, number in enumerate("两三四五六七八九", 2)}
_FAR = 900  # characters from the names to the word


@dataclass(frozen=True, slots=True)
class _Kind:
    types: frozenset[EntityType]
    endings: tuple[str, ...]


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, _Kind]]:
    """What finds the words, and what each kind is."""
    table = tomllib.loads(files("kg.relations").joinpath("counted.toml").read_text("utf-8"))
    kinds = {
        word: _Kind(frozenset(EntityType(t) for t in row["types"]), tuple(row.get("endings", ("",))))
        for row in table["kind"]
        for word in row["words"]
    }
    words = "|".join(sorted(kinds, key=lambda word: (-len(word), word)))
    pattern = re.compile(
        f"(?<=[{table['behind']}])([{''.join(_NUMBERS)}])({words})(?!{'|'.join(table['not_before'])})"
    )
    return pattern, kinds


def counted(
    document: Document, names: Sequence[int], stem: Callable[[Mention], str]
) -> list[tuple[tuple[int, int], tuple[int, ...]]]:
    """Where the words stand, each with the mentions meant, one for each name. `names` are the outermost
    mentions; `stem` tells what the forms of one name share."""
    pattern, kinds = _kinds()
    text, mentions = document.article.text, document.mentions
    found: list[tuple[tuple[int, int], tuple[int, ...]]] = []
    for match in pattern.finditer(text):
        number, kind, start = _NUMBERS[match[1]], kinds[match[2]], match.start()
        front = [
            i
            for i in names
            if mentions[i].end <= start
            and start - mentions[i].end < _FAR
            and mentions[i].type in kind.types
            and (mentions[i].name or mentions[i].text).endswith(kind.endings)
        ]
        paragraph = text.rfind("\n", 0, start)
        for near in (
            [i for i in front if mentions[i].start > paragraph],
            front,
            _listed(document, front, number),
        ):
            different = {stem(mentions[i]): i for i in near}
            if len(different) == number:
                found.append((match.span(), tuple(sorted(different.values()))))
                break
    return found


def _listed(document: Document, front: Sequence[int], number: int) -> list[int]:
    """The last list of so many: names with 、, 和 or 与 between them."""
    text, mentions = document.article.text, document.mentions
    runs: list[list[int]] = []
    for i in front:
        between = text[mentions[runs[-1][-1]].end : mentions[i].start] if runs else "。"
        if re.fullmatch("[、和与同及]|以及", between):
            runs[-1].append(i)
        else:
            runs.append([i])
    return next((run for run in reversed(runs) if len(run) == number), [])
