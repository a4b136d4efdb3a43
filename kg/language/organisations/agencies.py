"""The algebra of agency names: what a name is made of, and the full name it stands for.

    parse("省人社厅")            → jurisdiction 省, body 人力资源和社会保障厅
    parse("岳阳市委深化改革办")    → jurisdiction 岳阳市, body 委员会, units (全面深化改革委员会办公室,)
    full(parse("省委"), "湖南省", EntityType.PROVINCE) → 中国共产党湖南省委员会

The forms are in agencies.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.language.divisions import is_word, lookup
from kg.language.organisations.forms import tables
from kg.model import EntityType

_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_LEVEL_WORDS = (
    *("新区", "高新区", "经开区"),
    *(
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "街道",
        "社区",
        "省",
        "市",
        "州",
        "县",
        "区",
        "盟",
        "旗",
        "镇",
        "乡",
        "村",
    ),
    *("全省", "全市", "全州", "全县", "全区"),
)
_ZONE = (
    "高新区|经开区|开发区|产业园区|产业园|工业园区|工业园|园区|示范区|度假区|风景区|景区|保税区|综保区|新区"
    "|试验区|自贸区|片区"
)
_NAMED_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,10}}?(?:{_ZONE}|街道|社区|省|市|州|县|区|镇|乡|村)")
_NO_PLACE = re.compile("[和与委驻]|城乡$|政府")
_PARTY = re.compile("中国共产党|中共")
_SESSION = re.compile("第?[一二三四五六七八九十百]+届")
_CONGRESSES = ("全国人大", "全国人民代表大会", "全国政协", "全国人大常委会")
_YOUTH = re.compile("(?:共青团|团)(.{0,8}[省市州县区])委(?:员会)?")
_ARMED_POLICE = re.compile("武警(?:部队)?")
_UNIT = re.compile(
    "[\u4e00-\u9fff（）0-9]{1,16}?(?:办公室|委员会|工作组|领导小组|指挥部|指挥中心|服务中心|中心|总队|支队|大队|中队|分局|窗口|大厅"
    "|派出所|事务所|工委|党校|处|科|室|部|局|厅|庭|组|所|站|院|办|委|队)"
)
_OPEN = re.compile(
    "[\u4e00-\u9fff“”]{2,18}?(?:管理局|监督局|监察局|事务局|服务局|分局|总局|局|厅|委员会|办公室|指挥部|领导小组|工作组|工作专班|专班"
    "|督察组|督查组|督导组|巡视组|巡察组|调查组|总队|支队|大队|中队|派出所|税务所|司法所|看守所|戒毒所|监狱|海关|海事处|大厅"
    "|中心|救助站|收费站|管理站|管理处|管理所|办事处|检查站|边检站|办)"
)


@dataclass(frozen=True, slots=True)
class AgencyName:
    """The parts of an agency's name: `jurisdiction` as written ("" where none is), `body` with its official
    words, `units` inside it from the outside in. `pattern` makes the full name: {} is the jurisdiction."""

    jurisdiction: str
    body: str
    units: tuple[str, ...] = ()
    pattern: str = "{}"
    by_level: tuple[tuple[str, str], ...] = ()
    central: bool = False


@lru_cache(maxsize=65536)
def parse(surface: str) -> AgencyName | None:
    """The parts of an agency's name; None for what is no name of an agency."""
    surface = surface.replace(" ", "").replace("\n", "")
    central = _central(surface)
    if central is not None:
        return central
    youth = _YOUTH.fullmatch(surface)
    if youth:
        return AgencyName(youth[1], "委员会", (), "中国共产主义青年团{}委员会")
    party = _PARTY.match(surface)
    rest = surface[party.end() :] if party else surface
    police = _ARMED_POLICE.match(rest)
    if police:
        return _armed_police(rest[police.end() :])
    for jurisdiction in _jurisdictions(rest):
        tail = rest[len(jurisdiction) :]
        session = _SESSION.match(tail)
        if session and tail[session.end() :].startswith(("人大", "人民代表大会", "政协")):
            tail = tail[session.end() :]
        found = _head(jurisdiction, tail, party is not None) or _department(jurisdiction, tail)
        if found is not None:
            return found
    for jurisdiction in _jurisdictions(rest):
        found = _open(jurisdiction, rest[len(jurisdiction) :])
        if found is not None:
            return found
    return None


def full(agency: AgencyName, jurisdiction: str, level: EntityType) -> str:
    """The official name, given the full name and the level of the jurisdiction (湖南省, Province).

    Of central organs the jurisdiction is not asked for; with an empty one the body stands alone.
    """
    units = agency.units
    if agency.central:
        return agency.body + "".join(units)
    rank = _rank(jurisdiction, level)
    pattern = dict(agency.by_level).get(rank, agency.pattern)
    if (
        rank == "province"
        and units[:1] == ("办公室",)
        and agency.pattern.endswith(("委员会", "人民政府", "人民代表大会"))
    ):
        units = ("办公厅", *units[1:])
    return pattern.replace("*", agency.body).format(jurisdiction) + "".join(units)


