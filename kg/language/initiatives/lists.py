"""Initiatives that a list names: 开展甲、乙和丙等三个专项行动, 实施甲、乙、丙“三大工程”, 发布甲等四张榜单."""

import re
from functools import cache

from kg.language.alternation import alternation
from kg.language.initiatives.extent import Cue, Walls, initiative_cuts, left_edge
from kg.language.initiatives.found import Found
from kg.language.initiatives.words import table
from kg.model import EntityType

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBER = "[一二两三四五六七八九十]|[0-9]{1,2}"
_REACH = 120
_LISTING = frozenset(["榜单", "清单"])  # nouns of which one member is worth a name


@cache
def _kinds() -> dict[str, str]:
    return {noun: kind for kind, nouns in table()["lists"].items() for noun in nouns}


@cache
def _sums() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """等三个专项行动, “三大工程”."""
    nouns = alternation(_kinds())
    between = "[^，。；！？、“”的了]{0,8}?"
    return (
        re.compile(f"等?(?P<number>一批|一系列|{_NUMBER})(?:个|项|张|大|类)?{between}(?P<noun>{nouns})"),
        re.compile(f"“(?P<number>{_NUMBER})(?:大|项|个)[^“”]{{0,4}}?(?P<noun>{nouns})”"),
    )


def listed(plain: str, walls: Walls, actors: Walls) -> list[Found]:
    """The members of lists that end in a number and what they are."""
    plain_sum, quoted_sum = _sums()
    found: list[Found] = []
    for match in plain_sum.finditer(plain):
        if plain[match.start()] == "等" or match["number"] not in ("一批", "一系列"):
            found.extend(_members(plain, match, walls, actors, open_list=plain[match.start()] == "等"))
    for match in quoted_sum.finditer(plain):
        found.extend(_members(plain, match, walls, actors, open_list=False))
    return found


def _members(
    plain: str, match: re.Match[str], walls: Walls, actors: Walls, *, open_list: bool
) -> list[Found]:
    end = match.start()
    number = _value(match["number"])
    edge = left_edge(plain, end, initiative_cuts(), walls, actors, lists=True, reach=_REACH)
    if edge.cue is not Cue.VERB or edge.start == end:
        return []
    parts = _split(plain, edge.start, end, "、")
    if number is not None and len(parts) < number:
        parts = [piece for start, stop in parts for piece in _split(plain, start, stop, "和")]
    fits = number is None or len(parts) == number or (open_list and len(parts) < number)
    listing = match["noun"] in _LISTING and open_list
    if not (fits and len(parts) > 1) and not listing:
        return []
    if any(stop - start < 4 or stop - start > 28 for start, stop in parts):
        return []
    kind = _kinds()[match["noun"]]
    return [Found(start, stop, EntityType.INITIATIVE, kind) for start, stop in parts]


def _split(plain: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    pieces = []
    for piece in plain[start:end].split(mark):
        pieces.append((start, start + len(piece)))
        start += len(piece) + len(mark)
    return pieces


def _value(number: str) -> int | None:
    if number.isdigit():
        return int(number)
    return _DIGITS.get(number)
