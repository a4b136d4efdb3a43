"""Where the name of a company or institution begins: its words from right to left, and its places."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.language.edges import is_unusual, left_edge, on_border, stops
from kg.language.organisations.tables import tables

# A whole name stands before 与: 县民族中学与广西艺术学院.
_TWO_NAMES = re.compile(
    "(?:医院|中学|小学|大学|学院|学校|公司|集团|中心|基金|支队|大队|局|委|政府|社区|[村镇])[和与及]"
)
LEVELS = frozenset("省市县区州旗")
_JOINERS = frozenset("与和及由对向给为在到赴访的")
_QUOTED = re.compile(r"“[^”，。！？；]{1,12}”\Z")
_FRONT = frozenset(("中国", "国家", "国网", "中共", "全国"))
_COMRADE = re.compile("同志(?!纪念|故居|旧居|生平|铜像|诞辰|社)")
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）]$")


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text, sorted, and the start of each by its end."""

    spans: tuple[tuple[int, int], ...]
    by_end: dict[int, int]

    @classmethod
    def of(cls, spans: list[tuple[int, int]]) -> "Places":
        return cls(tuple(sorted(spans)), {end: start for start, end in sorted(spans)})

    def chain(self, start: int, floor: int = 0) -> int:
        """The start of the places that stand one behind the other up to `start`."""
        while start in self.by_end and self.by_end[start] >= floor:
            start = self.by_end[start]
        return start


def begin(
    text: str, at: int, borders: tuple[int, ...], places: Places, floor: int, strong: bool
) -> int | None:
    """Where the name begins whose last word begins at `at`; None: there is nothing before it.

    `floor` is where the name before ends; `strong` says that the last word is sure to end a name.
    """
    quoted = _QUOTED.search(text, max(0, at - 14), at)
    bracketed = _BRACKETED.search(text, max(0, at - 8), at)
    start = quoted.start() if quoted else bracketed.start() if bracketed else at
    start = left_edge(text, start, borders, min(floor, start), 20 if strong else 16)
    over = _QUOTED.search(text, max(0, start - 14), start) if start < at else None
    if over is not None and over.start() >= floor:
        start = over.start()  # “红海滩”老兵宣讲团
    inner = _BRACKETED.search(text, max(0, start - 8), start) if strong else None
    if inner is not None and inner.start() > floor and inner.start() + 1 in dict(places.spans):
        start = left_edge(text, inner.start(), borders, min(floor, inner.start()), 8)
    start = _to_place(text, start, at, borders, places, floor, strong)
    closed = text.rfind("）", start, at)
    if closed >= 0 and "（" not in text[start:closed]:
        start = closed + 1
    comrade = _COMRADE.search(text, start, at)
    if comrade is not None:
        start = comrade.end()
    joined = _TWO_NAMES.search(text, start, at)
    if joined is not None and joined.end() < at:
        start = joined.end()
    start = places.chain(start, floor)
    if text[start - 1 : start] in LEVELS and start - 1 >= floor and on_border(borders, start - 1):
        start -= 1
    sure = strong or text.startswith("集团", at)
    if sure and text[start - 1 : start] == "中" and start - 1 >= floor:
        before = text[start - 2 : start - 1]
        if not "\u4e00" <= before <= "\u9fff" or before in _JOINERS or start - 1 in places.by_end:
            start = places.chain(start - 1, floor)  # 中云新能源集团: 中 ends words elsewhere
    return start if start < at else None


def _to_place(
    text: str, start: int, at: int, borders: tuple[int, ...], places: Places, floor: int, strong: bool
) -> int:
    """The start, moved to the place the name begins with."""
    edges = tables().edges
    for first, last in places.spans:
        if first < start < last <= at or last == start:
            start = min(start, first)
    for gap in (1, 2):
        first = places.by_end.get(start - gap, -1)
        if first >= floor and start < at and edges.inside.issuperset(text[start - gap : start]):
            start = first
    inside = [f for f, last in places.spans if start < f and last <= at and text[f - 1] not in "（("]
    if inside and _ordinary(text, start, min(inside), borders, places):
        start = min(inside)  # 企业 | 甲市乙肥业有限公司, 换 | 甲市人民医院
        inside = []
    if inside and (min(inside) - start == 1 if strong else min(inside) - start > 4):
        start = min(inside)
    if strong and start not in places.by_end.values():
        for first, last in reversed(places.spans):
            if floor <= last <= start and at - first <= 24 and _soft(text, last, start, borders):
                return first
    return _over_and(text, start, borders, places, floor)


def _ordinary(text: str, start: int, place: int, borders: tuple[int, ...], places: Places) -> bool:
    """Whether nothing but ordinary words, or one character, stands before the place within a name."""
    if place - start == 1:
        end = next(last for first, last in places.spans if first == place)
        return text[end - 1] in "省市县区州" and end - place > 2
    return not is_unusual(text, start, place, borders) and text[start:place] not in _FRONT


def _over_and(text: str, start: int, borders: tuple[int, ...], places: Places, floor: int) -> int:
    """长沙半导体技术与应用研究院: over 与, where a place begins the name and no whole name ends before 与."""
    if text[start - 1 : start] in "与和及" and start - 1 > floor:
        first = left_edge(text, start - 1, borders, floor, 10)
        begun = [p for p, last in places.spans if first <= p and last < start - 1]
        if begun and not text[: start - 1].endswith(tables().edges.whole):
            return min(begun)
    return start


def _soft(text: str, start: int, end: int, borders: tuple[int, ...]) -> bool:
    """Whether a company's name may reach over these words to its place: no particle, no verb."""
    between = text[start:end]
    if not between or len(between) > 6 or not all("\u4e00" <= c <= "\u9fff" for c in between):
        return False
    index = bisect_left(borders, start)
    while index < len(borders) - 1 and borders[index] < end:
        word = text[borders[index] : borders[index + 1]]
        if len(word) == 1 and word in tables().edges.particles:
            return False
        if word in stops() and word not in tables().edges.soft:
            return False
        index += 1
    return True
