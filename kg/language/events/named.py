"""Events found by their last word: 全市冬修水利工作现场会, 中国西部（兰州）种子博览会."""

import re
from functools import cache

from kg.language.alternation import alternation
from kg.language.events.words import Head, event_cuts, generic, heads, table
from kg.language.initiatives.extent import Cue, Edge, Walls, left_edge
from kg.language.initiatives.found import Found
from kg.model import EntityType

_HELD = re.compile("(?:今天|昨天|日前|近日|[^，。；！？“”]{0,6}?)(?:召开|举行|举办|主办|组织召开|组织)的?$")
_VERB = re.compile("(?:组织)?(?:召开|举行|举办|主办|组织)的$")
_BETWEEN = re.compile("(?:今天|昨天|昨日|今日|日前|近日|上午|下午|在[\u4e00-\u9fff]{1,4})*")
_WHOLE = re.compile("全[国省市县区州]")  # 全市产业项目调度会: what such meetings are called
_YEAR = re.compile("(?<![自在于从到至由])(?:19|20)[0-9]{2}年?(?:度)?$")
_EDITION = re.compile("(?:第[一二三四五六七八九十百零〇0-9]+[届次]|首届|[0-9]{4}年?)")
_ROUND = re.compile("^第[一二三四五六七八九十百0-9]+[场期轮次]")
_LIST_MARK = "、"
_JOINED = re.compile("[、和与及]|以及|暨")
_NEW_NAME = re.compile("(?:和|以及|与)(?=全[国省市县]|中央|第[一二三四五六七八九十0-9]|省委|市委|中国)")
_UNFINISHED = re.compile("[与和及等或]$")
_COUNTED = re.compile("[0-9一二三四五六七八九十百千万余多]+[名人家个]")


@cache
def _told() -> dict[str, frozenset[str]]:
    return {field: frozenset(table()["told"][field]) for field in ("verbs", "holding")}


@cache
def _told_behind() -> re.Pattern[str]:
    return re.compile(table()["told"]["behind"])


@cache
def _held_behind() -> re.Pattern[str]:
    return re.compile(table()["told"]["held_behind"])


def _is_told(plain: str, start: int, match: re.Match[str], edge: Edge, owners: Walls) -> bool:
    """Whether more than its last word says that this is a meeting."""
    return (
        owners.start_of(match.start()) is not None
        or plain[match.start() - 1] == "”"
        or edge.word in _told()["verbs"]
        or "第" in plain[start : match.start()]
        or _told_behind().match(plain, match.end()) is not None
    )


@cache
def _alone() -> frozenset[str]:
    return frozenset(table()["alone"])


def named_events(plain: str, walls: Walls, owners: Walls) -> list[Found]:
    """Events named by a telling last word, sorted by start.

    `walls` are spans no name runs over (people, titles, days), `owners` organisations and places, which may
    open a name (省委深改委会议).
    """
    classes, pattern = heads()
    found: list[Found] = []
    for match in pattern.finditer(plain):
        head = classes[match[0]]
        if head.not_before.match(plain, match.end()) or plain[match.end() : match.end() + 1] == "》":
            continue
        if head.not_behind and head.not_behind.search(plain, max(0, match.start() - 6), match.start()):
            continue
        item = _name_before(plain, match, head, walls, owners, found[-1] if found else None)
        if item is not None:
            found.append(item)
    return found


def _name_before(
    plain: str, match: re.Match[str], head: Head, walls: Walls, owners: Walls, before: Found | None
) -> Found | None:
    edge = left_edge(plain, match.start(), event_cuts(), walls, owners)
    if edge.cue is Cue.LIST:
        edge = _across_lists(plain, match, edge, walls)
    start = edge.start
    year = _YEAR.search(plain, max(0, start - 6), start)
    if year is not None and edge.cue is Cue.WALL:
        start = year.start()
        owner = owners.start_of(start)
        start = start if owner is None else owner
    start = _behind_joint(plain, start, match.start(), before)
    start += plain[start] == "份" and plain[start - 1] == "月"  # 4月份 | 招商项目集中签约仪式
    quotation = plain.find("“", start, match.start())
    if quotation > start and (quotation == start + 1 or _only_owners(owners, start, quotation)):
        start = quotation  # 绥化市“庆丰收”农民丰收节
    modifier = plain[start : match.start()]
    if _UNFINISHED.search(modifier) or _COUNTED.match(modifier):
        return None
    if modifier.endswith("人民") and match[0] == "代表大会":
        return None
    if edge.word == "“":
        outer = left_edge(plain, start - 1, event_cuts(), walls, owners)
        edge = outer if outer.start == start - 1 else edge
    if match[0] in _alone():
        if modifier and _weight(modifier, owners, start):
            return _event(start, match.end())
        return _held_by(plain, start, match, owners)
    if _EDITION.match(modifier) and len(modifier) > 3:
        return _event(start, match.end())
    if head.held and edge.word not in _told()["holding"] and not _held_behind().match(plain, match.end()):
        return None
    if head.told and not _is_told(plain, start, match, edge, owners):
        return None
    quoted = edge.word == "“" or plain[start - 1 : start] == "“"
    told = quoted or _WHOLE.match(modifier) or _is_told(plain, start, match, edge, owners)
    least = head.least - 1 if told and head.least > 2 else head.least
    if _weight(modifier, owners, start) < least:
        return None
    return _event(start, match.end())


