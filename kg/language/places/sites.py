"""Names of zones and sites in a text: by their last words (开发区, 水库, 大桥 …), or known by more.

The left edge is looked for word by word (kg.language.edges). A zone keeps the place it begins with
(合肥高新区); a site keeps a short form (长沙口岸) and leaves a full name to itself (道县清塘镇 | 云溪水库).
"""

import re
from collections.abc import Iterable, Sequence

from kg.language.divisions import lookup
from kg.language.edges import common, is_unusual, left_edge, on_border, word_before
from kg.language.places import lines
from kg.language.places.endings import Kind, Site, tables
from kg.language.places.found import Found
from kg.model import EntityType

_COUNTED = re.compile("[两三四五六七八九十][大个处座]$|^[一二两三四五六七八九十百]+[个处座条家所]$")


def find(
    text: str, borders: tuple[int, ...], divisions: tuple[Found, ...]
) -> tuple[tuple[Site, ...], list[Site]]:
    """Zones and sites of a text, sorted, and what may be one; a longer one hides what lies inside it."""
    doubted: list[Site] = []
    zones = list(_by_ending(text, borders, divisions, tables().zones, [], doubted))
    ends = sorted((z.end, z.start) for z in zones)
    found = [
        *lines.find(text, borders, divisions),
        *zones,
        *_by_ending(text, borders, divisions, tables().sites, ends, doubted),
    ]
    kept: list[Site] = []
    for site in sorted(found, key=lambda s: (s.start - s.end, s.start, s.type)):
        if all(site.end <= k.start or k.end <= site.start for k in kept):
            kept.append(site)
    return tuple(sorted(kept, key=lambda s: s.start)), doubted


def _by_ending(
    text: str,
    borders: tuple[int, ...],
    divisions: tuple[Found, ...],
    kind: Kind,
    zones: Sequence[tuple[int, int]],
    doubted: list[Site],
) -> Iterable[Site]:
    """`zones` are those found before; what fails for its context alone goes into `doubted`."""
    ends = {d.end: d for d in divisions}
    for at, end in kind.endings.matches(text):
        ending = text[at:end]
        own = ends.get(end) if kind.type is EntityType.SITE else None
        if own is not None and own.level is not EntityType.LOCALITY and _is_full(own):
            continue  # 傅疃河 | 东港区
        if not _ends_here(text, borders, end, ending) or kind.endings.goes_on(text, at, end):
            continue
        edge = left_edge(text, at, borders, 0, 14)
        edge = max(
            (edge + m.end() for m in tables().patterns["other_name"].finditer(text[edge:at])), default=edge
        )
        led = tables().patterns["led"].match(text, edge, at)
        edge = led.end() if led else edge
        edge = next((end for end, start in zones if start < edge < end <= at), edge)  # 某经|开区会展中心
        start = _over_inner(text, edge, at, borders, ends)
        trimmed = _trimmed(start, at, ends, kind.type)
        bracket = _before_bracket(text, edge, borders, divisions)
        if bracket < edge:
            trimmed = bracket
        if trimmed is None:
            continue
        inside = sorted(d.start for d in ends.values() if trimmed < d.start < at)
        if inside and not is_unusual(text, trimmed, inside[0], borders):
            trimmed = inside[0]  # 逛过 | 丽江古城: ordinary words before a place are no part of its name
        found = next(
            (c for c in (trimmed, *inside) if _stands(text, borders, c, at, ending, kind, ends, divisions)),
            None,
        )
        if found is not None:
            yield Site(found, end, kind.type)
        elif _may_stand(text, borders, trimmed, at, kind):
            doubted.append(Site(trimmed, end, kind.type))


def _over_inner(text: str, start: int, at: int, borders: tuple[int, ...], ends: dict[int, Found]) -> int:
    """丰和大道 behind a place: over a character that ends names elsewhere."""
    for gap in (2,) if text[start - 1 : start] == "和" else (1, 2):
        if (
            text[start - 1 : start] in tables().characters["inner"]
            and on_border(borders, start - 1)
            and start - gap in ends
            and on_border(borders, start - gap)
        ):
            return start - gap + (text[start - gap] == "的")
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
    kind: Kind,
    ends: dict[int, Found],
    divisions: tuple[Found, ...],
) -> bool:
    """Whether text[start:at] and the ending behind it make a name."""
    feature = tables().features.at(text, start)
    placed = start in ends or any(d.start == start for d in divisions) or feature is not None
    if not _names(text[start:at], ending, kind, placed):
        return False
    if len(ending) == 1 and _ends_a_word(text, at, borders):
        return False
    if (
        ending in kind.weak
        and len(ending) < 3
        and any(d.start == start and d.end == at and _is_full(d) for d in divisions)
    ):
        return False  # the harbour of a county, no name
    behind = next((d.end for d in divisions if d.start == start and d.end < at), at)
    if ending in kind.weak and text[behind:at] in kind.generic:
        return False  # 某市森林草原…指挥部
    if feature is not None and text[start + len(feature) : at] in kind.generic:
        return False  # 大明湖 | 免费景区
    ordinary = not placed and len(ending) < 5 and not tables().patterns["streets"].fullmatch(ending)
    if ordinary and not is_unusual(text, start, at, borders):
        return False
    if ending not in kind.weak or _weak_context(text, borders, start, at, placed):
        return True
    return tables().patterns["lines"].fullmatch(ending) is not None and _is_line(text, start, at, borders)


