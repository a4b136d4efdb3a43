"""Agencies in a text: from a jurisdiction rightwards, from the centre's names, and bare bodies leftwards.

5月27日，省财政厅社会保障处处长… → 省财政厅社会保障处, and 省财政厅 inside it
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.edges import STOPPING, left_edge, stops
from kg.language.lexicon import Lexicon
from kg.language.organisations.agencies import tables

_LEVEL = re.compile("自治区|自治州|自治县|街道|社区|[省市州县区盟旗镇乡村]")
_JOINT_LEVEL = re.compile("[省市州县区]")
_PARTY = re.compile("中国共产党|中共")
_SESSION = "(?:第?[一二三四五六七八九十]{1,3}届)?"
_PLACE_BODIES = re.compile(
    "[\u4e00-\u9fff]{0,10}?(?:公安分局|公安局|分局|派出所|税务所|司法所|财政所|市场监管所|自然资源所|人民法庭|法庭|看守所|监狱|戒毒所|海关|海事局"
    "|海事处|边检站|消防救援站|消防救援支队|消防救援大队|消防救援总队|消防救援局|交警支队|交警大队|交警中队|特警支队|边防支队|供电所|水文局|水文站"
    "|气象局|地震局|管委会|管理委员会|管理处|管理局|管理所|服务中心|指挥部|领导小组|工作专班|专班|督察组|督导组|工作组|监管局|税务局|调查队|调查总队|出入境边防检查站|出入境边检总站)"
)
_BARE = re.compile(
    "派出所|税务所|司法所|看守所|戒毒所|监狱|海关|指挥部|领导小组|工作专班|专班|督察组|督查组|督导组|巡视组|巡察组|调查组|联席会议办公室"
    "|资格审查委员会|消防救援站|人民法庭|森林公安局|铁路公安局|铁路公安处|边检站|出入境边防检查站|组委会|组织委员会|筹委会|专家委员会|仲裁委员会"
)
_UNIT_END = re.compile(
    "办公厅|办公室|委员会|工作组|分局|总队|支队|大队|中队|派出所|窗口|服务中心|管理中心|指挥中心|中心|管理处|事务处|工委|党校|研究室|督查室|纪检监察组|机关党委"
    "|教育窗口|(?<!干)[处科室部局庭股](?![长理])|[处科室部局庭股](?=[处科室部局庭股]长)"
)
_NOT_UNIT = (
    "发展研究",
    "副",
    "原",
    "党组",
    "党委",
    "常务",
    "主任",
    "书记",
    "厅长",
    "局长",
    "处长",
    "部长",
    "机关",
    "相关",
    "有关",
    "各",
    "等",
    "所属",
    "下属",
    "直属",
    "干部",
    "全体",
    "牵头",
    "主管",
    "领导",
    "负责",
    "工作人员",
    "一",
    "两",
    "三",
    "该",
    "人员",
    "内",
)
_BEFORE_LEVEL_WORD = frozenset("本我各多两三四五六七八九十几城都")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency in a text. `inner` are the ends of the agencies that its units belong to, outermost first."""

    start: int
    end: int
    inner: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Patterns:
    body: re.Pattern[str]
    level_body: re.Pattern[str]
    central: Lexicon
    units: dict[str, re.Pattern[str]]


@cache
def _patterns() -> _Patterns:
    forms = tables()
    heads = sorted(forms.heads, key=len, reverse=True)
    need = {"委", "工委", "委常委会", "委文明办", "委会", "民委员会", "委员会"}
    strong = [h for h in heads if h not in need]
    stems = "|".join(map(re.escape, sorted(forms.departments, key=len, reverse=True)))
    suffixes = "|".join(map(re.escape, sorted(forms.suffixes, key=len, reverse=True)))
    department = f"(?:{stems})(?:{suffixes})"
    body = f"{_SESSION}(?:{'|'.join(strong)}|{department})"
    level_body = f"{_SESSION}(?:{'|'.join(h for h in heads if h != '委员会')}|{department})"
    units = {
        name: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
        for name, table in forms.units.items()
    }
    return _Patterns(re.compile(body), re.compile(level_body), Lexicon(forms.central), units)


