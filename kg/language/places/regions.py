"""Regions that are no divisions: known by name, by ending (都市圈, 流域, 经济带), as parts of provinces.

川东北 | 武汉都市圈 | 韩江流域 | 关中—天水经济区 | 湘赣边区域
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.edges import STOPPING, on_border
from kg.language.lexicon import Lexicon
from kg.language.places.endings import tables
from kg.language.places.found import Found

_LETTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新"
_BORDER = re.compile(
    f"[{_LETTERS}]{{2,4}}"
    "(?:省际边界地区|省际边界区域|边界地区|边界区域|边区域|边地区|交界地区|交界区域|毗邻地区|边区|边(?![贸境防陲疆关界]))"
    f"|[{_LETTERS}]{{2,4}}[两三四五六]省区?(?:交界|毗邻|接壤)地区"
)
_PROVINCES = re.compile("[两三四五六][省地]|交界|毗邻|接壤")

_FULL = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村")
_NUMBER = re.compile("[A-Z]\\d{1,3}$")  # 长三角G60科创走廊


@dataclass(frozen=True, slots=True)
class _Tables:
    names: Lexicon
    ending: re.Pattern[str]
    joint: frozenset[str]
    basin: re.Pattern[str]
    parts: re.Pattern[str]
    no_parts: frozenset[str]
    bare: re.Pattern[str]
    joins: frozenset[str]


@cache
def _tables() -> _Tables:
    package = files(__package__)
    lines = package.joinpath("regions.txt").read_text(encoding="utf-8").splitlines()
    data = tomllib.loads(package.joinpath("regions.toml").read_text(encoding="utf-8"))
    endings = sorted(data["endings"], key=lambda e: (-len(e), e))
    return _Tables(
        Lexicon(line for line in lines if line and not line.startswith("#")),
        re.compile("|".join(endings)),
        frozenset(data["joint"]),
        re.compile(data["basin"]),
        re.compile(data["parts"]),
        frozenset(data["no_parts"]),
        re.compile(data["bare"]),
        frozenset(data["joins"]),
    )


def find(text: str, borders: tuple[int, ...], divisions: Iterable[Found]) -> list[tuple[int, int]]:
    """The regions of a text as sorted (start, end); they may lie inside one another."""
    rules = _tables()
    known = list(divisions)
    named = [
        (start, end)
        for start, end in rules.names.matches(text)
        if not (_PROVINCES.match(text, end) and _are_provinces(text[start:end]))
    ]
    found = {*named, *(m.span() for m in _BORDER.finditer(text))}
    taken = {at for f in known for at in range(f.start, f.end)}
    for match in rules.parts.finditer(text):
        start, end = match.span()
        whole = on_border(borders, start) and on_border(borders, end)
        if whole and match[0] not in rules.no_parts and taken.isdisjoint(range(start + 1, end)):
            found.add((start, end))
    found.update(m.span() for m in rules.bare.finditer(text) if on_border(borders, m.start()))
    found.update(_by_ending(text, borders, known, sorted(found)))
    return sorted(found)


def _by_ending(
    text: str, borders: tuple[int, ...], divisions: list[Found], regions: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names that begin with a region, a division or a water and end as regions do."""
    rules = _tables()
    places = {f.end: f.start for f in divisions if not text.endswith(_FULL, f.start, f.end)}
    several = {end: start for start, end in regions}
    waters: dict[int, int] = {}
    for start, end in tables().features.matches(text):
        waters.setdefault(end, start)
    for match in rules.ending.finditer(text):
        number = _NUMBER.search(text, max(0, match.start() - 4), match.start())
        at = number.start() if number else match.start()
        start = _begin(at, places, several, waters)
        if match[0] == "流域" and start == at:
            basin = next((m for m in _basins(text, at, rules) if on_border(borders, m)), at)
            start = basin
        if start == at or not _goes(text, borders, match.end()):
            continue
        alone = at in places and places[at] == start
        if start > 1 and text[start - 1] in rules.joins:
            other = _begin(start - 1, places, several, waters)
            if other < start - 1:
                start, alone = other, False
        if alone and match[0] in rules.joint:
            continue
        yield start, match.end()


def _are_provinces(name: str) -> bool:
    """Whether a name is a row of abbreviations that may stand for each province: 湘鄂赣三省."""
    return name != "京津冀" and all(c in _LETTERS for c in name)


def _begin(at: int, *names: dict[int, int]) -> int:
    """Where the chain of names that ends at a position begins; the position itself where none does."""
    start = at
    for _ in range(4):
        before = min((ends[start] for ends in names if start in ends), default=start)
        if before == start:
            break
        start = before
    return start


def _basins(text: str, at: int, rules: _Tables) -> Iterator[int]:
    for start in range(max(0, at - 4), at - 1):
        if rules.basin.fullmatch(text, start, at) is None and not rules.basin.match(text, start):
            continue
        if STOPPING.isdisjoint(text[start : at - 1]):
            yield start


def _goes(text: str, borders: tuple[int, ...], end: int) -> bool:
    return on_border(borders, end) or not "\u4e00" <= text[end : end + 1] <= "\u9fff"
