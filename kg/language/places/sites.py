"""Names of zones and sites in a text: by their last words (开发区, 水库, 大桥 …), or known by name (长江).

The left edge is looked for word by word (kg.language.edges). A zone keeps the place it begins with
(合肥高新区); a site keeps a short form (长沙口岸) and leaves a full name to itself (道县清塘镇 | 云溪水库).
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.divisions import lookup
from kg.language.edges import STOPPING, is_unusual, left_edge
from kg.language.lexicon import Lexicon
from kg.language.places.found import Found
from kg.model import EntityType

_NUMBERED = re.compile(
    r"(?:国道|省道)\d{1,4}线?|[GSXY]\d{1,4}[\u4e00-\u9fff]{0,6}?(?:高速公路|高速|国道|省道|线)|(?<!\d)\d{3}(?:国道|省道|县道)|(?:地铁|轨道交通|轻轨)\d{1,2}号线|\d{1,2}号线"
)
_FROM_TO = re.compile(
    r"[\u4e00-\u9fff（）()]{2,12}?至[\u4e00-\u9fff（）()]{2,12}?(?:至[\u4e00-\u9fff（）()]{2,12}?)?"
    r"(?:高速公路|高速铁路|城际铁路|铁路|高速|高铁|公路|过江通道|快速通道|通道)"
)
_WATERS = re.compile(
    "(?<=[县市区镇乡道、在沿，的对])(?P<name>[\u4e00-\u9fff]{1,3})[江河湖溪山岛渠峡洲峰湾](?=流域|沿岸|两岸|水质|大堤|畔|段|河道|综合治理|治理|上游|下游|中游|入河口|干流|支流|水系|岸线|边|风光带|生态廊道|跨界|管护|保护|湿地|水域|水面|蓝藻)"
)


_OF_WATER = re.compile("治理|水|流域|沿岸|岸|畔|边|生态|湿地|蓝藻|周边|捕捞|景区|风景|[上里中]|大桥|生态环境")


@dataclass(frozen=True, slots=True)
class _Endings:
    by_last: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    weak: frozenset[str]
    longer: dict[str, tuple[str, ...]]


@cache
def _data() -> tuple[_Endings, _Endings, Lexicon]:
    data = tomllib.loads(files(__package__).joinpath("sites.toml").read_text(encoding="utf-8"))
    zones, sites = (
        _Endings(
            _by_last(data[kind]["endings"]),
            frozenset(data[kind]["generic"]),
            frozenset(data[kind].get("weak", ())),
            _longer(data[kind]["endings"]),
        )
        for kind in ("zones", "sites")
    )
    return zones, sites, Lexicon(data["features"]["names"])


def _longer(endings: list[str]) -> dict[str, tuple[str, ...]]:
    """Ending to the endings it begins: 高速 to 高速公路."""
    return {e: tuple(o for o in endings if o != e and o.startswith(e)) for e in endings}


def _by_last(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for ending in endings:
        found.setdefault(ending[-2:], []).append(ending)
    return {last: tuple(sorted(group, key=len, reverse=True)) for last, group in found.items()}


@dataclass(frozen=True, slots=True)
class Site:
    """A zone or site: where, which of the two, how sure."""

    start: int
    end: int
    type: EntityType
    confidence: float = 0.9


def find(text: str, borders: tuple[int, ...], divisions: tuple[Found, ...]) -> tuple[Site, ...]:
    """Zones and sites of a text, sorted; a longer one hides what lies inside it."""
    zones, sites, features = _data()
    # A port or station of a division is called by its short form: 宜昌站, 大连港.
    short = {(d.start, d.end) for d in divisions}
    found = [
        Site(s, e, EntityType.SITE)
        for s, e in features.matches(text)
        if _on_border(borders, s) and ((s, e) not in short or _OF_WATER.match(text, e))
    ]
    found.extend(Site(*m.span(), EntityType.SITE) for m in _NUMBERED.finditer(text))
    found.extend(
        Site(*m.span(), EntityType.SITE, 0.7)
        for m in _WATERS.finditer(text)
        if m["name"] not in sites.generic
        and STOPPING.isdisjoint(m["name"])
        and _on_border(borders, m.start())
    )
    found.extend(_from_to(text, divisions))
    found.extend(
        Site(d.start, m.end(), EntityType.SITE)
        for d in divisions
        if (m := _STATION.match(text, d.end)) is not None
    )
    found.extend(_sections(text, borders, divisions))
    found.extend(_by_ending(text, borders, divisions, zones, EntityType.ZONE))
    found.extend(_by_ending(text, borders, divisions, sites, EntityType.SITE))
    kept: list[Site] = []
    for site in sorted(found, key=lambda s: (s.start - s.end, s.start, s.type)):
        if all(site.end <= k.start or k.end <= site.start for k in kept):
            kept.append(site)
    return tuple(sorted(kept, key=lambda s: s.start))


def _on_border(borders: tuple[int, ...], at: int) -> bool:
    index = bisect_left(borders, at)
    return index < len(borders) and borders[index] == at


def _from_to(text: str, divisions: tuple[Found, ...]) -> Iterable[Site]:
    """武穴至瑞昌过江通道: begins with a division."""
    starts = {d.start for d in divisions}
    for match in _FROM_TO.finditer(text):
        begin = next((p for p in range(match.start(), match.end()) if p in starts), None)
        if begin is not None and "至" in text[begin : match.end()]:
            yield Site(begin, match.end(), EntityType.SITE)


_OTHER_NAME = re.compile("委员会|政府|公司|集团|大学|学院|医院|厅|局(?!部)")
_WEAK_ROAD = re.compile("路|街|巷|大道|广场")  # 人民路, 解放大道: ordinary words name streets
_STATION = re.compile("港(?![口区澳务商湾股元币珠人式城铁资])|[东西南北]?站(?![长点台在起立上内外里位岗])")
_LINE = re.compile("(?:高速公路|高速铁路|高铁|高速|铁路|公路|城际|大道)$")


def _sections(text: str, borders: tuple[int, ...], divisions: tuple[Found, ...]) -> Iterable[Site]:
    """沿江高铁武汉段: a line, a place, 段."""
    for division in divisions:
        line = _LINE.search(text, max(0, division.start - 4), division.start)
        if line is None or text[division.end : division.end + 1] != "段":
            continue
        start = left_edge(text, line.start(), borders, 0, 8)
        if start == line.start() and line.start() >= 2:
            start -= 2
        yield Site(start, division.end + 1, EntityType.SITE)


def _by_ending(
    text: str, borders: tuple[int, ...], divisions: tuple[Found, ...], endings: _Endings, kind: EntityType
) -> Iterable[Site]:
    ends = {d.end: d for d in divisions}
    by_last = endings.by_last
    singles = {last for last in by_last if len(last) == 1}
    for end in range(2, len(text) + 1):
        group = by_last.get(text[end - 2 : end]) or (
            by_last[text[end - 1]] if text[end - 1] in singles else None
        )
        if group is None:
            continue
        ending = next((e for e in group if text.endswith(e, 0, end)), None)
        if ending is None or not _ends_here(text, borders, end, ending):
            continue
        at = end - len(ending)
        if any(e.startswith(ending) and text.startswith(e, at) for e in endings.longer.get(ending, ())):
            continue
        edge = left_edge(text, at, borders, 0, 14)
        edge = max((edge + m.end() for m in _OTHER_NAME.finditer(text[edge:at])), default=edge)
        start = _over_inner(text, edge, at, borders, ends)
        trimmed = _trimmed(text, start, at, ends, kind)
        bracket = _before_bracket(text, edge, borders, divisions)
        if bracket < edge:
            trimmed = bracket
        if trimmed is None:
            continue
        inside = sorted(d.start for d in ends.values() if trimmed < d.start < at)
        found = next(
            (
                c
                for c in (trimmed, *inside)
                if _stands(text, borders, c, at, ending, endings, ends, divisions)
            ),
            None,
        )
        if found is not None:
            yield Site(found, end, kind)


_INNER = frozenset("和上下中前后东西南北内外里好成同自")


def _over_inner(text: str, start: int, at: int, borders: tuple[int, ...], ends: dict[int, Found]) -> int:
    """丰和大道 behind a place: over a character that ends names elsewhere."""
    for gap in (1, 2):
        if text[start - 1 : start] in _INNER and start - gap in ends and _on_border(borders, start - gap):
            return start - gap
    return start


def _before_bracket(text: str, start: int, borders: tuple[int, ...], divisions: tuple[Found, ...]) -> int:
    """湘粤（临武）产业集聚区: a place in brackets is part of the name, and so is what stands before them."""
    if text[start - 1 : start] not in ("）", ")"):
        return start
    for division in divisions:
        if division.end == start - 1 and text[division.start - 1] in "（(":
            return left_edge(text, division.start - 1, borders, 0, 8)
    return start


def _stands(
    text: str,
    borders: tuple[int, ...],
    start: int,
    at: int,
    ending: str,
    endings: _Endings,
    ends: dict[int, Found],
    divisions: tuple[Found, ...],
) -> bool:
    """Whether text[start:at] and the ending behind it make a name."""
    placed = start in ends or any(d.start == start for d in divisions)
    if not _names(text[start:at], ending, endings, placed):
        return False
    ordinary = not placed and len(ending) < 5 and not _WEAK_ROAD.fullmatch(ending)
    if ordinary and not is_unusual(text, start, at, borders):
        return False
    if ending not in endings.weak or _weak_context(text, borders, start, at, placed):
        return True
    return ending in _LINES and _is_line(text, start, at, borders)


_GOES_ON = frozenset("局站长部处所办员们费网志报图业面灯况线标队警")


def _ends_here(text: str, borders: tuple[int, ...], end: int, ending: str) -> bool:
    if not "\u4e00" <= text[end : end + 1] <= "\u9fff":
        return True
    if len(ending) > 1:
        return _on_border(borders, end)
    return _on_border(borders, end) and text[end : end + 1] not in _GOES_ON


def _trimmed(text: str, start: int, at: int, ends: dict[int, Found], kind: EntityType) -> int | None:
    """The start without what the name does not own: generic words, full names of divisions before a site."""
    for cut in range(at, start, -1):
        division = ends.get(cut)
        if division is None or division.start < start:
            continue
        is_full = _is_full(division)
        if kind is EntityType.SITE and is_full and cut < at:
            return cut
        if kind is EntityType.ZONE:
            return cut if is_full and cut < at else _chain_start(division.start, ends, start)
    return start if start < at else None


def _chain_start(start: int, ends: dict[int, Found], floor: int) -> int:
    """The start of the short forms that stand before a zone's name: 阜阳合肥产业园区."""
    while start in ends and ends[start].start >= floor and not _is_full(ends[start]):
        start = ends[start].start
    return start


