"""Names without quotation marks, found by their last word: 旱塬节水灌溉工程, 隐患登记排查和销号机制.

What introduces a name decides where it begins and whether it is one: an object of 实施, 开展, 建立 … that
says more than the words every such noun has around it (重大项目, 工作机制 name nothing).
"""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import cache

from kg.language.alternation import alternation
from kg.language.initiatives.extent import NOWHERE, Cue, Edge, Walls, clause_start, initiative_cuts, left_edge
from kg.language.initiatives.found import Found
from kg.language.initiatives.words import Head, heads, known, table, weight
from kg.model import EntityType

_JOINED = re.compile("[、和与及]|以及")
_ABOUT = re.compile(
    "关于[^，。；！？\n《》]{4,70}?的(?:报告|建议|提案|决定|决议|意见|通知|公告|规定|办法|议案)"
)
_ORDINARY_START = re.compile(
    "[的和与及之地得等、或化对向为在从以由被把将后上下于就且并所]|出(?![租口境行入版生让资国院海])"
)
_INVESTED = re.compile("投资(?:约|近|超)?[0-9.]+")
_SINCE = re.compile("[0-9]{4}年")
_CLOSED = re.compile("[》”](?:和|与|及|以及|、)")


@cache
def _issuing() -> re.Pattern[str]:
    return re.compile(alternation(table()["status"]["issuing"]))


@cache
def _status() -> re.Pattern[str]:
    return re.compile(table()["status"]["after"])


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(table()["rest"]["after"])


@cache
def _report() -> re.Pattern[str]:
    return re.compile(table()["status"]["report"] + "[^，。；！？]{0,40}$")


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(table()["front"]["zone"])


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(table()["front"]["counted"])


@cache
def _costing() -> re.Pattern[str]:
    return re.compile(table()["front"]["costing"])


@cache
def _entered() -> re.Pattern[str]:
    return re.compile(table()["status"]["entered"])


@cache
def _several() -> re.Pattern[str]:
    return re.compile(table()["front"]["several"])


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(table()["status"]["owner"])


@cache
def _budget() -> re.Pattern[str]:
    return re.compile(table()["status"]["budget"])


def named(plain: str, walls: Walls, actors: Walls = NOWHERE, told: Sequence[Found] = ()) -> list[Found]:
    """Initiatives named by a telling last word, sorted by start; `walls` and `actors` as in `left_edge`.

    `told` are initiatives known already: what 和 or 、 joins to one is another.
    """
    classes, pattern = heads()
    found: list[Found] = []
    ends = sorted(f.end for f in told)
    for match in pattern.finditer(plain):
        head = classes[match[0]]
        if head.not_before.match(plain, match.end()) or plain.startswith("》", match.end()):
            continue
        at = bisect_left(ends, match.start()) - 1
        before = ends[at] if at >= 0 else None
        item = _name_before(plain, match, head, walls, actors, before)
        if item is not None and not any(item.start < f.end and item.end == f.end for f in told):
            found.append(item)
            insort(ends, item.end)
    return found


def _name_before(
    plain: str, match: re.Match[str], head: Head, walls: Walls, actors: Walls, before: int | None
) -> Found | None:
    if head.issued:
        issued = _issued(plain, match.start(), walls)
        return None if issued is None else _checked(plain, issued, match, head, Cue.VERB)
    edge = left_edge(plain, match.start(), initiative_cuts(), walls, actors)
    if edge.cue is Cue.LIST:
        edge = _across_lists(plain, match.start(), edge, head, walls)
    if _several().match(plain, edge.cut, edge.start):
        return None  # 开工11个磷化工项目: what they are, no name
    start, cue = edge.start, edge.cue
    if head.kind == "list" and cue is Cue.VERB and plain.endswith("全国", 0, start):
        start -= 2
    since = _SINCE.match(plain, start) if edge.word in ("自", "从") else None
    start = since.end() if since else start
    if edge.word == "的" and _introduced(plain, edge.cut - 1):
        cue = Cue.VERB
    if _told_around(plain, edge, head, match.end()):
        cue = Cue.VERB
    if head.verbs and edge.word not in head.verbs:
        return None
    if before is not None:
        joint = _JOINED.match(plain, before)
        if joint and joint.end() < match.start() and start <= joint.end():
            start, cue = joint.end(), Cue.VERB  # the second of A工程、B工程; A平台和B机制
    if (
        cue is not Cue.VERB
        and head.placed
        and _placed(plain, start, match.start(), head, actors) >= head.placed
    ):
        cue = Cue.VERB
    return _checked(plain, start, match, head, cue)


def _told_around(plain: str, edge: Edge, head: Head, end: int) -> bool:
    """Whether the words around say that this is a name: 总投资5亿元的…项目, 把…列入."""
    if edge.word == "的" and head.kind == "project":
        return _costing().search(plain, max(0, edge.cut - 24), edge.cut) is not None
    return edge.word in ("把", "将") and _entered().match(plain, end) is not None


def _placed(plain: str, start: int, end: int, head: Head, places: Walls) -> int:
    """What a modifier weighs behind the place it begins with (周口市智慧农业平台); 0 without a place."""
    place = places.end_of(start)
    while place is not None and (further := places.end_of(place)) is not None:
        place = further
    if place is None or place >= end:
        return 0
    if _zone().search(plain, start, place) or _counted().search(plain, place, end):
        return 0
    return end - place if head.kind == "platform" else weight(plain[place:end])


