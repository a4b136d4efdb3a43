"""Companies and institutions in a text: by the last words of their names, or known by name.

The places a name begins with belong to it (双溪县青石镇云岭小学), and the unit that follows it at once is
another name with the first inside (湖南大学 + 教育科学学院).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.language.divisions import lookup
from kg.language.edges import STOPPING, is_name_text, is_unusual, on_border, stops, words_between
from kg.language.organisations import named
from kg.language.organisations.begin import LEVELS, Places, begin
from kg.language.organisations.tables import Body, Kind, tables
from kg.model import EntityType

_BRACKET = re.compile("[（(][\u4e00-\u9fff]{2,14}(?:中心|院|所|校|大学|学院|医院|局|中学|馆|集团|公司)[)）]")
# What a university has in another city: 香港大学 + 深圳 + 医院.
_ELSEWHERE = re.compile(
    "(?:市)?(?:国际)?(?:创新|产业|高等|工业技术|技术)?(?:研究院|研究生院|医院|校区|分校|学院|研究所)(?![长士])"
)
_RESIDENT = re.compile("驻[\u4e00-\u9fff]{1,8}?(?:办事处|代表处|记者站|联络处|工作站)")
_ATTACHED = re.compile(
    "(?:第[一二三四五六七八九十]{1,2})?附属[\u4e00-\u9fff]{0,4}?(?:医院|中学|小学|幼儿园|实验学校)"
)
_OURS = ("我院", "我校", "我市", "我县", "我省", "我区", "该校", "该院", "本校", "本院")
_TEAM = re.compile("[\u4e00-\u9fff]{2,3}(?:院士|教授|博士)?团队")


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
        *named.investors(text, known),
        *named.of_trades(text, borders, known),
    ]
    inside = {at: end for start, end in zones for at in range(start + 1, end)}
    found = [_behind_zone(b, inside) for b in found]
    found = [_with_part(text, _with_branch(text, b, dict(known.spans))) for b in found]
    owners = {
        at: b.start for b in listed if b.type is EntityType.COMPANY for at in range(b.start + 2, b.end + 1)
    }
    found = [_of_owner(b, owners) for b in found]
    kept: list[Body] = []
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start, b.type)):
        # A place before a name that is known is a place: 长春 | 一汽集团.
        first = listed_ends.get(body.end, 0)
        if body.start < first and (
            text[first - 1] in "与和及" or not is_unusual(text, body.start, first, borders)
        ):
            continue
        if known.chain(listed_ends.get(body.end, -1)) == body.start < listed_ends.get(body.end, -1):
            continue
        if all(body.end <= k.start or k.end <= body.start for k in kept):
            kept.append(body)
    following = dict(known.spans)
    kept = _without_units([_with_unit(text, body, borders, following) for body in kept])
    kept = [_with_quotes(text, body) for body in kept]
    kept.extend(
        Body(b.inner[0] + 1, b.end - 1, b.type)
        for b in tuple(kept)
        if b.inner and text[b.inner[0]] in "（(" and text[b.end - 1] in "）)"
    )
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


def _with_branch(text: str, body: Body, places: dict[int, int]) -> Body:
    """A bank's name with its branch: 赣江银行 + 云溪 + 支行."""
    if (
        body.type is not EntityType.COMPANY
        or not text.startswith("行", body.end - 1)
        or body.end not in places
    ):
        return body
    branch = _BANK_BRANCH.match(text, places[body.end])
    return Body(body.start, branch.end(), body.type, (), body.confidence) if branch else body


def _with_part(text: str, body: Body) -> Body:
    """A company's full name with its branch or the company of its group: …股份有限公司 + 云溪分公司."""
    if body.type is not EntityType.COMPANY or not text.endswith(("公司", "集团"), 0, body.end):
        return body
    part = tables().edges.company_parts.match(text, body.end)
    if part is None or any(c in "和与及、的在" for c in part[0]):
        return body
    return Body(body.start, part.end(), body.type, (), body.confidence)


