"""Letters to the paper: who signs them, and the words by which they speak of themselves.

编辑同志：路灯坏了。我建议设立巡灯员。
某某中学教师 马平                        我 → 马平
"""

import re

from kg.model import PEOPLE, ArticleKind, Document

_OPENING = re.compile(r"(?:尊敬的)?(?:编辑|记者|总编|报社|编辑部)(?:部|同志|老师|先生|您好|你好)*[：:，,！!]")
_SELF = re.compile("我们|我(?![们省市县区州盟旗国党军院校局司厅队所]|们)")
_LONGEST = 40  # characters of a line with a signature


def signers(document: Document) -> tuple[int, ...]:
    """The mentions of those who sign a letter: the persons with whom its last lines end, in order."""
    article = document.article
    text, (begin, end) = article.text, article.body
    if article.kind is not ArticleKind.SUGGESTION and not _OPENING.match(text, begin):
        return ()
    ends = {m.end: i for i, m in enumerate(document.mentions) if m.type in PEOPLE}
    found: list[int] = []
    while begin < end:
        start = text.rfind("\n", begin, end) + 1
        line = text[start:end].rstrip()
        last = ends.get(start + len(line))
        if start <= begin or last is None or len(line) > _LONGEST or re.search("[。！？：；]", line):
            break
        found.insert(0, last)
        end = start - 1
    return tuple(found)


def selves(document: Document) -> list[tuple[int, int]]:
    """Where a letter says 我 or 我们, outside of what it quotes."""
    text, (begin, end) = document.article.text, document.article.body
    return [
        match.span()
        for match in _SELF.finditer(text, begin, end)
        if text.count("“", begin, match.start()) == text.count("”", begin, match.start())
    ]