def _introduced(plain: str, at: int) -> bool:
    """Whether what stands before 的 is introduced by a verb of its own: 建成全省统一的…平台, 制定的…清单."""
    _, window = clause_start(plain, at, reach=20)
    cuts = initiative_cuts()
    last = [m for m in cuts.pattern.finditer(window) if not m[0].startswith("全")][-1:]
    return bool(last) and last[0].lastgroup == "verb" and last[0][0] not in cuts.weak


def _issued(plain: str, head: int, walls: Walls) -> int | None:
    """The beginning of a document named without 《》: behind the last verb of issuing in its clause."""
    low, window = clause_start(plain, head, lists=True)
    start = None
    for verb in _issuing().finditer(window):
        if start is None or verb.end() < len(window):
            start = verb.end()
    if start is None:
        return None
    more = _AND_MORE.match(window, start)
    if more:
        start = more.end()
    quantity = initiative_cuts().quantity.match(window, start)
    if quantity:
        start = quantity.end()
    return None if walls.last(low + start, head) is not None else low + start


def _across_lists(plain: str, head: int, edge: Edge, head_class: Head, walls: Walls) -> Edge:
    """The edge beyond 、 where the parts in front share the last word: 村企联动、农旅互促、资源共享机制."""
    if not head_class.joint:
        return edge
    wide = left_edge(plain, head, initiative_cuts(), walls, lists=True)
    parts = plain[wide.start : head].split("、")
    _, pattern = heads()
    if wide.cue is not Cue.VERB or not 2 <= len(parts) <= 5 or any(pattern.search(p) for p in parts[:-1]):
        return edge
    sizes = [len(p) for p in parts[:-1]]
    alike = max(sizes) - min(sizes) <= 1 and sizes[0] >= 2 and sizes[0] <= len(parts[-1]) <= sizes[0] + 8
    return wide if alike else edge


_AND_MORE = re.compile("(?:完善|完成|实施|执行|施行|并|了|的|好|出)+")
_SENTENCE_LIKE = re.compile("的.|了|已|将|等(?!级)|[一二三四五六七八九十]项|[0-9]{2,}[多余]?万|计划")
_OF = re.compile("若干|实施|意见|决定|办法|规定")


def _document_like(modifier: str, head: str) -> bool:
    """Whether what follows a verb of issuing can be the title of a document, and no piece of a sentence."""
    if modifier.endswith("的") and not _OF.match(head):
        return False
    first = modifier.split("、")[0]
    return (first == modifier or len(first) > 2) and _SENTENCE_LIKE.search(modifier) is None


def _behind_heads(plain: str, start: int, end: int) -> int:
    """Behind a title, or a last word that stands alone, in front of 和 (制度和…制度)."""
    for closed in _CLOSED.finditer(plain, start, end):
        start = closed.end()
    _, pattern = heads()
    for match in pattern.finditer(plain, start, end):
        joint = _JOINED.match(plain, match.end(), end)
        if joint:
            start = joint.end()
    return start


def _checked(plain: str, start: int, match: re.Match[str], head: Head, cue: Cue) -> Found | None:
    start = _behind_heads(plain, start, match.start())
    modifier = plain[start : match.start()]
    if head.issued and not _document_like(modifier, match[0]):
        return None
    if (
        modifier.endswith(("”", "》"))
        or len(modifier) < 2
        or _ORDINARY_START.match(modifier)
        or modifier.count("“") > modifier.count("”")
    ):
        return None
    if _INVESTED.search(modifier):
        return None  # 某企业投资35亿元建设…项目: a sentence
    if modifier in initiative_cuts().part:
        return None
    least = head.least if cue is Cue.VERB else head.weak
    told = head.sure or (head.weak and _status().match(plain, match.end()))
    if cue is not Cue.VERB and not told:
        return None
    left = weight(modifier)
    if left < least and not (left >= 2 and len(modifier) >= 6) and not (left and len(modifier) >= 8):
        return None
    rest = _rest().match(plain, match.end())
    return Found(start, rest.end() if rest else match.end(), EntityType.INITIATIVE, head.kind)


def reports(plain: str, walls: Walls) -> list[Found]:
    """Documents named 关于…的报告 without 《》, with the organisation in front that they are of, and the
    yearly reports to a congress (2023年预算执行情况和2024年预算草案的报告)."""
    found: list[Found] = []
    for match in _ABOUT.finditer(plain):
        before, behind = plain[match.start() - 1 : match.start()], plain[match.end() : match.end() + 1]
        heading = before in ("", "\n") and behind in ("", "\n", "。")
        reported = _report().search(plain, max(0, match.start() - 44), match.start())
        if before in ("《", "〈", "“") or not (heading or reported):
            continue
        owner = walls.start_of(match.start())
        organ = owner is not None and _owner().search(plain, owner, match.start())
        start = owner if owner is not None and organ else match.start()
        found.append(Found(start, match.end(), EntityType.INITIATIVE, "document"))
    found.extend(Found(*m.span(), EntityType.INITIATIVE, "document") for m in _budget().finditer(plain))
    return found


def known_names(plain: str) -> list[Found]:
    """Strategies and schemes of the whole country that are known by name."""
    forms, pattern = known()
    found: list[Found] = []
    for match in pattern.finditer(plain):
        item = forms[match[0]]
        if item.not_before is not None and item.not_before.match(plain, match.end()):
            continue
        short = match[0] != item.name
        if short and item.needs_full and item.name not in plain:
            continue
        found.append(
            Found(match.start(), match.end(), EntityType.INITIATIVE, item.kind, item.name if short else None)
        )
    return found