_BANK_BRANCH = re.compile("(?:省|市|县)?(?:分行|支行|分理处)")


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
    single = "厂" if kind.type is EntityType.COMPANY else ""
    for end in range(2, len(text) + 1):
        group = kind.by_last.get(text[end - 2 : end])
        if group is None and single and text[end - 1] == single:
            group = kind.by_last[single]
        if group is None:
            continue
        ending = next((e for e in group if text.endswith(e, 0, end)), None)
        if ending is None or not named.ends(text, borders, end):
            continue
        at = end - len(ending)
        if any(text.startswith(longer, at) for longer in kind.longer[ending]):
            continue
        wall = bisect_left(walls, at) - 1
        floor = max(last_end, walls[wall] if wall >= 0 else 0)
        strong = ending in kind.strong
        start = begin(text, at, borders, places, floor, strong)
        if start is None and (strong or ending == "集团"):
            start = _brand(text, at, borders, places, floor)
        if start is None:
            continue
        if strong or ending == "集团":
            start = _over_words(text, start, at, borders, places, floor)
        if not _is_name(text, start, at, ending, kind, places):
            continue
        if start == floor and text.startswith(tables().edges.joining, start) and at - start > 2:
            start += 2
        if strong:
            start = _behind_address(text, start, at, places)
        elif ending == "公司":
            start = _behind_town(text, start, at, places)
        if text.startswith(_OURS, start):
            start += 2  # 我校 | 电子工程学院
            if start >= at:
                continue
        start = _behind_province(text, start, at, places, kind.type)
        counted = text[start - 1 : start] in ("家", "所", "个") and text[start - 2 : start - 1].isdigit()
        if counted and not any(start < p <= at for p in places.by_end):
            continue  # 27家文创工作室
        if not strong and ending != "集团" and not _has_evidence(text, start, at, borders, places):
            continue
        yield Body(start, end, kind.type, (), 1.0 if strong else 0.85)
        last_end = end


def _over_words(text: str, start: int, at: int, borders: tuple[int, ...], places: Places, floor: int) -> int:
    """The place before a company's name of which only the trade was left: 北京 + 串香四季 + 餐饮有限公司."""
    trades = tables().companies.generic.union(tables().trades)
    telling = _says_more(text[start:at], trades) and is_unusual(text, start, at, borders)
    if telling or text[start] in LEVELS or any(start < p <= at for p in places.by_end):
        return start
    brand = _brand(text, start, borders, places, floor)
    if brand is not None:
        return brand
    for first, last in reversed(places.spans):
        width = start - last
        if first < floor or not 2 <= width <= 6 or not _NAME.fullmatch(text, last, start):
            continue
        verbs = [w for w in words_between(text, last, start, borders) if len(w) == 2 and w in stops()]
        return start if verbs and width > 4 else first
    return start


_BEFORE_BRAND = frozenset("的与和及由在对向给为到赴访至、，。；：“（\n")


def _brand(text: str, at: int, borders: tuple[int, ...], places: Places, floor: int) -> int | None:
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


_GRAMMAR = frozenset("的了在和与及是为将从由对向被把这那该其等个一各每")
_NAME = re.compile("(?:(?![的在和与及为将向由从对被])[\u4e00-\u9fff])+")


def _behind_address(text: str, start: int, at: int, places: Places) -> int:
    """A county or town in full before a company's name says where it is: 双溪县 | 云杉生物科技有限公司."""
    addresses = [p for p in places.by_end if start < p <= at - 4 and _is_small(text[places.by_end[p] : p])]
    last = max(addresses, default=start)
    core, generic = text[last:at], tables().companies.generic
    one = len(addresses) == 1 and text[last - 1] in "县区"
    if one and (not _says_more(core, generic) or text.startswith(("专业合作社", "农民专业合作社"), at)):
        return start  # 某县城市投资集团有限公司: without the county it is no name
    return last


def _behind_town(text: str, start: int, at: int, places: Places) -> int:
    """A town before a company's short name says where it is: 双溪县青石镇 | 云杉公司."""
    return max((p for p in places.by_end if start < p < at - 1 and text[p - 1] in "镇乡村"), default=start)


def _behind_province(text: str, start: int, at: int, places: Places, kind: EntityType) -> int:
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