def find(
    text: str,
    borders: tuple[int, ...],
    jurisdictions: Iterable[tuple[int, int]],
    taken: Iterable[tuple[int, int]] = (),
) -> tuple[Agency, ...]:
    """The agencies of a text. `jurisdictions` are its divisions and zones, `taken` where no agency begins."""
    places = sorted(jurisdictions)
    found: list[Agency] = [*_central(text, borders)]
    found.extend(_from_places(text, places, borders))
    found.extend(_from_levels(text, borders, places))
    found.extend(_bare(text, borders, found))
    return tuple(sorted(set(found), key=lambda a: (a.start, -a.end)))


def _central(text: str, borders: tuple[int, ...]) -> Iterator[Agency]:
    last = 0
    for start, end in _patterns().central.matches(text):
        name = text[start:end]
        if start < last or name in ("中央", "央行", "国办", "全总") or not _on_border(borders, start):
            continue
        if text[end : end + 1] in _NOT_CENTRAL or (len(name) < 4 and not _on_border(borders, end)):
            continue
        session = re.compile("[一二三四五六七八九十]{1,3}届$").search(text[max(0, start - 5) : start])
        if session and name in ("全国人大", "全国政协", "全国人民代表大会", "全国人大常委会"):
            start -= len(session[0])
            if text[start - 1] == "第":
                start -= 1
        yield _with_units(text, start, end, borders, "plain")
        last = end


_NOT_CENTRAL = frozenset("门们队级委属署")


def _from_places(text: str, places: list[tuple[int, int]], borders: tuple[int, ...]) -> Iterator[Agency]:
    starts: dict[int, int] = {}
    for start, end in places:
        begin = starts.get(start, start)
        if text[begin:start].endswith(("省", "自治区")):
            begin = start
        starts[end] = begin
        party = _PARTY.search(text, max(0, begin - 5), begin)
        first = party.start() if party and party.end() == begin else begin
        if text[first - 2 : first] == "武警":
            match = re.compile("(?:省|市)?(?:总队|支队|大队)").match(text, end)
            if match:
                yield _police_units(text, first - 2, match.end(), places)
            continue
        at = end
        short_level = None
        if text[end - 1] not in "省市州县区盟旗镇乡村道社":
            short_level = _JOINT_LEVEL.match(text, end)
        leveled = text[end - 1] in "省市州县区盟旗镇乡村道区" or text[end - 2 : end] == "社区"
        pattern = _patterns().level_body if leveled else _patterns().body
        match = pattern.match(text, at)
        if match is None and short_level is not None:
            match = _patterns().level_body.match(text, short_level.end())
        if match is not None and _may_end(text, match.end(), match[0]):
            yield _with_units(text, first, match.end(), borders, _unit_table(match[0]))
            continue
        open_body = _PLACE_BODIES.match(text, at)
        if open_body is not None and _plain_words(text, at, open_body.end(), borders):
            yield _with_units(text, first, open_body.end(), borders, "plain", 0.8)


def _from_levels(text: str, borders: tuple[int, ...], places: list[tuple[int, int]]) -> Iterator[Agency]:
    inside = _Covered(places)
    for level in _LEVEL.finditer(text):
        at = level.start()
        if inside.holds(at):
            continue
        if text[at - 1 : at] in "该全" and at:
            body = _patterns().level_body.match(text, level.end())
            if body is not None and (text[at - 1] == "该" or body[0] == "纪检监察机关"):
                if _may_end(text, body.end(), body[0]):
                    yield Agency(at - 1, body.end(), (), 0.7)
            continue
        if text[at - 1 : at] in _BEFORE_LEVEL_WORD:
            continue
        if not _on_border(borders, at):
            continue
        if level[0] in ("村", "社区", "街道") or (level[0] in "镇乡" and text[at - 1 : at] in "乡镇"):
            continue
        match = _patterns().level_body.match(text, level.end())
        if match is not None and _may_end(text, match.end(), match[0]):
            yield _with_units(text, at, match.end(), borders, _unit_table(match[0]))
            continue
        body = _LEVEL_BODIES.match(text, level.end())
        if body is not None and level[0] in "省市州县区" and _on_border(borders, body.end()):
            if _plain_words(text, level.end(), body.end(), borders) and body[0] not in _NO_BODIES:
                yield _with_units(text, at, body.end(), borders, "plain", 0.8)


