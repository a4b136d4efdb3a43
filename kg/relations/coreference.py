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


@dataclass(frozen=True, slots=True)
class _Word:
    types: frozenset[EntityType]
    endings: tuple[str, ...]
    find: str
    within: int


@cache
def _words() -> tuple[re.Pattern[str], dict[str, _Word]]:
    table = tomllib.loads(files("kg.relations").joinpath("coreference.toml").read_text("utf-8"))["word"]
    words: dict[str, _Word] = {}
    patterns: list[tuple[str, str]] = []
    for row in table:
        word = _Word(
            frozenset(EntityType(t) for t in row["types"]),
            tuple(row.get("endings", ())),
            row["find"],
            row.get("within", 2000),
        )
        behind = "".join(f"(?<!{re.escape(b)})" for b in row.get("not_behind", ()))
        before = "|".join(map(re.escape, row.get("not_before", ())))
        for form in row["words"]:
            words[form] = word
            patterns.append((form, f"{behind}{re.escape(form)}{f'(?!{before})' if before else ''}"))
    patterns.sort(key=lambda p: (-len(p[0]), p[0]))
    return re.compile("|".join(p for _, p in patterns)), words


def stand_ins(document: Document) -> list[Item]:
    """The words of a document that stand for names, each with the mentions it stands for; words whose name
    cannot be told are left out."""
    pattern, words = _words()
    names = outermost(document.mentions)
    found: list[Item] = []
    at = 0
    for match in pattern.finditer(document.article.text):
        start, end = match.span()
        while at < len(names) and document.mentions[names[at]].start < start:
            at += 1
        if at and document.mentions[names[at - 1]].end > start:
            continue
        word = words[match.group()]
        meant = _resolve(document, names[:at], names, word, start)
        if meant:
            found.append(Item(start, end, WEAK[document.mentions[meant[0]].type], meant))
    return found


def _resolve(
    document: Document, before: Sequence[int], names: Sequence[int], word: _Word, start: int
) -> tuple[int, ...]:
    mentions = document.mentions
    if word.find == "own":
        return _own(document, before, [i for i in names if mentions[i].type in word.types])
    found: list[int] = []
    for i in reversed(before):
        mention = mentions[i]
        if start - mention.end > word.within:
            break
        if mention.type not in word.types or not _called(mention).endswith(word.endings or ("",)):
            continue
        if word.find == "last":
            return (i,)
        if not found or (_stem(mentions[found[0]]) != _stem(mention)):
            found.insert(0, i)
        if len(found) == 2:
            return tuple(found)
    return ()


def _own(document: Document, before: Sequence[int], candidates: Sequence[int]) -> tuple[int, ...]:
    mentions = document.mentions
    paper = document.article.paper or ""
    own = [i for i in candidates if paper.startswith(_stem(mentions[i]))]
    if not own and len({_stem(mentions[i]) for i in candidates}) == 1:
        own = list(candidates)
    if not own:
        return ()
    preceding = [i for i in own if before and i <= before[-1]]
    return (preceding[-1] if preceding else own[0],)


def _called(mention: Mention) -> str:
    return mention.name or mention.text


def _stem(mention: Mention) -> str:
    """What the forms of one division share: 贵州 for 贵州省, 湘西 for 湘西土家族苗族自治州."""
    return re.sub(r"(.{2,}?)(?:[省市县区州盟]|.{0,9}族?自治[州县区]|特别行政区)$", r"\1", _called(mention))
