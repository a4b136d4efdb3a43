"""Words that stand for a name given elsewhere in the article: 该局, 我省, 双方, 会上, 他.

    昆明市教育局印发方案。该局还将……   该局 → 昆明市教育局

What each word may stand for, and where its name is looked for, is in coreference.toml.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import DIVISIONS, Document, EntityType, Mention
from kg.relations.counted import counted
from kg.relations.encoding import NOBODY, WEAK, Item, outermost
from kg.relations.letters import answers, selves, signers
from kg.relations.shortened import shortened
from kg.relations.visitors import visitor, with_companions
from kg.relations.words import either

_OF_LATE = 150  # characters
_BRACKETS = re.compile("(?:（[^（）]*）)?[”》）]*$")  # behind what a name ends with: 《…计划（2025—2029年）》
_AGREED = 700  # characters from those who agree on something to 双方
_AGREE = re.compile("(?![、与和同])[^。！？；\n]{0,40}(?:签|协议|合作|共建|会商|结对|对接|座谈|联席|协作)")
_JOINED = re.compile("(?:还|也|将|已|近日|同日)?[、与和同]|以及")
_OF_TIME = "|".join(
    f"(?<={word})" for word in ("今年", "去年", "目前", "如今", "近日", "当前", "现在", "随后", "眼下")
)
_POINTING = re.compile("^(?:该|[这此][项部一个套份]?)")
_KINDS_OF_EVENTS = {
    "会": ("会", "会议"),
    "会议": ("会", "会议"),
    "仪式": ("仪式",),
    "典礼": ("典礼",),
    "论坛": ("论坛",),
}
_PART_OF_EVENT = re.compile("(?:分|平行)(?:论坛|会场|会议|会|活动|赛)$")  # 论坛 is rather the whole one
# In front of who is no subject.
_OBLIQUE = re.compile("[向对给和与同跟把被让请由为随陪听见找问在从]|带着|领着")


@dataclass(frozen=True, slots=True)
class _Word:
    types: frozenset[EntityType]
    endings: tuple[str, ...]
    find: str
    within: int
    behind: re.Pattern[str]  # what must match where the word begins
    before: re.Pattern[str]  # what must match where it ends
    unique: bool
    unless: re.Pattern[str] | None  # what may not stand between name and word
    itself: bool  # the name must end with the word
    nearby: int  # how many characters in front a division stands that is meant, if none is at home
    acts: bool  # it can be the subject of a clause, known or not


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("kg.relations").joinpath("coreference.toml").read_text("utf-8"))


@cache
def _words() -> tuple[re.Pattern[str], dict[str, list[_Word]]]:
    """What finds the words, and what each may stand for, by where it stands."""
    words: dict[str, list[_Word]] = {}
    for row in _table()["word"]:
        only = f"(?:(?<=[{row['only_behind']}])|{_OF_TIME})" if "only_behind" in row else ""
        behind = only + "".join(f"(?<!{re.escape(b)})" for b in row.get("not_behind", ()))
        before = f"(?!{'|'.join(row['not_before'])})" if "not_before" in row else ""
        before += f"(?={'|'.join(row['only_before'])})" if "only_before" in row else ""
        word = _Word(
            frozenset(EntityType(t) for t in row["types"]),
            tuple(row.get("endings", ())),
            row["find"],
            row.get("within", 2000),
            re.compile(behind),
            re.compile(before),
            row.get("unique", False),
            re.compile(row["unless_between"]) if "unless_between" in row else None,
            row.get("itself", False),
            row.get("nearby", 0),
            not {EntityType.EVENT.value, EntityType.OFFICIAL.value} & set(row["types"]),
        )
        fronts = row.get("fronts", ("",))
        for form in row["words"]:
            for front in fronts:
                words.setdefault(front + form, []).append(word)
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest_first))), words


@cache
def _remote() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    row = _table()["remote"]
    return re.compile(row["called"]), re.compile(row["before"]), re.compile(f"(?:{row['behind']})[“《]?$")


def is_remote(document: Document, mention: Mention) -> bool:
    """Whether an event is only spoken of, and not what the article reports.

    >>> from kg.notation import parse
    >>> document = parse("学习[全国教育大会|Event]精神。[开学典礼|Event]举行。")
    >>> [is_remote(document, mention) for mention in document.mentions]
    [True, False]
    """
    called, before, behind = _remote()
    text = document.article.text
    return mention.type is EntityType.EVENT and (
        called.search(mention.text) is not None
        or before.match(text, mention.end) is not None
        or behind.search(text, max(0, mention.start - 6), mention.start) is not None
    )


def stand_ins(document: Document) -> list[Item]:
    """The words of a document that stand for names, each with the mentions it stands for; words whose name
    cannot be told are left out."""
    pattern, words = _words()
    mentions = document.mentions
    names = outermost(mentions)
    found: list[Item] = []
    seen: list[tuple[int, int]] = []  # where a name or its stand-in ends, the mention
    at = 0
    text = document.article.text
    for match in pattern.finditer(text):
        start, end = match.span()
        while at < len(names) and mentions[names[at]].start < start:
            if not is_remote(document, mentions[names[at]]):
                seen.append((mentions[names[at]].end, names[at]))
            at += 1
        if at and mentions[names[at - 1]].end > start:
            continue
        fits = (w for w in words[match.group()] if w.behind.match(text, start) and w.before.match(text, end))
        word = next(fits, None)
        if word is None:
            continue
        if word.itself:
            word = replace(word, endings=(_POINTING.sub("", match.group()),))
        meant = _ceremony(document, seen, word, match.group()) or _resolve(document, seen, word, start)
        if meant:
            found.append(Item(start, end, WEAK[mentions[meant[0]].type], meant))
            seen += [(end, i) for i in meant]
        elif (word.acts or word.find == "party") and not word.itself:
            found.append(Item(start, end, NOBODY))
    signed = signers(document)
    if signed:
        found += [Item(*span, WEAK[mentions[signed[0]].type], signed) for span in selves(document)]
    found += [Item(*span, WEAK[mentions[i].type], (i,)) for span, i in answers(document)]
    taken = {item.start for item in found if item.mentions}
    found += [
        Item(*span, WEAK[mentions[meant[0]].type], meant)
        for span, meant in counted(document, names, _stem)
        if span[0] not in taken
    ]
    found += [Item(*span, WEAK[mentions[i].type], (i,)) for span, i in shortened(document, names, _called)]
    return found


def _ceremony(document: Document, seen: Sequence[tuple[int, int]], word: _Word, form: str) -> tuple[int, ...]:
    """The last event that is called so: 启动仪式上 is at the 启动仪式, whatever else was named behind it."""
    called = re.sub("(?:上|现场|期间|当天)$", "", form)
    if word.types != {EntityType.EVENT} or word.itself:
        return ()
    endings = _KINDS_OF_EVENTS.get(called) or ((called,) if len(called) > 2 else ())
    if not endings:
        return ()
    events = [i for _, i in seen if document.mentions[i].type is EntityType.EVENT]
    return next(((i,) for i in reversed(events) if _called(document.mentions[i]).endswith(endings)), ())


def _resolve(document: Document, seen: Sequence[tuple[int, int]], word: _Word, start: int) -> tuple[int, ...]:
    mentions = document.mentions
    near = [(end, i) for end, i in seen if start - end <= word.within and mentions[i].type in word.types]
    if word.types == {EntityType.EVENT}:
        near = [(end, i) for end, i in near if not _PART_OF_EVENT.search(_called(mentions[i]))] or near
    if word.find == "own":
        fitting = [(end, i) for end, i in near if _called(mentions[i]).endswith(word.endings or ("",))]
        close = [i for end, i in fitting if start - end <= word.nearby]
        return _own(document, [i for _, i in fitting]) or tuple(close[-1:])
    if word.find in ("visitor", "party"):
        bodies = [i for _, i in near if mentions[i].type is EntityType.AGENCY]
        bodies = [i for i in bodies if _called(mentions[i]).endswith(word.endings)]
        leaders = tuple(bodies[-1:]) or visitor(document, near, start, word.unique)
        return with_companions(document, near, leaders) if word.find == "party" else leaders
    if word.find == "person":
        topic = _topic(document, near, start)
        if topic is not None:
            between = document.article.text[mentions[topic].end : start]
            return () if word.unless is not None and word.unless.search(between) else (topic,)
    if word.find == "parties":
        return _parties(document, word, start, 3)
    if word.find == "pair":
        paired = _paired(document, near) or _parties(document, word, start, 2)
        if paired or word.within < _OF_LATE * 2:
            return paired
        last: list[int] = []
        for _, i in reversed(near):
            if not last or _stem(mentions[last[0]]) != _stem(mentions[i]):
                last.insert(0, i)
            if len(last) == 2:
                return tuple(last)
        return ()
    if (
        word.unique
        and len({_stem(mentions[i]) for _, i in near if _called(mentions[i]).endswith(word.endings or ("",))})
        > 1
    ):
        return ()
    # 该县 is rather 洛川县 than 洛川, where both were named of late.
    for reach, called in ((_OF_LATE, _text), (word.within, _called)):
        for end, i in reversed(near):
            if start - end > reach:
                break
            i = _whole(document, i, word)
            if called(mentions[i]).endswith(word.endings or ("",)):
                between = document.article.text[mentions[i].end : start]
                return () if word.unless is not None and word.unless.search(between) else (i,)
    return ()


def _whole(document: Document, index: int, word: _Word) -> int:
    """The organisation in front in the name of a unit that is not called so: 该局 behind 市民政局养老处."""
    mentions = document.mentions
    unit = mentions[index]
    if word.itself or not word.endings or _called(unit).endswith(word.endings):
        return index
    for i in range(index + 1, len(mentions)):
        if mentions[i].start != unit.start:
            break
        if mentions[i].type in word.types and _called(mentions[i]).endswith(word.endings):
            return i
    return index


def _topic(document: Document, near: Sequence[tuple[int, int]], start: int) -> int | None:
    """Who acts in the last sentence in front that names somebody: the first one named in it who stands where
    a subject does. None where nobody does, or where another is set against that one (甲…，乙则…)."""
    mentions, text = document.mentions, document.article.text
    named = [(end, i) for end, i in near if end == mentions[i].end]
    if not named or text[named[-1][0] : named[-1][0] + 1] in ("则", "却"):
        return None
    begin = 1 + max(text.rfind(mark, 0, mentions[named[-1][1]].start) for mark in "。！？；\n")
    for end, i in named:
        if mentions[i].start < begin:
            continue
        clause = 1 + max(text.rfind(mark, 0, mentions[i].start) for mark in "，：。！？；\n”")
        if _OBLIQUE.search(text, clause, mentions[i].start) or text[end : end + 1] in "的、和与及家":
            continue
        return None if _says().match(text, end) and i != named[-1][1] else i
    return None


@cache
def _says() -> re.Pattern[str]:
    """What follows somebody whose words come next: whoever they name, they are about."""
    return re.compile(f"[^，。：；“”\n]{{0,12}}?(?:{either('speak')})[，：]")


def _paired(document: Document, near: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The last two names with 与, 和 or 同 between them; the only two, if there are but two."""
    mentions, text = document.mentions, document.article.text
    for (end, one), (_, other) in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
        between = text[end : mentions[other].start]
        if (
            len(between) <= 6
            and re.search("[与和同]$", between)
            and _stem(mentions[one]) != _stem(mentions[other])
        ):
            for _, i in near:
                other = i if mentions[i].start == mentions[other].end else other  # 甘肃省兰州市
            return (one, other)
    different = {_stem(mentions[i]): i for _, i in near}
    types = {mentions[i].type for i in different.values()}
    # A place and its committee are no two parties.
    if len(different) != 2 or (EntityType.AGENCY in types and types & DIVISIONS):
        return ()
    return tuple(sorted(different.values()))