_LEVEL_BODIES = re.compile(
    "[\u4e00-\u9fff]{2,8}?(?:管理局|监督局|事务局|服务局|局|厅|委员会|办公室|指挥部|领导小组|专班|联席会议|总队|支队|大队|办(?![理公事法学好起成]))"
)
_NO_BODIES = frozenset(("直办", "级办", "政府办", "委办"))


class _Covered:
    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans

    def holds(self, at: int) -> bool:
        index = bisect_left(self._spans, (at + 1, -1)) - 1
        return any(s <= at < e for s, e in self._spans[max(0, index - 3) : index + 1])


def _on_border(borders: tuple[int, ...], at: int) -> bool:
    index = bisect_left(borders, at)
    return index < len(borders) and borders[index] == at


_CONTINUES = {
    "委": ("托", "派", "任", "屈", "婉", "员", "书记" * 9),
    "政府": ("性", "工作报告", "采购", "债", "专项债", "购买", "投资", "引导基金", "信息公开"),
    "法院": (),
    "人大": ("代表", "工作"),
    "人民代表大会": ("代表", "制度"),
    "政协": ("委员",),
    "军区": (),
    "办": ("理", "公", "事", "法", "学", "好", "起", "成", "得", "案", "税"),
    "站": ("点", "长"),
    "所": ("有", "在", "属", "以", "需", "长"),
    "局": ("面", "部", "限"),
    "委会": ("议",),
    "监委": (),
    "部门": (),
}


def _may_end(text: str, end: int, body: str) -> bool:
    """Whether a body may end here: 市委托 is no 市委, 人大代表 no 人大."""
    if "届" in body:
        return True
    for tail, following in _CONTINUES.items():
        if body.endswith(tail) and text.startswith(tuple(following) or ("\0",), end):
            return False
    return True


def _unit_table(body: str) -> str | None:
    forms = tables()
    plain = re.sub(f"^{_SESSION}", "", body)
    head = forms.heads.get(plain)
    return head.units if head is not None else "plain"


def _with_units(
    text: str, start: int, end: int, borders: tuple[int, ...], table: str | None, confidence: float = 1.0
) -> Agency:
    inner: list[int] = []
    while table is not None:
        unit_end = _unit(text, end, borders, table)
        if unit_end is None:
            break
        inner.append(end)
        end = unit_end
        table = "plain"
        if len(inner) > 2:
            break
    return Agency(start, end, tuple(inner), confidence)


def _unit(text: str, at: int, borders: tuple[int, ...], table: str) -> int | None:
    """The end of the unit that begins at `at`; None where none does."""
    match = _patterns().units[table].match(text, at)
    if match is not None and _may_end(text, match.end(), match[0]):
        if match[0] in ("办", "办公室", "办公厅") or _on_border(borders, match.end()):
            return match.end()
        longer = _unit_by_ending(text, at, borders, table)
        return longer if longer is not None and longer > match.end() else match.end()
    return _unit_by_ending(text, at, borders, table)