def _is_full(found: Found) -> bool:
    division = found.division
    return (
        division is None
        or found.end - found.start == len(division.name)
        or found.level is EntityType.LOCALITY
    )


def _names(core: str, ending: str, endings: _Endings, with_place: bool) -> bool:
    """Whether the words before an ending make a name."""
    if not core or core in endings.generic or (ending == "路" and core[-1] in "支辅匝便老"):
        return False
    rest = core
    if not with_place:
        width = 4
        while rest and width:
            width = next((w for w in range(min(5, len(rest)), 1, -1) if rest[:w] in endings.generic), 0)
            rest = rest[width:]
        if not rest or rest in endings.generic:
            return False
    return len(core) > 1 or ending not in endings.weak


_LINES = frozenset(("高铁", "高速", "铁路", "公路", "城际"))


def _is_line(text: str, start: int, at: int, borders: tuple[int, ...]) -> bool:
    """赣深高铁: two to four characters, each an abbreviation, or a word of its own."""
    if not 2 <= at - start <= 4:
        return False
    return all(lookup(c) for c in text[start:at]) or all(_on_border(borders, p) for p in range(start, at + 1))


_BEFORE_WEAK = frozenset("在于到至沿往从自")
_ROADS = ("路", "街", "巷")


_CLAUSE = frozenset(("", "。", "\n", "，", "；"))
_SIGHTS = frozenset(("景区", "公园", "古镇", "古城", "古村", "湿地", "草原", "大桥", "隧道", "林场", "灌区"))


def _weak_context(text: str, borders: tuple[int, ...], start: int, at: int, placed: bool) -> bool:
    """What lets a name with an everyday ending count: a place in it or right before it."""
    if placed:
        return True
    before = text[start - 1 : start]
    if text[at : at + 2] in _SIGHTS and at - start in (2, 3, 4) and before in _CLAUSE:
        return True
    if (
        at - start in (3, 4)
        and text[at : at + 2] in _SIGHTS
        and any(_on_border(borders, p) and _on_border(borders, p + 1) for p in range(start, at))
    ):
        return True
    if before == "的" and text[at : at + 1] in _ROADS:
        return 2 <= at - start <= 4
    return before in _BEFORE_WEAK and 2 <= at - start <= 5
