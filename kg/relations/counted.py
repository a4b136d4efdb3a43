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

from kg.language.divisions import lookup
from kg.model import DIVISIONS, Document, EntityType, Mention

_NUMBERS = {number: i for i, number in enumerate("两三四五六七八九", 2)}
_FAR = 900  # characters from the names to the word


@dataclass(frozen=True, slots=True)
class _Kind:
    types: frozenset[EntityType]
    endings: tuple[str, ...]
    listed: bool  # the names must stand in a list
    least: int  # of the number


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, _Kind]]:
    """What finds the words, and what each kind is."""
    table = tomllib.loads(files("kg.relations").joinpath("counted.toml").read_text("utf-8"))
    kinds = {
        word: _Kind(
            frozenset(EntityType(t) for t in row["types"]),
            tuple(row.get("endings", ("",))),
            row.get("listed", False),
            row.get("least", 2),
        )
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
        if number < kind.least:
            continue
        front = [
            i
            for i in names
            if mentions[i].end <= start
            and start - mentions[i].end < _FAR
            and mentions[i].type in kind.types
            and _is(mentions[i], kind.endings)
        ]
        paragraph = text.rfind("\n", 0, start)
        anywhere = () if kind.listed else ([i for i in front if mentions[i].start > paragraph], front)
        for near in (*anywhere, _listed(document, front, number)):
            different = {stem(mentions[i]): i for i in near}
            if len(different) == number:
                found.append((match.span(), tuple(sorted(different.values()))))
                break
    return found


def _is(mention: Mention, endings: tuple[str, ...]) -> bool:
    """Whether the full name of a mention ends so; of a division in short that of one it may be."""
    called = mention.name or mention.text
    if called.endswith(endings):
        return True
    return mention.type in DIVISIONS and any(d.name.endswith(endings) for d in lookup(called))


def _listed(document: Document, front: Sequence[int], number: int) -> list[int]:
    """The last list of so many: names with 、, 和 or 与 between them."""
    text, mentions = document.article.text, document.mentions
    before = {m.end: m.start for m in mentions if m.type in DIVISIONS}
    runs: list[list[int]] = []
    for i in front:
        begin = mentions[i].start
        while begin in before:  # 湖南省龙山县
            begin = before[begin]
        if runs and begin <= mentions[runs[-1][-1]].start:
            runs[-1][-1] = i
            continue
        between = text[mentions[runs[-1][-1]].end : begin] if runs else "。"
        if re.fullmatch("[、和与同及]|以及|(?:联合|会同|携手|联手)", between):
            runs[-1].append(i)
        else:
            runs.append([i])
    return next((run for run in reversed(runs) if len(run) == number), [])
