"""What joins names of one article beyond the forms of the words: agencies whose place is left out, houses
with two names, units told by an abbreviation, agreements told by those who signed them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.language.organisations import parse
from kg.linking.forms import NAMED_ACTS, heads, plain, subsequence
from kg.linking.prefixes import prefixes
from kg.linking.written_out import Name
from kg.model import ORGANIZATIONS, EntityType, Mention, Predicate, Reading

Key = tuple[
    EntityType, str
]  # what a thing is called in an article; each function maps short ones to full ones


def agencies_without_place(
    joinable: Mapping[int, Key],
    names: Mapping[int, Name],
    mentions: Sequence[Mention],
) -> dict[Key, Key]:
    """Agencies written without their jurisdiction join the only one of the article that ends in the same
    words: 预算审查委员会 joins 湖南省人民代表大会常务委员会预算审查委员会."""
    agency = EntityType.AGENCY
    every = sorted({names[i].text for i in names if mentions[i].type is agency})
    made: dict[Key, Key] = {}
    for item in sorted({j for j in joinable.values() if j[0] is agency}):
        short = _spelled(item[1])
        fitting = [
            long
            for long in every
            if long != item[1]
            and len(plain(item[1])) >= 4
            and (_spelled(long).endswith(short) or _unnumbered(_spelled(long)) == short)
            and len(plain(long)) > len(plain(item[1]))
            and not prefixes(item[1])
        ]
        if len(fitting) == 1:
            made[item] = (agency, fitting[0])
    return made


def abbreviated_units(
    names: Mapping[int, Name],
    mentions: Sequence[Mention],
) -> dict[Key, Key]:
    """A unit joins the only unit of the same agency that its name abbreviates: 某中心医保窗口 joins
    某中心医保异地结算窗口, 某局办案科 no other 科."""
    made: dict[Key, Key] = {}
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for i in names:
        agency = parse(names[i].text) if mentions[i].type is EntityType.AGENCY else None
        if agency is not None and agency.units:
            unit = "".join(agency.units)
            parts[names[i].text.removesuffix(unit)][names[i].text] = unit
    for units in parts.values():
        for name, unit in sorted(units.items()):
            fitting = [
                n
                for n, u in sorted(units.items())
                if len(u) > len(unit) and len(unit) >= 4 and u[:2] == unit[:2] and u[-2:] == unit[-2:]
                if subsequence(unit, u)
            ]
            if len(fitting) == 1:
                made[EntityType.AGENCY, name] = (EntityType.AGENCY, fitting[0])
    return made


def two_names(
    joinable: Mapping[int, Key],
    names: Mapping[int, Name],
) -> dict[Key, Key]:
    """One house with two names, one of them in brackets, is found again under either: 某院（某中心）."""
    made: dict[Key, Key] = {}
    for i, whole in sorted(joinable.items()):
        if whole[1].endswith("）"):
            for part in sorted(set(joinable.values())):
                if part != whole and part[1] in names[i].aliases and part[0] in ORGANIZATIONS:
                    made[part] = whole
    return made


def _spelled(name: str) -> str:
    text = plain(name)
    for short, long in heads()["agency"]["spelled"].items():
        text = text.replace(short, long)
    return text


def _unnumbered(name: str) -> str:
    return re.sub("第[一二三四五六七八九十]+", "", name)


@cache
def _agreement() -> re.Pattern[str]:
    table = heads()["initiative"]
    return re.compile(f"(?:{'|'.join(table['agreement_words'])})*(?:{'|'.join(table['agreements'])})")


def is_bare_agreement(name: str) -> bool:
    """Whether a name says nothing without those who signed: 战略合作框架协议."""
    return _agreement().fullmatch(plain(name)) is not None


def parties_of(reading: Reading, names: Mapping[int, Name]) -> dict[int, tuple[str, ...]]:
    """The index of each bare agreement to those who signed it, by the statements; one that no statement tells
    of takes those of the one before it, or of the next."""
    bare = [
        i
        for i in names
        if reading.document.mentions[i].type in NAMED_ACTS and is_bare_agreement(names[i].text)
    ]
    signed: dict[int, tuple[str, ...]] = {}
    mentions = reading.document.mentions
    for i in bare:
        signers = {
            names[s.subject].text
            for s in reading.statements
            if s.predicate is Predicate.ISSUED and s.object == i and s.subject in names
        }
        if signers:
            signed[i] = tuple(sorted(signers))
    # A party named in one passage and both in the next are the same agreement.
    for i, one in sorted(signed.items()):
        wider = {o for o in signed.values() if set(one) < set(o)}
        if len(wider) == 1:
            signed[i] = next(iter(wider))
    for i in bare:
        if i not in signed:
            same = [j for j in signed if names[j].text == names[i].text]
            before = [j for j in same if mentions[j].start <= mentions[i].start]
            nearest = before[-1:] or same[:1]
            signed[i] = signed[nearest[0]] if nearest else ()
    return signed
