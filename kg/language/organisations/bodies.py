"""Companies and institutions in a text: by the last words of their names, or known by name.

The places a name begins with belong to it (双溪县云岭小学, 青石镇中心小学), and the unit that follows it at
once is another name with the first inside (湖南大学 + 教育科学学院).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.language.edges import is_unusual, on_border
from kg.language.organisations import named
from kg.language.organisations.begin import LEVELS, Places, begin
from kg.language.organisations.parts import with_branch, with_part, with_quotes, with_unit
from kg.language.organisations.prefix import (
    behind_address,
    behind_county,
    behind_province,
    behind_town,
    brand,
    over_words,
    says_more,
)
from kg.language.organisations.tables import Body, Kind, tables
from kg.model import EntityType

_COUNTED = re.compile("[一二两三四五六七八九十百几多余]+[家所个座支]")
_LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司")
_OURS = ("我院", "我校", "我市", "我县", "我省", "我区", "该校", "该院", "本校", "本院")


def find(
    text: str,
    borders: tuple[int, ...],
    places: Iterable[tuple[int, int]],
    barriers: Iterable[int] = (),
    zones: Iterable[tuple[int, int]] = (),
) -> tuple[Body, ...]:
    """The companies and institutions of a text; a longer one hides what lies inside it.

    `places` are its divisions; no name goes back over a barrier, the end of an agency, and none begins
    inside one of the `zones`.
    """
    known = Places.of(list(places))
    walls = sorted(barriers)
    listed = list(named.known(text, borders, known))
    listed_ends = {b.end: b.start for b in sorted(listed, key=lambda b: -b.start)}
    found = [
        *listed,
        *_by_ending(text, borders, known, tables().companies, walls),
        *_by_ending(text, borders, known, tables().institutions, walls),
        *named.numbered(text, known),
        *named.brands(text, borders),
        *named.party_branches(text, known),
        *named.teams(text, known),
        *named.quoted_groups(text),
        *named.investors(text, known),
        *named.of_trades(text, borders, known),
    ]
    inside = {at: end for start, end in zones for at in range(start + 1, end)}
    found = [_behind_zone(b, inside) for b in found]
    found = [with_part(text, with_branch(text, b, dict(known.spans))) for b in found]
    owners = {
        at: b.start for b in listed if b.type is EntityType.COMPANY for at in range(b.start + 2, b.end + 1)
    }
    found = [_of_owner(b, owners) for b in found]
    kept: list[Body] = []
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start, b.type)):
        # A place before a name that is known is a place: 长春 | 一汽集团.
        first = listed_ends.get(body.end, 0)
        if body.start < first and (
            text[first - 1] in "与和及"
            or not is_unusual(text, body.start, first, borders)
            or not any(body.start < p <= first for p in known.by_end)
        ):
            continue
        if known.chain(listed_ends.get(body.end, -1)) == body.start < listed_ends.get(body.end, -1):
            continue
        if all(body.end <= k.start or k.end <= body.start for k in kept):
            kept.append(body)
    following = dict(known.spans)
    kept = _without_units([with_unit(text, body, borders, following) for body in kept])
    kept = [with_quotes(text, body) for body in kept]
    kept.extend(
        Body(b.inner[0] + 1, b.end - 1, b.type)
        for b in tuple(kept)
        if b.inner and text[b.inner[0]] in "（(" and text[b.end - 1] in "）)"
    )
    kept.extend(named.faculties(text, borders, kept))
    kept.extend(named.listed(text, borders, known, kept))
    kept.extend(named.short_names(text, kept))
    kept.extend(named.short_groups(text, borders, kept))
    return tuple(sorted(kept, key=lambda b: (b.start, -b.end)))


def _behind_zone(body: Body, inside: dict[int, int]) -> Body:
    """A name that begins inside a zone's begins behind it: 某经开区 | 企业云杉酒业公司."""
    start = inside.get(body.start, body.start)
    if start + 3 > body.end:
        return body
    return Body(start, body.end, body.type, body.inner, body.confidence, body.name)


def _of_owner(body: Body, owners: dict[int, int]) -> Body:
    """A company's name with that of the company it belongs to: 中车 + 株洲电力机车研究所有限公司.

    `owners` are the starts of known companies by the positions behind their first word.
    """
    if body.type is EntityType.COMPANY and body.start in owners:
        return Body(owners[body.start], body.end, body.type, body.inner, body.confidence)
    return body