def _parties(document: Document, word: _Word, start: int, number: int) -> tuple[int, ...]:
    """The last list of so many names that are said to sign, meet or work together: 甲与乙举行签约仪式."""
    mentions, text = document.mentions, document.article.text
    found: tuple[int, ...] = ()
    listed: list[int] = []
    joined = False
    for i in outermost(mentions):
        mention = mentions[i]
        if mention.start >= start:
            break
        between = text[mentions[listed[-1]].end : mention.start] if listed else ""
        if listed and not between and mentions[listed[-1]].type in DIVISIONS and mention.type in word.types:
            listed[-1] = i  # 湖北省十堰市
        elif listed and _JOINED.fullmatch(between) and mention.type in word.types:
            listed.append(i)
            joined |= between != "、"
        else:
            listed, joined = ([i], False) if mention.type in word.types else ([], False)
        if (
            joined
            and len({_stem(mentions[m]) for m in listed}) == len(listed) == number
            and start - mention.end < _AGREED
            and _AGREE.match(text, mention.end, start)
        ):
            found = tuple(listed)
    return found


def _own(document: Document, candidates: Sequence[int]) -> tuple[int, ...]:
    """The division the paper bears in its name, or the only one that is named; of cities and counties the one
    that is named most, if none as often."""
    mentions = document.mentions
    paper = document.article.paper or ""
    own = [i for i in candidates if paper.startswith(_stem(mentions[i]))]
    if not own and len({_stem(mentions[i]) for i in candidates}) == 1:
        own = list(candidates)
    if not own and candidates and mentions[candidates[0]].type is not EntityType.PROVINCE:
        times = Counter(_stem(mentions[i]) for i in candidates).most_common(2)
        if times[0][1] > times[1][1]:
            own = [i for i in candidates if _stem(mentions[i]) == times[0][0]]
    return (own[-1],) if own else ()


def _text(mention: Mention) -> str:
    return mention.text.rstrip("”》）")


def _called(mention: Mention) -> str:
    return _BRACKETS.sub("", mention.name or mention.text)


def _stem(mention: Mention) -> str:
    """What the forms of one division share: 贵州 for 贵州省 and 黔, 湘西 for 湘西土家族苗族自治州."""
    called = _called(mention)
    if called in _table()["abbreviations"]:
        return str(_table()["abbreviations"][called])
    return re.sub(r"(.{2,}?)(?:[省市县区州盟]|.{0,9}族?自治[州县区]|特别行政区)$", r"\1", called)
