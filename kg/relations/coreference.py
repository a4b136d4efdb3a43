"""Words that stand for a name given elsewhere in the article: 该局, 我省, 双方, 会上, 他.

    昆明市教育局印发方案。该局还将……   该局 → 昆明市教育局

What each word may stand for, and where its name is looked for, is in coreference.toml.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import Document, EntityType, Mention
from kg.relations.encoding import WEAK, Item, outermost


_OF_LATE = 150  # characters


@dataclass(frozen=True, slots=True)
class _Word:
    types: frozenset[EntityType]
    endings: tuple[str, ...]
    find: str
    within: int


@cache
def _words() -> tuple[re.Pattern[str], dict[str, _Word], dict[str, str]]:
    table = tomllib.loads(files("kg.relations").joinpath("coreference.toml").read_text("utf-8"))
    words: dict[str, _Word] = {}
    patterns: list[tuple[str, str]] = []
    for row in table["word"]:
        word = _Word(
            frozenset(EntityType(t) for t in row["types"]),
            tuple(row.get("endings", ())),
            row["find"],
            row.get("within", 2000),
        )
        behind = "".join(f"(?<!{re.escape(b)})" for b in row.get("not_behind", ()))
        before = "|".join(row.get("not_before", ()))
        for form in row["words"]:
            words[form] = word
            patterns.append((form, f"{behind}{re.escape(form)}{f'(?!{before})' if before else ''}"))
    patterns.sort(key=lambda p: (-len(p[0]), p[0]))
    return re.compile("|".join(p for _, p in patterns)), words, table["abbreviations"]


def stand_ins(document: Document) -> list[Item]:
    """The words of a document that stand for names, each with the mentions it stands for; words whose name
    cannot be told are left out."""
    pattern, words, _ = _words()
    mentions = document.mentions
    names = outermost(mentions)
    found: list[Item] = []
    seen: list[tuple[int, int]] = []  # where a name or its stand-in ends, the mention
    at = 0
    for match in pattern.finditer(document.article.text):
        start, end = match.span()
        while at < len(names) and mentions[names[at]].start < start:
            seen.append((mentions[names[at]].end, names[at]))
            at += 1
        if at and mentions[names[at - 1]].end > start:
            continue
        meant = _resolve(document, seen, words[match.group()], start)
        if meant:
            found.append(Item(start, end, WEAK[mentions[meant[0]].type], meant))
            seen += [(end, i) for i in meant]
    return found


def _resolve(document: Document, seen: Sequence[tuple[int, int]], word: _Word, start: int) -> tuple[int, ...]:
    mentions = document.mentions
    near = [(end, i) for end, i in seen if start - end <= word.within and mentions[i].type in word.types]
    if word.find == "own":
        return _own(document, [i for _, i in near])
    if word.find == "pair":
        last: list[int] = []
        for _, i in reversed(near):
            if not last or _stem(mentions[last[0]]) != _stem(mentions[i]):
                last.insert(0, i)
            if len(last) == 2:
                return tuple(last)
        return ()
    # 该县 is rather 洛川县 than 洛川, where both were named of late.
    for reach, called in ((_OF_LATE, _text), (word.within, _called)):
        for end, i in reversed(near):
            if start - end > reach:
                break
            if called(mentions[i]).endswith(word.endings or ("",)):
                return (i,)
    return ()


def _own(document: Document, candidates: Sequence[int]) -> tuple[int, ...]:
    """The division the paper bears in its name, or the only one that is named."""
    mentions = document.mentions
    paper = document.article.paper or ""
    own = [i for i in candidates if paper.startswith(_stem(mentions[i]))]
    if not own and len({_stem(mentions[i]) for i in candidates}) == 1:
        own = list(candidates)
    return (own[-1],) if own else ()


def _text(mention: Mention) -> str:
    return mention.text


def _called(mention: Mention) -> str:
    return mention.name or mention.text


def _stem(mention: Mention) -> str:
    """What the forms of one division share: 贵州 for 贵州省 and 黔, 湘西 for 湘西土家族苗族自治州."""
    called = _called(mention)
    if called in _words()[2]:
        return _words()[2][called]
    return re.sub(r"(.{2,}?)(?:[省市县区州盟]|.{0,9}族?自治[州县区]|特别行政区)$", r"\1", called)
