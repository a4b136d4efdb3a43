"""Letters to the paper: who signs them, and the words by which they speak of themselves.

编辑同志：路灯坏了。我建议设立巡灯员。
某某中学教师 马平                        我 → 马平
"""

import re

from kg.model import DIVISIONS, ORGANIZATIONS, PEOPLE, ArticleKind, Document
from kg.relations.posts import governs

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


def answers(document: Document) -> list[tuple[tuple[int, int], int]]:
    """Where somebody who is interviewed says 我们, and whom it means: the body they work for, or the division
    they govern, by its last mention in front."""
    text, mentions = document.article.text, document.mentions
    begins = {m.start: m for m in mentions if m.type in PEOPLE}
    found: list[tuple[tuple[int, int], int]] = []
    meant: str | None = None
    for line in re.finditer(r"[^\n]+", text):
        speaker = begins.get(line.start())
        if speaker is not None and text[speaker.end : speaker.end + 1] in ("：", ":"):
            meant = _body(document, speaker.text)
        elif re.match("问|记者|[^，。]{1,8}[：:]", line.group()):
            meant = None
        if meant is None:
            continue
        for match in re.finditer("我们", line.group()):
            at = line.start() + match.start()
            named = [i for i, m in enumerate(mentions) if m.end <= at and meant in (m.name, m.text)]
            if named:
                found.append(((at, at + 2), named[-1]))
    return found


def _body(document: Document, person: str) -> str | None:
    """The full name of the organisation whose post somebody holds; of a party committee or a government the
    division that it governs, if the article names it."""
    text, mentions = document.article.text, document.mentions
    titles = {t.end: t.start for t in document.titles}
    for mention in mentions:
        if mention.text != person or mention.type not in PEOPLE:
            continue
        at = mention.start
        while at in titles or (text[at - 1 : at] == "、" and at - 1 in titles):
            at = titles[at if at in titles else at - 1]
        holder = next((m for m in mentions if m.end == at < mention.start), None)
        if holder is None or holder.type not in ORGANIZATIONS | DIVISIONS:
            continue
        name = holder.name or holder.text
        if not governs(name):
            return name
        of = name.removeprefix("中国共产党")
        places = {m.name or m.text for m in mentions if m.type in DIVISIONS}
        return max((p for p in places if of.startswith(p)), key=len, default=None)
    return None
