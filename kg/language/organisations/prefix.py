"""What stands in front of a name's own words and belongs to it or not: brands, addresses, provinces."""

import re

from kg.language.divisions import lookup
from kg.language.edges import is_name_text, is_unusual, stops, words_between
from kg.language.organisations.begin import LEVELS, Places
from kg.language.organisations.tables import tables
from kg.model import EntityType

_BEFORE_BRAND = frozenset("的与和及由在对向给为到赴访至、，。；：“（\n")

_GRAMMAR = frozenset("的了在和与及是为将从由对向被把这那该其等个一各每")

_SCHOOL = re.compile("小学|中学|学校|教学点|幼儿园")
_OF_TOWNS = re.compile("中心|第|民族|实验|希望|初级|高级|完全|[一二三四五]中|寄宿|附属|职业|联合|[0-9]")
_NAME = re.compile("(?:(?![的在和与及为将向由从对被])[\u4e00-\u9fff])+")


def over_words(text: str, start: int, at: int, borders: tuple[int, ...], places: Places, floor: int) -> int:
    """The place before a company's name of which only the trade was left: 北京 + 串香四季 + 餐饮有限公司."""
    trades = tables().companies.generic.union(tables().trades)
    telling = says_more(text[start:at], trades) and is_unusual(text, start, at, borders)
    if telling or text[start] in LEVELS or any(start < p <= at for p in places.by_end):
        return start
    named = brand(text, start, borders, places, floor)
    if named is not None:
        return named
    for first, last in reversed(places.spans):
        width = start - last
        if first < floor or not 2 <= width <= 6 or not _NAME.fullmatch(text, last, start):
            continue
        verbs = [w for w in words_between(text, last, start, borders) if len(w) == 2 and w in stops()]
        return start if verbs and width > 4 else first
    return start


def brand(text: str, at: int, borders: tuple[int, ...], places: Places, floor: int) -> int | None:
    """Where two or three characters begin that are no words, before a trade: 重组后的 | 晋云 + 控股集团."""
    for width in (2, 3):
        start = at - width
        if start < floor or not is_name_text(text[start:at]) or text[start:at] in stops():
            continue
        placed = start in places.by_end
        if not (placed or text[start - 1 : start] in _BEFORE_BRAND or not start):
            continue
        if is_unusual(text, start, at, borders) and not _GRAMMAR.intersection(text[start:at]):
            return places.chain(start, floor) if placed else start
    return None


def behind_address(text: str, start: int, at: int, places: Places) -> int:
    """A county or town in full before a company's name says where it is: 双溪县 | 云杉生物科技有限公司."""
    addresses = [p for p in places.by_end if start < p <= at - 4 and _is_small(text[places.by_end[p] : p])]
    last = max(addresses, default=start)
    core, generic = text[last:at], tables().companies.generic
    one = len(addresses) == 1 and text[last - 1] in "县区"
    if one and (not says_more(core, generic) or text.startswith(("专业合作社", "农民专业合作社"), at)):
        return start  # 某县城市投资集团有限公司: without the county it is no name
    return last


def behind_town(text: str, start: int, at: int, places: Places) -> int:
    """A town before a company's short name says where it is: 双溪县青石镇 | 云杉公司."""
    return max((p for p in places.by_end if start < p < at - 1 and text[p - 1] in "镇乡村"), default=start)


def behind_county(text: str, start: int, at: int, places: Places) -> int:
    """What a town has is the town's, whatever stands in front (双溪县 | 青石镇中心小学); a school with a name
    of its own is nobody's (双溪县 | 青石镇 | 云岭小学)."""
    for first, last in places.spans:
        if start <= first and last <= at and text.endswith(("镇", "乡", "街道", "苏木"), first, last):
            core = text[last:at]
            own = 2 <= len(core) <= 3 and not _OF_TOWNS.search(core) and _SCHOOL.match(text, at)
            return last if own else first if first in places.by_end else start
    return start


def behind_province(text: str, start: int, at: int, places: Places, kind: EntityType) -> int:
    """A province before the city a name begins with says where it is: 广东 | 深圳云杉电子集团.

    Companies may name province and county, others do not: 广西 | 三江侗族自治县文化馆.
    """
    following = dict(places.spans)
    end = following.get(start, at)
    least = 2 if kind is EntityType.COMPANY else 0
    if end >= at - 3 or following.get(end, at + 1) > at - least:
        return start
    levels = [
        found[0].level
        for f, e in ((start, end), (end, following.get(end, end)))
        if (found := lookup(text[f:e]))
    ]
    far = kind is EntityType.COMPANY or text.startswith("研究", at)
    own = (EntityType.CITY,) if far else (EntityType.CITY, EntityType.COUNTY)
    return end if levels[:1] == [EntityType.PROVINCE] and levels[1:] and levels[1] in own else start


def _is_small(place: str) -> bool:
    """Whether a place is a county, district, town or village in full; 景德镇 is a city."""
    found = lookup(place)
    return place[-1] in "县区镇乡村" and not (found and found[0].level is EntityType.CITY)


def says_more(core: str, generic: frozenset[str]) -> bool:
    """Whether a core has more to it than generic words."""
    while core:
        width = next((w for w in range(min(8, len(core)), 0, -1) if core[:w] in generic), 0)
        if not width:
            return True
        core = core[width:]
    return False
