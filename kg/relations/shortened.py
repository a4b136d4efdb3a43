"""Initiatives called by part of their name: 余热工程 for 南港余热综合利用工程, 三年行动 for “减碳”三年行动.

The part is two to four characters of the name and its head (工程, 行动), behind punctuation or a preposition.
It stands for the initiative named in front that it fits, if it fits but one.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from kg.model import Document, EntityType, Mention

_MARKS = re.compile("[“”‘’《》〈〉·—\\s]")


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a part of a name, and the head of a name."""
    table = tomllib.loads(files("kg.relations").joinpath("shortened.toml").read_text("utf-8"))
    heads = "|".join(sorted(table["heads"], key=lambda head: (-len(head), head)))
    behind = "|".join(f"(?<={word})" for word in table["behind"])
    ends = "".join(sorted({word[-1] for word in table["behind"]}))  # a look at one character: the quick way
    no = "|".join([*table["behind"], *table["general"]])
    part = re.compile(
        f"(?<=[{table['punctuation']}{ends}])(?:(?<=[{table['punctuation']}])|{behind})(?!{no})"
        f"([\u4e00-\u9fff]{{2,4}}?)({heads})(?!{'|'.join(table['not_before'])})"
    )
    return part, re.compile(f"(?:{heads})$")


def shortened(
    document: Document, names: Sequence[int], called: Callable[[Mention], str]
) -> list[tuple[tuple[int, int], int]]:
    """Where parts of names stand, and the last mention in front of what each means. `names` are the outermost
    mentions, `called` gives the full name of one, without what follows it in brackets."""
    part, head = _expressions()
    text, mentions = document.article.text, document.mentions
    known: list[tuple[int, str, str]] = []
    for i in names:
        if mentions[i].type is EntityType.INITIATIVE:
            name = _MARKS.sub("", called(mentions[i]))
            if found := head.search(name):
                known.append((i, name[: found.start()], found.group()))
    result: list[tuple[tuple[int, int], int]] = []
    if not known:
        return result
    for match in part.finditer(text):
        fits = [
            (i, body)
            for i, body, end in known
            if mentions[i].end <= match.start() and match[1] in body and body != match[1] and end == match[2]
        ]
        if len({body for _, body in fits}) == 1:
            result.append((match.span(), fits[-1][0]))
    return result