def _unit_by_ending(text: str, at: int, borders: tuple[int, ...], table: str) -> int | None:
    if text.startswith(_NOT_UNIT, at):
        return None
    window = text[at : at + 18]
    for match in _UNIT_END.finditer(window):
        end = at + match.end()
        if match.end() < 3 and match[0] not in ("办公室", "办公厅"):
            continue
        if _STOPS_UNIT.search(text, at, end):
            return None
        if _on_border(borders, end) or text[end : end + 2] in _HEADS:
            return end
    if table == "congress":
        committee = re.compile("[\u4e00-\u9fff]{2,10}?委(?![员托派])").match(text, at)
        if committee and not _STOPS_UNIT.search(committee[0]):
            return committee.end()
    return None


_HEADS = frozenset(("处长", "科长", "部长", "局长", "室主", "庭长", "股长", "主任"))
_STOPS_UNIT = re.compile(
    "[^\u4e00-\u9fff（）]|联合|组织|召开|举行|举办|负责|介绍|表示|会同|牵头|出台|印发|发布|开展|启动|通报|获悉|了解|要求|明确|提出|实施"
    "|推进|加强|相关|有关|主任|书记|局长|科长|处长|厅长|部长|干部|民警|工作人员|全面推|坚持|积极|通过|进行|接到|收到|派出(?!所)|成立|统一部|大厅"
    "|深入|多次|已|将|把|被|向|在|从|与省|与市|和省|和市|、|等|的|是|要|对|为了|获|按照|根据|依托|围绕"
)


_ALLOWED = frozenset("和及与内外上下中里")


def _plain_words(text: str, start: int, end: int, borders: tuple[int, ...]) -> bool:
    """Whether only words that occur in names stand between two positions."""
    index = bisect_left(borders, start)
    if index < len(borders) and borders[index] != start:
        index -= 1
    forbidden = stops()
    while index < len(borders) - 1 and borders[index] < end:
        word = text[max(borders[index], start) : min(borders[index + 1], end)]
        if not all("\u4e00" <= c <= "\u9fff" or c in "（）“”" for c in word):
            return False
        if word in forbidden and borders[index] >= start:
            return False
        if len(word) == 1 and word in STOPPING and word not in _ALLOWED:
            return False
        index += 1
    return True


def _police_units(text: str, start: int, end: int, places: list[tuple[int, int]]) -> Agency:
    for first, last in places:
        if first == end:
            match = re.compile("市?(?:支队|大队|中队)").match(text, last)
            if match:
                return Agency(start, match.end(), (end,))
    return Agency(start, end)


_GENERIC_BARE = frozenset(
    "工作 专项 联合 各 该 本 成立 现场 前线 省级 市级 县级 基层 应急 抢险 救援 一 两 三 个 指导 服务 检查 审计 领导 中央 督察 督查 巡视 巡察 调查 "
    "事故 专家 攻坚 公安 当地 辖区 多 几 多个 全省 全市 驻村 工程 项目 派驻 常设 议事协调 中国 国家 有关 相关 建设".split()
)


def _bare(text: str, borders: tuple[int, ...], known: list[Agency]) -> Iterator[Agency]:
    """韶山冲派出所, “旋风行动”指挥部, 中央第五生态环境保护督察组."""
    ends = {a.end for a in known}
    for match in _BARE.finditer(text):
        if match.end() in ends:
            continue
        at = match.start()
        if text[at - 1 : at] == "”":
            start = text.rfind("“", max(0, at - 25), at)
            if start >= 0:
                yield Agency(start, match.end(), (), 0.9)
            continue
        start = left_edge(text, at, borders, 0, 16)
        core = text[start:at]
        if len(core) < 2 or core in _GENERIC_BARE or core.startswith(("驻村", "各", "该")):
            continue
        if text[start - 1 : start] == "第" or re.fullmatch("[一二三四五六七八九十]+", core):
            continue
        yield Agency(start, match.end(), (), 0.7)
    for match in re.finditer(
        "中央(?:第[一二三四五六七八九十]+)?[\u4e00-\u9fff]{2,10}?(?:督察组|巡视组|指导组|督导组|调查组)", text
    ):
        yield Agency(match.start(), match.end(), (), 1.0)