def outer(agency: AgencyName) -> AgencyName | None:
    """The agency a unit belongs to; None where the name has no unit."""
    if not agency.units:
        return None
    return AgencyName(
        agency.jurisdiction, agency.body, agency.units[:-1], agency.pattern, agency.by_level, agency.central
    )


def _rank(jurisdiction: str, level: EntityType) -> str:
    if level is EntityType.PROVINCE:
        return "province"
    if level is EntityType.CITY and jurisdiction.startswith(_MUNICIPALITIES):
        return "province"
    return "city" if level is EntityType.CITY else "county"


def _central(surface: str) -> AgencyName | None:
    table = tables().central
    session = _SESSION.match(surface)
    if session and surface[session.end() :] in _CONGRESSES:
        surface = surface[session.end() :]
    if surface in table:
        return AgencyName("", table[surface], central=True)
    for end in range(len(surface) - 1, 3, -1):
        name = table.get(surface[:end])
        if name is not None:
            units = _units(surface[end:], "plain")
            return AgencyName("", name, units, central=True) if units else None
    return None


def _jurisdictions(text: str) -> Iterator[str]:
    """What may be the jurisdiction at the beginning of a name, the longest first, "" last."""
    ends = {0}
    frontier = [0]
    while frontier:
        at = frontier.pop()
        for end in range(at + 2, min(len(text), at + 13) + 1):
            if end not in ends and lookup(text[at:end]) and not (at and is_word(text[at:end])):
                ends.add(end)
                frontier.append(end)
        for word in _LEVEL_WORDS:
            if at == 0 and text.startswith(word):
                ends.add(len(word))
        named = _NAMED_PLACE.match(text, at)
        if named and _NO_PLACE.search(named[0]):
            continue  # 住房和城乡, 省委省, 纪委监委驻省
        if named and named.end() not in ends and named.end() - at > 1:
            ends.add(named.end())
            frontier.append(named.end())
    for end in sorted(ends, reverse=True):
        if end < len(text):
            yield text[:end]


def _head(jurisdiction: str, tail: str, party: bool) -> AgencyName | None:
    heads = tables().heads
    for end in range(min(len(tail), 20), 0, -1):
        head = heads.get(tail[:end])
        if head is None or (tail[:end] in _NEED_LEVEL and not jurisdiction.endswith(_LEVEL_WORDS)):
            continue
        if tail[:end] == "委员会" and not party:
            continue
        units = _units(tail[end:], head.units) if end < len(tail) else ()
        if units is None:
            continue
        body = tail[:end] if "*" in head.name else head.name.split("{}")[-1].split("{0}")[-1]
        return AgencyName(jurisdiction, body, units, head.name, head.by_level)
    return None


_NEED_LEVEL = frozenset(("委", "工委", "委常委会", "委文明办", "委会", "民委员会"))


def _units(tail: str, table_name: str | None) -> tuple[str, ...] | None:
    """The units that a tail names, outside in; None where it names none."""
    if table_name is None:
        return None
    table = tables().units.get(table_name, {})
    if tail in table:
        return (table[tail],)
    for end in range(len(tail) - 1, 1, -1):
        if tail[:end] in table:
            inner = _units(tail[end:], "plain")
            if inner is not None:
                return (table[tail[:end]], *inner)
    found: list[str] = []
    at = 0
    while at < len(tail):
        match = _UNIT.match(tail, at)
        if match is None:
            return None
        # 办公室 in 社会保障处办公室 is a unit of the unit; 审批服务科 has no end before its last character.
        end = match.end()
        found.append(_official_unit(match[0]))
        at = end
    return tuple(found) if found else None


def _official_unit(unit: str) -> str:
    if unit.endswith("工委"):
        return unit[:-2] + "工作委员会"
    if unit.endswith("委") and len(unit) > 2:
        return unit + "员会"
    return unit


def _department(jurisdiction: str, tail: str) -> AgencyName | None:
    forms = tables()
    for end in range(min(len(tail) - 1, 14), 0, -1):
        stem = forms.departments.get(tail[:end])
        if stem is None:
            continue
        for width in range(min(4, len(tail) - end), 0, -1):
            suffix = forms.suffixes.get(tail[end : end + width])
            if suffix is None:
                continue
            rest = tail[end + width :]
            units = _units(rest, "plain") if rest else ()
            if units is not None:
                return AgencyName(jurisdiction, stem + suffix, units, "{}*")
    return None


def _open(jurisdiction: str, tail: str) -> AgencyName | None:
    match = _OPEN.match(tail)
    while match is not None:
        rest = tail[match.end() :]
        units = _units(rest, "plain") if rest else ()
        if units is not None:
            return AgencyName(jurisdiction, match[0], units, "{}*")
        match = None
    return None


def _armed_police(tail: str) -> AgencyName | None:
    for jurisdiction in _jurisdictions(tail):
        if not jurisdiction or "队" in jurisdiction:
            continue
        rest = tail[len(jurisdiction) :]
        match = re.match("(?:省|市)?(总队|支队|大队|中队)", rest)
        if match is None:
            continue
        units = _units(rest[match.end() :], "plain") if match.end() < len(rest) else ()
        if units is not None:
            return AgencyName(jurisdiction, match[1], units, "武警{}*")
    return None