def _may_stand(text: str, borders: tuple[int, ...], start: int, at: int, kind: Kind) -> bool:
    """Whether an unknown word stands before an ending, so that somebody else may know it for a name."""
    start += text[start] in "大小新老"
    return (
        2 <= at - start <= 6 and text[start:at] not in kind.generic and is_unusual(text, start, at, borders)
    )


def _ends_a_word(text: str, at: int, borders: tuple[int, ...]) -> bool:
    """Whether an ending of one character is the end of an ordinary word: 迷路, 集成电路."""
    return not on_border(borders, at) and word_before(text, at + 1, borders) in common()


def _ends_here(text: str, borders: tuple[int, ...], end: int, ending: str) -> bool:
    patterns = tables().patterns
    if not "\u4e00" <= text[end : end + 1] <= "\u9fff":
        return True
    if patterns["another"].match(text, end):
        return False
    if len(ending) > 2 and text[end] not in "域间别":
        return True
    if len(ending) > 1:
        return on_border(borders, end) or patterns["place_words"].match(text, end) is not None
    return on_border(borders, end) and patterns["goes_on"].match(text, end) is None


def _trimmed(start: int, at: int, ends: dict[int, Found], kind: EntityType) -> int | None:
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


def _names(core: str, ending: str, kind: Kind, with_place: bool) -> bool:
    """Whether the words before an ending make a name."""
    if _COUNTED.search(core):
        return False  # 甲湖三大景区: several of them
    if not core or core in kind.generic or (ending == "路" and core[-1] in tables().characters["side_roads"]):
        return False
    rest = core
    if not with_place:
        width = 4
        while rest and width:
            width = next((w for w in range(min(5, len(rest)), 1, -1) if rest[:w] in kind.generic), 0)
            rest = rest[width:]
        if not rest or rest in kind.generic:
            return False
    return len(core) > 1 or ending not in kind.weak


def _is_line(text: str, start: int, at: int, borders: tuple[int, ...]) -> bool:
    """赣深高铁: two to four characters, each an abbreviation, or a word of its own."""
    if not 2 <= at - start <= 4:
        return False
    if tables().characters["line_letters"].issuperset(text[start:at]):
        return True
    return all(lookup(c) for c in text[start:at]) or all(on_border(borders, p) for p in range(start, at + 1))


def _weak_context(text: str, borders: tuple[int, ...], start: int, at: int, placed: bool) -> bool:
    """What lets a name with an everyday ending count: a place in it or right before it, or a preposition;
    for a sight also that it begins a clause, or is an unknown name."""
    if placed:
        return True
    before, width = text[start - 1 : start], at - start
    characters, patterns = tables().characters, tables().patterns
    if patterns["sights"].match(text, at):
        if 2 <= width <= 4 and (not before or before in characters["clause"]):
            return True
        alone = (on_border(borders, p) and on_border(borders, p + 1) for p in range(start, at))
        if width in (3, 4) and (any(alone) or text[at - 1] in characters["land"]):
            return True
    street = patterns["streets"].match(text, at)
    if street is not None and 2 <= width <= 4:
        listed = before in characters["street_before"] and patterns["street_behind"].match(text, street.end())
        if text[at + 1 : at + 2].isdigit() or (before and listed):
            return True
    if street is not None and 2 <= width <= 4:
        if patterns["street_list"].match(text, street.end()):
            return True  # 解放路、新华路
        if before == "、" and patterns["streets"].match(text, start - 2):
            return True
    if before == "的" and patterns["streets"].match(text, at):
        return 2 <= width <= 4
    if 3 <= width <= 5 and patterns["sided"].match(text, at - 1):
        return True
    if patterns["junctions"].match(text, at) and 2 <= width <= 3:
        return before in characters["street_before"] or not before or before in characters["clause"]
    return bool(before) and before in characters["before"] and 2 <= width <= 5
