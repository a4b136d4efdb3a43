"""Whether a named person is an Official: a post in an organ of party or state is stated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.people.find import Name
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class StatedPost:
    """A title with the kind of its group: state, organ or civil."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the text names; `label` is the value of its EntityType."""

    start: int
    end: int
    label: str


# Heads of these are heads of an office wherever nothing else is said; leaders of a team or station are not.
_OF_THE_STATE = re.compile("书记|主席|主任委员|常委|委员$|部长|秘书长|主委|支书|村主任|村长|委会主任|代表$")
_UNIT = re.compile(
    "(?:厅|局|部|委|办|署|处|科|室|站|所|队|院|庭|会|中心|支部|党组|专班|指挥部|街道|镇|乡|村|社区|县|市|省|区|州)$"
)
_CIVIL_UNIT = re.compile(
    "(?:公司|集团|银行|厂|大学|学院|学校|中学|小学|医院|研究院|研究所|协会|学会|商会|合作社|报社|电视台|实验室|科|病区|教研室)$"
)
_JOINED = frozenset({"、", "兼", "，", "", "及", "和", "（", " "})
_BECOMES = re.compile("(?:任|为|是|当选|出任|担任|当选为|，|（|[，（](?:男|女)[^。；]{0,60}?(?:现任|任))$")


def officials(
    text: str, names: Sequence[Name], titles: Sequence[StatedPost], organisations: Sequence[Organisation]
) -> set[str]:
    """The names among `names` whose post in an organ of party or state the text states."""
    by_end = {t.end: t for t in titles}
    by_start = {t.start: t for t in titles}
    org_by_end = {o.end: o for o in organisations}
    org_by_start = {o.start: o for o in organisations}
    found = set()
    heads = set()
    for name in names:
        chain = _chain_before(text, name.start, by_end, org_by_end)
        behind = by_start.get(name.end)
        if behind is not None:
            chain.append((behind, org_by_end.get(name.start)))
        chain += _chain_behind(text, name.end, by_start, org_by_start, org_by_end)
        if any(_of_the_state(text, title, organ, organisations) for title, organ in chain):
            found.add(name.name)
            heads.add(name.start)
    for name in names:
        if name.anchor in heads:
            found.add(name.name)
    return found


Held = tuple[StatedPost, Organisation | None]


def _chain_before(
    text: str, at: int, by_end: dict[int, StatedPost], org_by_end: dict[int, Organisation]
) -> list[Held]:
    """The titles that lead to a name without a break, each with the organisation it is held in."""
    waiting: list[StatedPost] = []
    chain: list[Held] = []
    while True:
        title = by_end.get(at) or (by_end.get(at - 1) if at and text[at - 1] in " 　：" else None)
        if title is None:
            break
        waiting.append(title)
        at = title.start
        organ = org_by_end.get(at) or org_by_end.get(at + 1)
        if organ is None and text[at - 1 : at] in "原前代":
            organ = org_by_end.get(at - 1)
        if organ is not None:
            chain += [(t, organ) for t in waiting]
            waiting = []
            at = organ.start
        if at and text[at - 1] in "、兼，" and (by_end.get(at - 1) is not None):
            at -= 1
            continue
        if by_end.get(at) is None:
            break
    return chain + [(t, None) for t in waiting]


def _chain_behind(
    text: str,
    at: int,
    by_start: dict[int, StatedPost],
    org_by_start: dict[int, Organisation],
    org_by_end: dict[int, Organisation],
) -> list[Held]:
    """The titles of 张某某任市水利局局长 and 张某某，现任市水利局局长."""
    for title_start in sorted(by_start):
        if title_start < at or title_start > at + 60:
            continue
        title = by_start[title_start]
        organ = org_by_end.get(title_start)
        begin = organ.start if organ is not None else title_start
        between = text[at:begin]
        if "。" in between or len(between) > 40:
            break
        if between in (
            "任",
            "为",
            "是",
            "当选",
            "当选为",
            "出任",
            "担任",
            "（",
            "，现任",
            "现任",
        ) or re.fullmatch("[，（](?:男|女)[^。；）]{0,40}?(?:现任|任)", between):
            return [(title, organ)]
        break
    return []


def _of_the_state(
    text: str, title: StatedPost, organ: Organisation | None, organisations: Sequence[Organisation]
) -> bool:
    if title.kind == "state":
        return (
            organ is None
            or organ.label == EntityType.AGENCY
            or not title.text.endswith(("局长", "处长", "科长"))
        )
    if title.kind == "civil":
        return organ is not None and organ.label == EntityType.AGENCY and title.text.endswith("负责人")
    if organ is not None:
        return organ.label == EntityType.AGENCY
    before = text[max(0, title.start - 12) : title.start]
    if _CIVIL_UNIT.search(before):
        return False
    if _UNIT.search(before):
        return True
    near = [o for o in organisations if o.end <= title.start and title.start - o.end <= 80]
    if near:
        return near[-1].label == EntityType.AGENCY
    return _OF_THE_STATE.search(title.text) is not None
