"""Companies and institutions in a text: by the last words of their names, or known by name.

The left edge is looked for word by word; the places a name begins with belong to it (双峰县井市镇花桥小学).
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.edges import STOPPING, left_edge, stops
from kg.language.lexicon import Lexicon
from kg.model import EntityType

_LEVELS = frozenset("省市县区州")
_NUMBERED_SCHOOL = re.compile(
    "第?[一二三四五六七八九十]{1,3}(?:中学|中|小学|小|人民医院|医院)|附[一二三](?:医院)?"
)
_AND_BRACKET = re.compile(
    "[（(][\u4e00-\u9fff]{2,14}(?:中心|院|所|校|大学|学院|医院|局|中学|馆|集团|公司)[)）]"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A company or institution in a text; `inner` are the ends of those its units belong to."""

    start: int
    end: int
    type: EntityType
    inner: tuple[int, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class _Kind:
    type: EntityType
    by_last: dict[str, tuple[str, ...]]
    strong: frozenset[str]
    bodies: frozenset[str]
    generic: frozenset[str]
    weak: frozenset[str]
    no_group: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Data:
    companies: _Kind
    institutions: _Kind
    company_names: Lexicon
    institution_names: Lexicon
    units: re.Pattern[str]
    trades: tuple[str, ...]
    brands: re.Pattern[str]


@cache
def data() -> _Data:
    """The tables of companies.toml, institutions.toml and universities.txt."""
    package = files(__package__)
    c, i = (
        tomllib.loads(package.joinpath(name).read_text(encoding="utf-8"))
        for name in ("companies.toml", "institutions.toml")
    )
    universities = [
        line
        for line in package.joinpath("universities.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    bodies = frozenset(c["bodies"])
    company = _Kind(
        EntityType.COMPANY,
        _by_last([*c["strong"], *c["bodies"]]),
        frozenset(c["strong"]),
        bodies,
        frozenset(c["generic"]),
        frozenset(),
        frozenset(c["no_group"]),
    )
    institution = _Kind(
        EntityType.INSTITUTION,
        _by_last(i["endings"]),
        frozenset(),
        frozenset(),
        frozenset(i["generic"]),
        frozenset(i["weak"]),
    )
    units = "|".join(sorted(i["units"], key=len, reverse=True))
    return _Data(
        company,
        institution,
        Lexicon(c["names"]),
        Lexicon([*i["names"], *universities]),
        re.compile(units),
        tuple(w for w in c["weak"] if w not in bodies),
        re.compile("|".join(sorted(c["brands"], key=len, reverse=True))),
    )


def _by_last(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for ending in endings:
        found.setdefault(ending[-2:], []).append(ending)
    return {last: tuple(sorted(set(group), key=len, reverse=True)) for last, group in found.items()}


def find(
    text: str, borders: tuple[int, ...], places: Iterable[tuple[int, int]], barriers: Iterable[int] = ()
) -> tuple[Body, ...]:
    """The companies and institutions of a text; a longer one hides what lies inside it.

    `places` are its divisions; no name goes back over a barrier, the end of an agency.
    """
    spans = sorted(places)
    walls = sorted(barriers)
    tables = data()
    found: list[Body] = []
    found.extend(_known(text, borders, tables.institution_names, EntityType.INSTITUTION))
    found.extend(_known_companies(text, borders, spans))
    found.extend(_by_ending(text, borders, spans, tables.companies, walls))
    found.extend(_by_ending(text, borders, spans, tables.institutions, walls))
    found.extend(_numbered(text, spans))
    found.extend(_brands(text, borders))
    found.extend(_party_branches(text, spans))
    kept: list[Body] = []
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start, b.type)):
        if all(body.end <= k.start or k.end <= body.start for k in kept):
            kept.append(body)
    kept = _joined(text, [_with_units(text, body, borders) for body in kept])
    kept.extend(
        Body(b.inner[0] + 1, b.end - 1, b.type)
        for b in kept
        if b.inner and text[b.end - 1] in "）)" and b.inner[0] + 2 < b.end
    )
    kept.extend(_short_names(text, borders, kept))
    return tuple(sorted(kept, key=lambda b: (b.start, -b.end)))


def _joined(text: str, bodies: list[Body]) -> list[Body]:
    """Bodies without those that became units of others."""
    return [
        b
        for b in bodies
        if not any(o is not b and o.start <= b.start and b.end <= o.end and o.inner for o in bodies)
    ]


def _on_border(borders: tuple[int, ...], at: int) -> bool:
    index = bisect_left(borders, at)
    return index < len(borders) and borders[index] == at


def _known(text: str, borders: tuple[int, ...], names: Lexicon, kind: EntityType) -> Iterator[Body]:
    for start, end in names.matches(text):
        if _on_border(borders, start) and _ends(text, borders, end):
            yield Body(start, end, kind, (), 1.0)


_BRANCH = re.compile("(?:省|市|县)?(?:分公司|省公司|市公司|公司|省分行|分行|支行|分部|营业部|集团)")


def _known_companies(text: str, borders: tuple[int, ...], places: list[tuple[int, int]]) -> Iterator[Body]:
    starts = dict(places)
    for start, end in data().company_names.matches(text):
        if not _on_border(borders, start):
            continue
        at = end
        while at in starts:
            at = starts[at]
        branch = _BRANCH.match(text, at)
        if branch is not None:
            yield Body(start, branch.end(), EntityType.COMPANY, (), 1.0)
        elif _on_border(borders, end):
            yield Body(start, end, EntityType.COMPANY, (), 0.8)


def _by_ending(
    text: str, borders: tuple[int, ...], places: list[tuple[int, int]], kind: _Kind, walls: list[int]
) -> Iterator[Body]:
    by_last = kind.by_last
    last_end = 0
    place_ends = {end: start for start, end in places}
    for end in range(2, len(text) + 1):
        group = by_last.get(text[end - 2 : end])
        if group is None:
            if text[end - 1] != "厂" or kind.type is not EntityType.COMPANY:
                continue
            group = by_last["厂"]
        ending = next((e for e in group if text.endswith(e, 0, end)), None)
        if ending is None or not _ends(text, borders, end):
            continue
        at = end - len(ending)
        wall = bisect_right(walls, at) - 1
        floor = max(last_end, walls[wall] if wall >= 0 else 0)
        start = _start(text, at, borders, places, place_ends, floor, ending in kind.strong)
        if start is None:
            continue
        if not _is_name(text, start, at, ending, kind, place_ends):
            continue
        if start == floor and text.startswith(("联合", "携手"), start) and at - start > 2:
            start += 2
        if ending in kind.strong:
            start = _behind_address(text, start, at, place_ends)
        placed = any(start < p <= at for p in place_ends) or text[start] in _LEVELS or "“" in text[start:at]
        if ending in kind.weak and not placed and not _loosely_named(text, start, at, borders):
            continue
        yield Body(start, end, kind.type, (), 1.0 if ending in kind.strong else 0.85)
        last_end = end


_GOES_ON = frozenset("长们化界圈路站法学费里")
_LIFE = ("生态", "生物", "生命", "生活", "生殖", "生源")


def _ends(text: str, borders: tuple[int, ...], end: int) -> bool:
    following = text[end : end + 1]
    if not "\u4e00" <= following <= "\u9fff":
        return True
    if following == "生":
        return text.startswith(_LIFE, end)
    if text[end + 1 : end + 2] == "长" and following in "会院校所局馆社园站队":
        return True
    return following not in _GOES_ON and _on_border(borders, end)


_QUOTED = re.compile(r"“[^”]{1,12}”$")
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）]$")


def _start(
    text: str,
    at: int,
    borders: tuple[int, ...],
    places: list[tuple[int, int]],
    place_ends: dict[int, int],
    floor: int,
    strong: bool,
) -> int | None:
    quoted = _QUOTED.search(text, max(0, at - 14), at)
    bracketed = _BRACKETED.search(text, max(0, at - 8), at)
    start = bracketed.start() if bracketed else at
    if quoted:
        start = quoted.start()
    start = left_edge(text, start, borders, floor if floor <= start else 0, 20 if strong else 16)
    # A place that reaches into the name begins it, and the places before it belong to it too.
    for first, last in places:
        if first < start < last <= at or last == start:
            start = min(start, first)
    for gap in (1, 2):
        begun = place_ends.get(start - gap)
        if (
            begun is not None
            and begun >= floor
            and start < at
            and all(c in _INSIDE for c in text[start - gap : start])
        ):
            start = begun
    inside = [first for first, last in places if start < first and last <= at]
    if strong and inside and min(inside) - start == 1:
        start = min(inside)
    if strong:
        for first, last in reversed(places):
            if (
                last <= start
                and at - first <= 24
                and last >= floor
                and _only_soft(text, last, start, borders)
            ):
                start = first
                break
    if inside and not strong and min(inside) > start and min(inside) - start > 4:
        start = min(inside)
    if text[start - 1 : start] in "与和及" and start - 1 > floor:
        first = left_edge(text, start - 1, borders, floor, 10)
        begun = [p for p, last in places if first <= p and last < start - 1]
        if begun and not text[: start - 1].endswith(_WHOLE):
            start = min(begun)
    while start in place_ends and place_ends[start] >= floor:
        start = place_ends[start]
    if text[start - 1 : start] in _LEVELS and _on_border(borders, start - 1) and start - 1 >= floor:
        start -= 1
    return start if start < at else None


def _only_soft(text: str, start: int, end: int, borders: tuple[int, ...]) -> bool:
    """Whether a company's place may reach over these words: nothing but Chinese, no particle, no clear verb."""
    between = text[start:end]
    if not between or len(between) > 6 or not all("\u4e00" <= c <= "\u9fff" for c in between):
        return False
    index = bisect_left(borders, start)
    while index < len(borders) - 1 and borders[index] < end:
        word = text[borders[index] : borders[index + 1]]
        if word in _HARD or (len(word) == 1 and word in STOPPING):
            return False
        if word in stops() and len(word) == 2 and word not in _SOFT:
            return False
        index += 1
    return True


_INSIDE = frozenset("前后中上下内外里好年日月同成自才")
_WHOLE = tuple("集团 公司 大学 学院 政府 区 局 厅 委 院 校 中心 市 县 省 州 会 银行 中学 小学".split())
_HARD = frozenset("举行 召开 走进 位于 启动 联合 携手 组织 邀请 来到 前往 参观 调研 考察 一家 多家".split())
_SOFT = frozenset("希望 飞跃 联创 领先 成功 优先 正大 立信 通达 万通".split())


def _behind_address(text: str, start: int, at: int, place_ends: dict[int, int]) -> int:
    """A county or town in full before a company's name says where it is: 甲县 | 云杉生物科技有限公司."""
    last = max((p for p in place_ends if start < p <= at - 4 and text[p - 1] in "县区镇乡村"), default=start)
    return last


def _loosely_named(text: str, start: int, at: int, borders: tuple[int, ...]) -> bool:
    """Whether a core that no place begins may be a name: not too long, no generic word last (情暖山村小学)."""
    index = bisect_left(borders, at) - 1
    if text[borders[index] : at] in data().institutions.generic:
        return False
    return at - start <= 8


def _is_name(text: str, start: int, at: int, ending: str, kind: _Kind, place_ends: dict[int, int]) -> bool:
    core = text[start:at]
    if (ending == "剧院" and core.endswith("大")) or (ending == "商会" and core[-1:] in _NO_CHAMBER):
        return False
    if ending == "集团" and 2 <= len(core) <= 8:
        return core not in kind.no_group and not core.startswith(("该", "本", "各"))
    if not core or (core in kind.generic and core not in _LEVELS):
        return False
    rest = core
    placed = False
    for last in sorted(place_ends, reverse=True):
        if start < last <= at:
            rest = text[last:at]
            placed = True
            break
    if not placed and core[:1] in _LEVELS:
        rest, placed = core[1:], True
    if ending in kind.strong:
        return len(core) >= 2 and _says_more(rest or core, kind.generic, placed)
    if not rest:
        return True
    if placed:
        return rest not in _NEVER
    if "“" in core:
        return True
    return len(core) >= 2 and _says_more(core, kind.generic, False)


_NO_CHAMBER = frozenset("协会洽磋评招")  # 协商会, 会商会, 洽商会
_NEVER = frozenset("各 多所 部分 一些 全部 所有 每 多家 两所 三所 一所 一家 不少 所属 直属 等".split())


def _says_more(core: str, generic: frozenset[str], placed: bool) -> bool:
    """Whether a core has more to it than generic words."""
    rest = core
    changed = True
    while rest and changed:
        changed = False
        for width in range(min(8, len(rest)), 0, -1):
            if rest[:width] in generic:
                rest, changed = rest[width:], True
                break
    return bool(rest) if not placed else True


_PARTIES = re.compile("民革|民盟|民建|民进|农工党|致公党|九三学社|台盟")
_BRANCH_OF_PARTY = re.compile("(?:省|市|县|区)?(?:委员会|委会|委|总支|支部|支社|基层委)")


def _party_branches(text: str, places: list[tuple[int, int]]) -> Iterator[Body]:
    """民盟甲县支部, 九三学社省委会."""
    starts = dict(places)
    for match in _PARTIES.finditer(text):
        at = starts.get(match.end(), match.end())
        branch = _BRANCH_OF_PARTY.match(text, at)
        if branch is not None:
            yield Body(match.start(), branch.end(), EntityType.INSTITUTION)


_BRAND_CORE = re.compile("[\u4e00-\u9fff]{2}$")
_BEFORE_BRAND = frozenset("由与和对向在为给从、，。；：“（\n是以到让")


def _brands(text: str, borders: tuple[int, ...]) -> Iterator[Body]:
    """Two characters that are no words, and a trade, where a name may begin: 由云杉科技承建."""
    for match in data().brands.finditer(text):
        at = match.start()
        core = _BRAND_CORE.search(text, max(0, at - 2), at)
        if core is None or not _on_border(borders, at) or not _on_border(borders, match.end()):
            continue
        start = core.start()
        if not _on_border(borders, start) or text[start - 1 : start] not in _BEFORE_BRAND:
            continue
        single = _on_border(borders, start + 1)
        if not single or any(c in STOPPING or c in _COMMON for c in core[0]):
            continue
        yield Body(start, match.end(), EntityType.COMPANY, (), 0.6)


_COMMON = frozenset(
    "高新大小老好多少全各国省市县区村镇乡人民农工商学兵水电火土木金石油气路桥车船机器城乡东西南北前后左右现代古今科学技术新老旧"
)


def _numbered(text: str, places: list[tuple[int, int]]) -> Iterator[Body]:
    """长沙市一中, 市三中, 岳阳市第十六中学."""
    ends = {end: start for start, end in places}
    for match in _NUMBERED_SCHOOL.finditer(text):
        at = match.start()
        if at in ends:
            start = ends[at]
        elif text[at - 1 : at] in _LEVELS and text[at - 2 : at - 1] not in "城都":
            start = at - 1
        else:
            continue
        while start in ends:
            start = ends[start]
        if text[match.end() : match.end() + 1] not in ("全", "央", "共", "国", "心", "学", "华", "部", "等"):
            yield Body(start, match.end(), EntityType.INSTITUTION)


def _with_units(text: str, body: Body, borders: tuple[int, ...]) -> Body:
    """The body with the unit that follows it at once: 湖南大学 + 集成电路学院."""
    bracket = _AND_BRACKET.match(text, body.end)
    if bracket is not None and body.type is EntityType.INSTITUTION:
        return Body(body.start, bracket.end(), body.type, (body.end,), body.confidence)
    if body.type is not EntityType.INSTITUTION:
        return body
    window = text[body.end : body.end + 14]
    index = bisect_left(borders, body.end)
    limit = 0
    forbidden = stops()
    while index < len(borders) - 1 and borders[index + 1] - body.end <= len(window):
        word = text[borders[index] : borders[index + 1]]
        if not all("\u4e00" <= c <= "\u9fff" for c in word) or word in forbidden:
            break
        if len(word) == 1 and word in STOPPING and word not in "与和中":
            break
        limit = borders[index + 1] - body.end
        index += 1
    best = 0
    for match in data().units.finditer(window, 0, limit):
        best = match.end()
        if match.end() >= limit:
            break
    following = text[body.end + best : body.end + best + 1]
    unit = window[:best]
    if (
        best < 2
        or (following and following in "长员")
        or (unit.endswith("团队") and not _TEAM.fullmatch(unit))
    ):
        return body
    inner = () if text[body.start : body.end].endswith("科学院") else (body.end,)
    return Body(body.start, body.end + best, body.type, inner, body.confidence)


_TEAM = re.compile("[\u4e00-\u9fff]{2,3}(?:院士|教授|博士)?团队")


def _short_names(text: str, borders: tuple[int, ...], bodies: list[Body]) -> Iterator[Body]:
    """The short names of companies that the text names in full: 云杉数据 of 江西云杉数据服务有限公司."""
    covered = sorted((b.start, b.end) for b in bodies)
    seen: set[tuple[int, int]] = set()
    for body in bodies:
        name = text[body.start : body.end]
        if body.type is not EntityType.COMPANY or not name.endswith("公司"):
            continue
        core = re.sub("(?:集团)?(?:股份|有限|责任|总)*公司$", "", name)
        for short in _candidates(core):
            at = text.find(short)
            while at >= 0:
                end = at + len(short)
                free = all(end <= s or e <= at for s, e in covered) and (at, end) not in seen
                if free and not any(s < end and at < e for s, e in seen):
                    seen.add((at, end))
                    yield Body(at, end, EntityType.COMPANY, (), 0.7)
                at = text.find(short, end)


def _candidates(core: str) -> list[str]:
    """Short forms a company's name lets expect, the longest first: a piece that ends with its trade."""
    found = []
    for trade in data().trades:
        at = core.find(trade)
        while at >= 2:
            for width in (4, 3, 2):
                if at - width >= 0:
                    found.append(core[at - width : at + len(trade)])
            at = core.find(trade, at + 1)
    return sorted(set(found), key=lambda s: (-len(s), s))