def _has_evidence(text: str, start: int, at: int, borders: tuple[int, ...], places: Places) -> bool:
    """What lets a name count whose ending is an everyday word: a place or level, quotation marks, or a word
    that is no ordinary one, if the last says something."""
    if any(start < p <= at for p in places.by_end) or text[start] in LEVELS or "“" in text[start:at]:
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
    if ending == "集团" and 2 <= len(core) <= 8:
        return core not in kind.no_group and not core.startswith(("该", "本", "各"))
    if core in kind.generic and core not in LEVELS and at not in places.by_end:
        return False
    last = max((p for p in places.by_end if start < p <= at), default=None)
    rest = text[last:at] if last is not None else core[1:] if core[0] in LEVELS else core
    placed = last is not None or core[0] in LEVELS
    if ending in kind.strong:
        return len(core) >= 2 and (placed or _says_more(core, kind.generic))
    if placed:
        return rest not in edges.never and not rest.startswith(("级", "属"))
    return "“" in core or (len(core) >= 2 and _says_more(core, kind.generic))


def _says_more(core: str, generic: frozenset[str]) -> bool:
    """Whether a core has more to it than generic words."""
    while core:
        width = next((w for w in range(min(8, len(core)), 0, -1) if core[:w] in generic), 0)
        if not width:
            return True
        core = core[width:]
    return False


def _with_quotes(text: str, body: Body) -> Body:
    """A name that fills quotation marks is written with them: “反诈宣讲团”."""
    quoted = text[body.start - 1 : body.start] == "“" and text[body.end : body.end + 1] == "”"
    if body.type is not EntityType.INSTITUTION or not quoted or not text.endswith(_GROUPS, 0, body.end):
        return body
    return Body(body.start - 1, body.end + 1, body.type, body.inner, body.confidence)


_GROUPS = ("联盟", "宣讲团", "宣讲队", "实验室", "科技小院", "服务队", "突击队", "小分队", "医院", "志愿队")


def _with_unit(text: str, body: Body, borders: tuple[int, ...], places: dict[int, int]) -> Body:
    """The body with the unit that follows it at once: 湖南大学 + 教育科学学院."""
    if body.type is not EntityType.INSTITUTION:
        return body
    if body.end in places and text.endswith(("大学", "学院"), 0, body.end):
        abroad = _ELSEWHERE.match(text, places[body.end])
        if abroad is not None:
            return Body(body.start, abroad.end(), body.type, (), body.confidence)
    resident = _RESIDENT.match(text, body.end)
    if resident is not None:
        return Body(body.start, resident.end(), body.type, (body.end,), body.confidence)
    bracket = _BRACKET.match(text, body.end)
    if bracket is not None:
        return Body(body.start, bracket.end(), body.type, (body.end,), body.confidence)
    limit = _name_words(text, body.end, borders)
    attached = _ATTACHED.match(text, body.end)
    end = max((m.end() for m in tables().units.finditer(text, body.end, limit)), default=body.end)
    end = attached.end() if attached else end
    unit = text[body.end : end]
    following = text[end : end + 1]
    if (
        len(unit) < 2
        or unit[0] in "与和及"
        or (following and following in "长员")
        or (unit.endswith("团队") and not _TEAM.fullmatch(unit))
    ):
        return body
    # An institute of an academy and a university's hospital are houses of their own.
    own = text[body.start : body.end].endswith("科学院") or (attached is not None and unit.endswith("医院"))
    inner = () if own else (body.end,)
    return Body(body.start, end, body.type, inner, body.confidence)


def _name_words(text: str, at: int, borders: tuple[int, ...]) -> int:
    """How far the words behind a position may belong to a name, at most 14 characters."""
    end = at
    index = bisect_left(borders, at)
    forbidden = stops()
    while index < len(borders) - 1 and borders[index + 1] - at <= 14:
        word = text[borders[index] : borders[index + 1]]
        if not all("\u4e00" <= c <= "\u9fff" for c in word) or word in forbidden:
            break
        if len(word) == 1 and word in STOPPING and word not in "与和及中":
            break
        index += 1
        end = borders[index]
    return end if on_border(borders, at) else at