def _without_units(bodies: list[Body]) -> list[Body]:
    """Bodies without those that became units of others."""
    owners = [o for o in bodies if o.inner]
    return [
        b for b in bodies if not any(o is not b and o.start <= b.start and b.end <= o.end for o in owners)
    ]


def _by_ending(
    text: str, borders: tuple[int, ...], places: Places, kind: Kind, walls: list[int]
) -> Iterator[Body]:
    last_end = 0
    for at, end in kind.endings.matches(text):
        ending = text[at:end]
        if not named.ends(text, borders, end) or kind.endings.goes_on(text, at, end):
            continue
        wall = bisect_left(walls, at) - 1
        floor = max(last_end, walls[wall] if wall >= 0 else 0)
        if text.startswith(_LEGAL_FORMS, end):
            continue  # 道州农村商业银行 | 股份有限公司
        strong = ending in kind.strong
        start = begin(text, at, borders, places, floor, strong)
        if start is None and (strong or ending == "集团"):
            start = brand(text, at, borders, places, floor)
        if start is None:
            continue
        if strong or ending == "集团":
            start = over_words(text, start, at, borders, places, floor)
        if not _is_name(text, start, at, ending, kind, places):
            continue
        if start == floor and text.startswith(tables().edges.joining, start) and at - start > 2:
            start += 2
        if strong:
            start = behind_address(text, start, at, places)
        elif ending == "公司":
            start = behind_town(text, start, at, places)
        elif kind.type is EntityType.INSTITUTION:
            start = behind_county(text, start, at, places)
        if text.startswith(_OURS, start):
            start += 2  # 我校 | 电子工程学院
            if start >= at:
                continue
        start = behind_province(text, start, at, places, kind.type)
        counted = text[start - 1 : start] in ("家", "所", "个") and text[start - 2 : start - 1].isdigit()
        if counted and not any(start < p <= at for p in places.by_end):
            continue  # 27家文创工作室
        if not strong and ending != "集团" and not _has_evidence(text, start, at, borders, places):
            continue
        yield Body(start, end, kind.type, (), 1.0 if strong else 0.85)
        last_end = end


def _has_evidence(text: str, start: int, at: int, borders: tuple[int, ...], places: Places) -> bool:
    """What lets a name count whose ending is an everyday word: a place or level, quotation marks, or a word
    that is no ordinary one, if the last says something."""
    if any(start <= p <= at for p in places.by_end) or text[start] in LEVELS or "“" in text[start:at]:
        return True
    if text.startswith("团队", at):
        return at - start in (2, 3) and all(on_border(borders, p) for p in range(start, at))
    last = borders[bisect_left(borders, at) - 1]
    return (
        at - start <= 8
        and text[last:at] not in tables().institutions.generic
        and is_unusual(text, start, at, borders)
    )


def _is_name(text: str, start: int, at: int, ending: str, kind: Kind, places: Places) -> bool:
    """Whether the words before an ending make a name."""
    core = text[start:at]
    edges = tables().edges
    if (ending == "剧院" and core[-1:] in ("大", "影", "歌")) or (
        ending == "商会" and core[-1:] in edges.no_chamber
    ):
        return False
    if core.endswith(("供销", "教育")) and ending in ("合作社", "集团"):
        return False  # bodies of other kinds
    if ending == "厂" and core.endswith(("水", "水处理")):
        return False  # waterworks are sites
    if ending == "集团" and 2 <= len(core) <= 8:
        return core not in kind.no_group and not core.startswith(("该", "本", "各"))
    if _COUNTED.match(core):
        return False  # 十四家卫生院
    if core in kind.generic and core not in LEVELS and at not in places.by_end:
        return False
    last = max((p for p in places.by_end if start < p <= at), default=None)
    rest = text[last:at] if last is not None else core[1:] if core[0] in LEVELS else core
    placed = last is not None or core[0] in LEVELS
    if ending in kind.strong:
        return len(core) >= 2 and (placed or says_more(core, kind.generic))
    if placed:
        return rest not in edges.never and not rest.startswith(("级", "属"))
    return "“" in core or (len(core) >= 2 and says_more(core, kind.generic))