@cache
def _only() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table()["only"]
    last = f"(?:{alternation(words['lead'])})?(?:{alternation(words['words'])})"
    return re.compile(last), re.compile(words["front"]), re.compile(words["behind"])


def only_event(plain: str) -> list[Found]:
    """The event of an article that has no name but its last word: 市长出席签约仪式并致辞."""
    last, front, behind = _only()
    matches = [
        m
        for m in last.finditer(plain)
        if (front.search(plain, max(0, m.start() - 8), m.start()) or _opens_with_ceremony(plain, m))
        and behind.match(plain, m.end())
    ]
    words = {m[0] for m in matches}
    return [_event(*m.span()) for m in matches] if len(words) == 1 else []


def _opens_with_ceremony(plain: str, match: re.Match[str]) -> bool:
    """首发仪式上，县长宣布: at the beginning of a sentence."""
    if not match[0].endswith(("仪式", "大会", "典礼")):
        return False
    return plain[match.start() - 1 : match.start()] in ("。", "\n", "")


def _behind_joint(plain: str, start: int, head: int, before: Found | None) -> int:
    """Behind the 和 that joins two meetings, or joins a meeting to something else (指示和全国科学大会)."""
    if before is not None and start <= before.end < head:
        joint = _JOINED.match(plain, before.end)
        if joint is not None and joint.end() < head:
            start = joint.end()
    for joint in _NEW_NAME.finditer(plain, start, head):
        start = joint.end()
    return start


def _only_owners(owners: Walls, start: int, end: int) -> bool:
    """Whether [start, end) is nothing but an organisation, or the names of two and more places."""
    count = 0
    at = end
    while at > start:
        owner = owners.start_of(at)
        if owner is None:
            return False
        at, count = owner, count + 1
    return at == start and (count > 1 or end - start > 4)


def _event(start: int, end: int) -> Found:
    return Found(start, end, EntityType.EVENT)


def _weight(modifier: str, owners: Walls, start: int) -> int:
    bare = generic().sub("", _ROUND.sub("", modifier))
    return sum(c.isalnum() or c == "“" for c in bare)


def _held_by(plain: str, start: int, match: re.Match[str], owners: Walls) -> Found | None:
    """市民政局召开的新闻发布会: a meeting without a name of its own goes by who holds it."""
    held = _HELD.search(plain, max(0, start - 12), start)
    if held is None:
        return None
    verb = _VERB.search(plain, held.start(), start)
    if verb is not None:
        for at in range(start - 3, max(0, start - 12), -1):
            owner = owners.start_of(at)
            if owner is not None and _BETWEEN.fullmatch(plain, at, verb.start()):
                return _event(owner, match.end())
    return _event(start, match.end())


def _across_lists(plain: str, match: re.Match[str], edge: Edge, walls: Walls) -> Edge:
    """The edge beyond 、 where parts share the last word: 教职工羽毛球、乒乓球友谊赛."""
    own = plain[edge.start : match.start()]
    quoted = own.endswith("”")
    if len(own) > 4 and not quoted:
        return edge
    wide = left_edge(plain, match.start(), event_cuts(), walls, lists=True)
    _, pattern = heads()
    parts = plain[wide.start : match.start()].split(_LIST_MARK)
    joint = len(parts) == 2 and len(parts[0]) <= 24 and not pattern.search(parts[0])
    return wide if joint and (wide.cue is Cue.VERB or not quoted) else edge
