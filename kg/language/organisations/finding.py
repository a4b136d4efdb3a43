"""Agencies in a text: from a jurisdiction rightwards, from the centre's names, and bare bodies leftwards.

5月27日，省财政厅社会保障处处长… → 省财政厅社会保障处, and 省财政厅 inside it
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.alternation import alternation
from kg.language.divisions import lookup
from kg.language.edges import STOPPING, is_name_text, is_unusual, left_edge, on_border
from kg.language.lexicon import Lexicon
from kg.language.organisations.forms import tables
from kg.language.organisations.found import Agency
from kg.language.organisations.posted import posted, stationed
from kg.language.organisations.units import may_end, plain, unit, words

_LEVEL = re.compile("地区|新区|高新区|经开区|自治区|自治州|自治县|[省市州县区盟旗镇乡]")
_AFTER_SHORT = re.compile("[省市州县区]")
_PARTY = re.compile("(?:中国共产党|中共)$")
_SESSION = "(?:第?[一二三四五六七八九十]{1,3}届)?"
_SESSION_BEFORE = re.compile("第?[一二三四五六七八九十]{1,3}届$")
_CONGRESSES = ("全国人大", "全国政协", "全国人民代表大会", "全国人大常委会")
_POLICE = re.compile("(?:省|市)?(?:总队|支队|大队)")
_POLICE_UNIT = re.compile("市?(?:支队|大队|中队)")
_POLICE_ARM = re.compile("(?:机动|执勤|直属|船艇|特战|交通)[一二三四第]{0,3}(?:支队|大队|中队)")
_INSPECTION = re.compile(
    "中央(?:第[一二三四五六七八九十]+)?[\u4e00-\u9fff]{2,10}?(?:督察组|巡视组|指导组|督导组|调查组)"
)
_YOUTH = re.compile(
    "(?<![\u4e00-\u9fff])(?:共青团|团)(?:[\u4e00-\u9fff]{1,7}?)?[省市州县区](?:委员会|委(?![员托派]))"
    "|(?<=[和与及由向是])团[省市州县区]委(?![员托派])"
)
_LOCAL = re.compile(
    "(?:省|市)?(?:税务局|调查总队|调查队|监管局|监察局|监管分局|专员办|特派员办事处|督察局|管理局|安全监管局|监督管理局|中心支行|分行|支行|[\u4e00-\u9fff]{0,8}调查中心|办事处)"
)
_NEED_LEVEL = ("委", "工委", "委常委会", "委文明办", "委会", "民委员会", "委员会")  # 市 | 委
_ZONES = ("新区", "高新区", "经开区")
_JOINS = frozenset("和与及内外上下中里好年")  # within a name: 文化广电体育和旅游局
_ASSOCIATIONS = (
    "联合会",
    "全国妇联",
    "中国科协",
    "中国文联",
    "中国作协",
    "全国工商联",
    "中国残联",
    "红十字会",
)
_LEVELED = frozenset("省市州县区盟旗镇乡村道")
_NO_JURISDICTION = frozenset("本我两多各三四五六七八九十几城都个")
_NOT_CENTRAL = frozenset("门们队级委属署")
_AFTER_ALL = ("大数据中心",)  # although 数据中心 is no agency
# 瑞安中学与塘下派出所: a whole name stands before 与.
_TWO_NAMES = re.compile(
    "(?:医院|中学|小学|大学|学院|学校|公司|集团|中心|基金|支队|大队|局|委|政府|社区|组织部|宣传部|统战部|办公室|法院|检察院|[村镇])[和与及]"
)
_TOO_SHORT = ("中央", "央行", "国办", "全总")


@dataclass(frozen=True, slots=True)
class _Patterns:
    body: re.Pattern[str]
    level_body: re.Pattern[str]
    central: Lexicon


@cache
def _patterns() -> _Patterns:
    forms = tables()
    free = [h for h in forms.heads if h not in _NEED_LEVEL]
    department = f"{alternation(forms.departments)}{alternation(forms.suffixes)}"
    return _Patterns(
        re.compile(f"{_SESSION}(?:{alternation(free)}|{department})"),
        re.compile(f"{_SESSION}(?:{alternation(h for h in forms.heads if h != '委员会')}|{department})"),
        Lexicon(forms.central),
    )


def find(
    text: str,
    borders: tuple[int, ...],
    jurisdictions: Iterable[tuple[int, int]],
    sites: Iterable[tuple[int, int]] = (),
) -> tuple[Agency, ...]:
    """The agencies of a text: of its divisions and zones (`jurisdictions`), of its sites, of the centre."""
    places = sorted(jurisdictions)
    found = [*_central(text, borders, dict(places))]
    found.extend(_from_places(text, places, borders))
    found.extend(_from_levels(text, borders, places))
    found.extend(_from_sites(text, sites, borders))
    found.extend(posted(text, borders, places))
    found.extend(stationed(text, found))
    found.extend(Agency(m.start(), m.end()) for m in _YOUTH.finditer(text))
    found.extend(_bare(text, borders, found))
    return tuple(sorted(set(found), key=lambda a: (a.start, -a.end, a.confidence, a.inner, a.name or "")))


def _central(text: str, borders: tuple[int, ...], places: dict[int, int]) -> Iterator[Agency]:
    """Organs of the centre, and what they have in a place: 国家税务总局海口市税务局."""
    last = 0
    for start, end in _patterns().central.matches(text):
        name = text[start:end]
        if start < last or name in _TOO_SHORT or not on_border(borders, start):
            continue
        blocked = text[end : end + 1] in _NOT_CENTRAL and not (
            name.endswith("政协") and text[end : end + 2] == "委员"
        )
        if blocked or (len(name) < 4 and not on_border(borders, end)):
            continue
        session = _SESSION_BEFORE.search(text, max(0, start - 6), start)
        if session and name in _CONGRESSES:
            start = session.start()
        elif not may_end(text, end, name):
            continue
        local = _LOCAL.match(text, places[end]) if end in places else None
        last = local.end() if local else end
        yield _with_units(text, start, last, borders, "plain")
    for match in _INSPECTION.finditer(text):
        yield Agency(match.start(), match.end())


def _from_places(text: str, places: list[tuple[int, int]], borders: tuple[int, ...]) -> Iterator[Agency]:
    starts = {end: start for start, end in places}
    begins = {start for start, _ in places}
    for start, end in places:
        if text[start - 1 : start] == "驻":
            continue  # 某协会驻澳门办事处
        begin = start
        above = starts.get(start)
        # A district's agencies carry the city's name (岳阳市云溪区人民法院), those of others do not.
        if above is not None and text[end - 1] == "区" and text[start - 1] == "市":
            begin = above
        party = _PARTY.search(text, max(0, begin - 5), begin)
        first = party.start() if party else begin
        if text[first - 2 : first] == "武警":
            match = _POLICE.match(text, end)
            if match:
                yield _police(text, first - 2, match.end(), places)
            continue
        found = _body_behind(text, end, borders, end in begins)
        if found is not None:
            at, table, confidence = found
            yield _with_units(text, first, at, borders, table, confidence)


def _body_behind(
    text: str, end: int, borders: tuple[int, ...], before_place: bool
) -> tuple[int, str | None, float] | None:
    """The end, table of units and confidence of the body that begins behind a place's name.

    Before another place only bodies of the tables count: a free one is that place's.
    """
    leveled = text[end - 1] in _LEVELED or text[end - 2 : end] == "社区"
    match = (_patterns().level_body if leveled else _patterns().body).match(text, end)
    if match is None and not leveled:
        level = _AFTER_SHORT.match(text, end)
        match = _patterns().level_body.match(text, level.end()) if level else None
    if match is not None and may_end(text, match.end(), match[0]):
        return match.end(), _unit_table(match[0]), 1.0
    return None if before_place else _free_body(text, end, borders, leveled)


def _free_body(
    text: str, at: int, borders: tuple[int, ...], leveled: bool
) -> tuple[int, str | None, float] | None:
    for ending, shortest in ((words().full_body, 2), (words().any_body, 0)):
        if shortest and not leveled:
            continue
        found = _ending_on_word(ending, text, at, borders, shortest)
        if found is None:
            continue
        body = text[at : found.end()]
        if _TWO_NAMES.search(body) or (body.endswith(words().not_bodies) and not body.endswith(_AFTER_ALL)):
            continue
        if (
            left_edge(text, found.start(), borders, at, 16, _JOINS) <= at
            and plain(text, at, found.end())
            and may_end(text, found.end(), body)
            and not body.startswith(words().not_unit)
        ):
            return found.end(), "plain", 0.8
    return None


def _ending_on_word(
    ending: re.Pattern[str], text: str, at: int, borders: tuple[int, ...], shortest: int
) -> re.Match[str] | None:
    """The first ending behind `at` that closes a word, with at least so many characters before it."""
    for match in ending.finditer(text, at, at + 20):
        if match.start() - at >= shortest and on_border(borders, match.end()):
            return match
    return None


def _from_levels(text: str, borders: tuple[int, ...], places: list[tuple[int, int]]) -> Iterator[Agency]:
    """省委, 市人社局, 镇党委: the level stands for the jurisdiction."""
    starts = [start for start, _ in places]
    for level in _LEVEL.finditer(text):
        at = level.start()
        index = bisect_left(starts, at + 1) - 1
        if any(start <= at < end for start, end in places[max(0, index - 2) : index + 1]):
            continue
        before = text[at - 1 : at] if at else ""
        match = _patterns().level_body.match(text, level.end())
        if before in ("该", "全"):
            if match is not None and (before == "该" or match[0] == "纪检监察机关"):
                yield Agency(at - 1, match.end(), (), 0.7)
            continue
        if (before and before in _NO_JURISDICTION) or not on_border(borders, at):
            continue
        if text.endswith("设区", 0, at):
            continue  # 设区市: a kind of city
        if level[0] in _ZONES and before and is_name_text(before) and before not in STOPPING:
            continue
        if level[0] in "镇乡" and before in ("乡", "镇"):
            continue
        if match is not None:
            if may_end(text, match.end(), match[0]):
                first = next((s for s, e in places if e == at == s + 2 and text[s + 1] == level[0]), at)
                yield _with_units(text, first, match.end(), borders, _unit_table(match[0]))
            continue
        if level[0][-1] in "省市州县区" and not (level[0] == "地区" and lookup(before)):
            free = _free_body(text, level.end(), borders, True)
            if free is not None:
                yield _with_units(text, at, free[0], borders, free[1], free[2])


def _from_sites(text: str, sites: Iterable[tuple[int, int]], borders: tuple[int, ...]) -> Iterator[Agency]:
    """…自然保护区管理处."""
    for start, end in sites:
        free = _free_body(text, end, borders, False)
        if free is not None:
            yield _with_units(text, start, free[0], borders, free[1], free[2])


def _unit_table(body: str) -> str | None:
    head = tables().heads.get(re.sub(f"^{_SESSION}", "", body))
    return head.units if head is not None else "plain"


def _with_units(
    text: str, start: int, end: int, borders: tuple[int, ...], table: str | None, confidence: float = 1.0
) -> Agency:
    inner: list[int] = []
    while table is not None and len(inner) < 3:
        unit_end = unit(text, end, borders, table, text[start:end])
        if unit_end is None:
            break
        inner.append(end)
        end, table = unit_end, "plain"
    return Agency(start, end, tuple(inner), confidence, _is_association(text[start : min([*inner, end])]))


def _is_association(name: str) -> bool:
    """Whether a name is that of an association of the people (妇联, 文联), no organ of party or state."""
    heads = tables().heads
    return any(
        head.association for width in range(2, 10) if (head := heads.get(name[-width:])) is not None
    ) or name.endswith(_ASSOCIATIONS)


def _police(text: str, start: int, end: int, places: list[tuple[int, int]]) -> Agency:
    arm = _POLICE_ARM.match(text, end)
    if arm:
        return Agency(start, arm.end(), (end,))
    for first, last in places:
        if first == end:
            match = _POLICE_UNIT.match(text, last)
            if match:
                return Agency(start, match.end(), (end,))
    return Agency(start, end)


def _bare(text: str, borders: tuple[int, ...], known: list[Agency]) -> Iterator[Agency]:
    """石桥派出所, “春雷行动”指挥部."""
    ends = {a.end for a in known}
    for match in words().bare.finditer(text):
        at = match.start()
        if match.end() in ends:
            continue
        if text[at - 1 : at] == "”":
            start = text.rfind("“", max(0, at - 25), at)
            if start >= 0:
                yield Agency(start, match.end(), (), 0.9)
            continue
        start = left_edge(text, at, borders, 0, 16)
        start = max((m.end() for m in words().unit_stops.finditer(text, start, at)), default=start)
        core = text[start:at]
        if len(core) < 2 or core in words().bare_generic or core.startswith(("驻村", "各", "该")):
            continue
        if match[0] in words().bare_proper and not is_unusual(text, start, at, borders):
            continue
        if text[start - 1 : start] != "第" and not re.fullmatch("[一二三四五六七八九十]+", core):
            yield Agency(start, match.end(), (), 0.7)
