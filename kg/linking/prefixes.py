"""The places that the name of an organisation, zone or site begins with, written out or left out."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.language.divisions import Division, is_word, lookup, within
from kg.model import EntityType

LONGEST = 15  # 双江拉祜族佤族布朗族傣族自治县 is the longest name of a division

# 省 in 省财政厅 stands for a division; in 省际, 市场, 县域 it is part of a word.
_ELIDED = re.compile(
    r"(?:自治区|新区|省(?![级际直内外域部会城属管辖])|市(?![场值区内外域镇井级直属管辖]|民(?![政族宗防建盟革进俗办]))(?!政(?:工程|公司|集团|设施|道路|园林|设计|建设|管网))"
    r"|自治州|州(?![内际])|盟(?![友军])|县(?![域级际内外城区属管辖])|区(?![域块间位内外级属管辖])|旗(?![舰帜])"
    r"|镇(?![域区江])|乡(?![村镇土域]))(?=.)"
)
_FRONT = re.compile(
    "武警|中国共产党|中共|共青团|国家税务总局|国网|民革|民盟|民建|民进|农工党|致公党|九三学社"
)
_STREET = re.compile(r"(?:路|街|大道|道|巷|胡同)$")


@dataclass(frozen=True, slots=True)
class PlacePrefix:
    """A place at the beginning of a name: where it ends, how it is written, the divisions it may be."""

    end: int
    text: str
    candidates: tuple[Division, ...]


@lru_cache(maxsize=65536)
def prefixes(name: str) -> tuple[PlacePrefix, ...]:
    """The chain of places a name begins with, the widest first.

    怀化市鹤城区教育局 → 怀化市, 鹤城区; 湖南农业大学, 武警湖南总队 → 湖南; none for 中山大学 (a short form
    that is also a word or a name says nothing) and none for streets (北京路 is anywhere).
    """
    found: list[PlacePrefix] = []
    front = _FRONT.match(name)
    start = front.end() if front else 0
    while start < len(name):
        step = _longest(name, start, found[-1].candidates if found else ())
        if step is None:
            break
        if found:
            above = tuple(d for d in found[-1].candidates if any(within(c, d) for c in step.candidates))
            found[-1] = PlacePrefix(found[-1].end, found[-1].text, above or found[-1].candidates)
        found.append(step)
        start = step.end
    if found and _STREET.search(name) and not _generic(found[-1]):
        return ()
    return tuple(found)


def _longest(name: str, start: int, above: tuple[Division, ...]) -> PlacePrefix | None:
    for end in range(min(len(name), start + LONGEST), start + 1, -1):
        form = name[start:end]
        candidates = lookup(form)
        if above:
            candidates = tuple(c for c in candidates if any(within(c, d) and c != d for d in above))
        elif is_word(form):
            candidates = tuple(c for c in candidates if c.name == form)
        if name[end:].startswith(("际", "省际")):
            return None
        if candidates and not _cuts_a_street(name, end, candidates[0]):
            return PlacePrefix(end, form, candidates)
    return None


def _cuts_a_street(name: str, end: int, division: Division) -> bool:
    """Whether a short form is the beginning of another name: 湖南 in 湖南路, 长沙 in 长沙湾."""
    short = name[:end].endswith(division.short) and not name[:end].endswith(division.name)
    return short and name[end : end + 1] in ("路", "街", "湾", "道") and name[end : end + 2] != "道路"


def _generic(prefix: PlacePrefix) -> bool:
    return prefix.text == prefix.candidates[0].name


def elided(name: str) -> str:
    """The word a name begins with that stands for a division which is not written: 省 of 省财政厅, 市 of
    市政务服务中心; "" where there is none (市场监督管理局, 省际联盟)."""
    match = _ELIDED.match(name)
    return match[0] if match else ""


def stands_for(word: str, division: Division) -> bool:
    """Whether a word such as 市 can stand for a division: 市 for 长沙市 and 浏阳市, 州 for an autonomous
    prefecture, 区 for 岳麓区 but not for 广西壮族自治区."""
    if division.level is EntityType.PROVINCE or word in ("省", "自治区"):
        return division.level is EntityType.PROVINCE and word != "区" and division.name.endswith(word)
    return division.name.endswith(word)
